package org.infomorph.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the project ships for Kubernetes, in {@code conf/kubernetes}. */
final class KubernetesFiles {
  static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  static final Path FOLDER = ROOT.resolve("conf/kubernetes");

  private static final YAMLMapper YAML = new YAMLMapper();

  private KubernetesFiles() {}

  /** All resources of all manifests. */
  static List<JsonNode> resources() throws IOException {
    var resources = new ArrayList<JsonNode>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        try (var documents = YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
          while (documents.hasNextValue()) {
            resources.add((JsonNode) documents.nextValue());
          }
        }
      }
    }
    return resources;
  }

  /** The resource of a kind and a name. */
  static JsonNode resource(String kind, String name) throws IOException {
    return resources().stream()
        .filter(resource -> resource.path("kind").asText().equals(kind))
        .filter(resource -> resource.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + FOLDER));
  }

  /** Whether a role allows something. */
  static boolean allows(JsonNode role, String group, String resources, String verb) {
    for (var rule : role.path("rules")) {
      if (texts(rule.path("apiGroups")).contains(group)
          && texts(rule.path("resources")).contains(resources)
          && texts(rule.path("verbs")).contains(verb)) {
        return true;
      }
    }
    return false;
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
