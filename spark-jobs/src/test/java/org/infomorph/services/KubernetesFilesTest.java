package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the files for Kubernetes name each other, and what the build makes, by the right names. */
class KubernetesFilesTest {
  private static final String NAMESPACE = "infomorph";

  /** Where the build puts what the image copies. */
  private static final Set<String> BUILT =
      Set.of("spark-jobs/target/infomorph-app.jar", "services/s3a/target/dependency/");

  @Test
  void everyResourceIsInTheNamespaceAndOnce() throws IOException {
    var seen = new TreeSet<String>();
    for (var resource : KubernetesFiles.resources()) {
      var kind = resource.path("kind").asText();
      assertFalse(resource.path("apiVersion").asText().isEmpty(), resource.toString());
      if (kind.equals("Pod")) { // a template, which Spark completes
        continue;
      }
      var name = resource.path("metadata").path("name").asText();
      assertTrue(seen.add(kind + " " + name), kind + " " + name + " is there twice");
      if (kind.equals("Namespace")) {
        assertEquals(NAMESPACE, name);
      } else {
        assertEquals(NAMESPACE, resource.path("metadata").path("namespace").asText(), name);
      }
    }
    assertEquals(
        Set.of(
            "Namespace infomorph",
            "ServiceAccount infomorph",
            "ServiceAccount infomorph-submit",
            "Role infomorph-driver",
            "Role infomorph-submit",
            "RoleBinding infomorph-driver",
            "RoleBinding infomorph-submit",
            "PersistentVolumeClaim infomorph",
            "ConfigMap infomorph-sweep",
            "Secret infomorph-s3a"),
        seen);
  }

  @Test
  void bindingsGiveRolesThatAreThereToAccountsThatAreThere() throws IOException {
    for (var binding : KubernetesFiles.resources()) {
      if (binding.path("kind").asText().equals("RoleBinding")) {
        KubernetesFiles.resource("Role", binding.path("roleRef").path("name").asText());
        for (var subject : binding.path("subjects")) {
          KubernetesFiles.resource("ServiceAccount", subject.path("name").asText());
          assertEquals(NAMESPACE, subject.path("namespace").asText());
        }
      }
    }
  }

  /** No wildcard, and nothing beside what Spark does. */
  @Test
  void rolesAllowNoMoreThanSparkUses() throws IOException {
    for (var name : List.of("infomorph-driver", "infomorph-submit")) {
      var role = KubernetesFiles.resource("Role", name);
      assertFalse(role.toString().contains("*"), role.toString());
      assertFalse(KubernetesFiles.allows(role, "", "pods/exec", "create"));
    }
    var driver = KubernetesFiles.resource("Role", "infomorph-driver");
    assertFalse(KubernetesFiles.allows(driver, "", "secrets", "get"));
    for (var verb : List.of("create", "get", "list", "watch", "delete", "deletecollection")) {
      assertTrue(KubernetesFiles.allows(driver, "", "pods", verb), verb);
    }
    for (var verb : List.of("create", "delete", "deletecollection")) {
      assertTrue(KubernetesFiles.allows(driver, "", "configmaps", verb), verb);
    }
  }

  @Test
  void theClaimCanBeWrittenBySeveralPods() throws IOException {
    var claim = KubernetesFiles.resource("PersistentVolumeClaim", "infomorph").path("spec");

    assertEquals(List.of("ReadWriteMany"), KubernetesFiles.texts(claim.path("accessModes")));
    for (var template : List.of("driver.yaml", "executor.yaml")) {
      var pod = Files.readString(KubernetesFiles.FOLDER.resolve(template));
      assertTrue(pod.contains("fsGroup: 185"), template + " lets Spark's user write there");
    }
  }

  @Test
  void theSweepOfTheConfigMapIsOne(@TempDir Path folder) throws IOException {
    var files = KubernetesFiles.resource("ConfigMap", "infomorph-sweep").path("data");
    for (var file : files.properties()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
    }

    var sweep = Sweep.read(folder.resolve("my-sweep.yaml"), List.of());

    assertEquals(27, SweepFiles.trials(sweep).trials().size());
  }

  @Test
  void theScriptNamesWhatTheManifestsMake() throws IOException {
    var script = Files.readString(KubernetesFiles.FOLDER.resolve("submit.sh"));

    assertTrue(script.contains("options.claimName=infomorph "), "the claim");
    assertTrue(script.contains("serviceAccountName=infomorph "), "the account");
    var keys = KubernetesFiles.resource("Secret", "infomorph-s3a").path("stringData");
    for (var key : List.of("access-key", "secret-key")) {
      assertTrue(script.contains("=infomorph-s3a:" + key), key);
      assertTrue(keys.has(key), key);
    }
    var driver = Files.readString(KubernetesFiles.FOLDER.resolve("driver.yaml"));
    assertTrue(driver.contains("name: infomorph-sweep"), "the config map");
    assertTrue(driver.contains("mountPath: /sweeps"), "where the script reads the sweep");
    assertTrue(script.contains(" run /sweeps/my-sweep.yaml "), "where the sweep is mounted");
  }

  @Test
  void theImageIsPinnedHasTheJarAndDoesNotRunAsRoot() throws IOException {
    var lines =
        Files.readAllLines(KubernetesFiles.FOLDER.resolve("Dockerfile")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    var from = lines.get(0);
    assertTrue(from.matches("FROM \\S+:\\d+\\.\\d+\\.\\d+\\S*"), from);
    assertFalse(from.contains("latest"), from);
    assertTrue(from.contains(":" + property("spark.version") + "-"), from);
    assertTrue(from.contains("scala" + property("scala.binary.version")), from);
    var users = lines.stream().filter(line -> line.startsWith("USER ")).toList();
    assertEquals("USER 185", users.get(users.size() - 1));
    assertTrue(
        lines.indexOf("USER 185") > lastCopy(lines), "files belong to root, not to the user");
    assertTrue(lines.contains("ENTRYPOINT [\"/opt/entrypoint.sh\"]"), lines.toString());

    var ignored = Files.readString(KubernetesFiles.ROOT.resolve(".dockerignore"));
    for (var line : lines) {
      if (line.startsWith("COPY ")) {
        var source = line.split("\\s+")[1];
        assertTrue(BUILT.contains(source), source + " is made by no build");
        assertTrue(ignored.contains("!" + source.replaceFirst("/$", "")), source + " is ignored");
      }
    }
    var script = Files.readString(KubernetesFiles.FOLDER.resolve("submit.sh"));
    var jar = "/opt/infomorph/infomorph-app.jar";
    assertTrue(lines.stream().anyMatch(line -> line.endsWith(" " + jar)), jar);
    assertTrue(script.contains("local://" + jar + " "), jar);
  }

  @Test
  void allCommandsOfTheImageAreKnown() throws IOException {
    var known = Pattern.compile("(FROM|COPY|ENV|USER|WORKDIR|ENTRYPOINT) .*|#.*|");
    for (var line : Files.readAllLines(KubernetesFiles.FOLDER.resolve("Dockerfile"))) {
      assertTrue(known.matcher(line).matches(), line);
    }
  }

  private static int lastCopy(List<String> lines) {
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      last = lines.get(i).startsWith("COPY ") ? i : last;
    }
    return last;
  }

  private static String property(String name) throws IOException {
    var pom = Files.readString(KubernetesFiles.ROOT.resolve("pom.xml"));
    var found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
    assertTrue(found.find(), name);
    return found.group(1);
  }
}
