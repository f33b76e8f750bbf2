package org.infomorph.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for the API server of Kubernetes: takes down what it is asked to make, and says that it
 * has made it. It runs no pod.
 */
final class KubernetesApi implements AutoCloseable {
  /** JSON is YAML, and clients send either. */
  private static final YAMLMapper YAML = new YAMLMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Made> made = new CopyOnWriteArrayList<>();

  /**
   * A resource that a client has asked for.
   *
   * @param method POST, or PATCH for one that is applied
   * @param path of the request
   * @param resource as it was sent
   */
  record Made(String method, String path, JsonNode resource) {
    String kind() {
      return resource.path("kind").asText();
    }

    String name() {
      return resource.path("metadata").path("name").asText();
    }

    /** As roles name it, such as {@code configmaps}. */
    String plural() {
      return path.replaceFirst(".*/namespaces/[^/]+/([^/?]+).*", "$1");
    }
  }

  private KubernetesApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Service.HOST), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /** Starts one on a free port. */
  static KubernetesApi start() throws IOException {
    var api = new KubernetesApi();
    api.server.start();
    return api;
  }

  /** For {@code --master}. */
  String master() {
    return "k8s://http://" + Service.HOST + ":" + server.getAddress().getPort();
  }

  /** All that was asked for, in order. */
  List<Made> made() {
    return made;
  }

  /** The one resource of a kind. */
  JsonNode only(String kind) {
    var found = made.stream().filter(one -> one.kind().equals(kind)).map(Made::resource).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind + " in " + made);
    }
    return found.get(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      var path = exchange.getRequestURI().getPath();
      var body = YAML.readTree(exchange.getRequestBody());
      if (body instanceof ObjectNode resource) {
        made.add(new Made(method, path, body.deepCopy()));
        resource.withObject("/metadata").put("uid", UUID.randomUUID().toString());
        resource.withObject("/metadata").put("resourceVersion", Integer.toString(made.size()));
        reply(exchange, 201, resource);
      } else {
        var status = YAML.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
        status.put("status", "Failure").put("reason", "NotFound").put("code", 404);
        reply(exchange, 404, status);
      }
    }
  }

  private static void reply(HttpExchange exchange, int code, JsonNode answer) throws IOException {
    var bytes = answer.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
