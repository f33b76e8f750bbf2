package org.infomorph.services;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Reach;
import org.infomorph.cluster.Trees;

/**
 * An object store that speaks S3, on this machine: s3proxy over a folder, with one bucket. What
 * calls it is Hadoop's s3a, over HTTP, with keys.
 */
final class S3 implements AutoCloseable {
  private static final String KEY = "infomorph-key";
  private static final String SECRET = "infomorph-secret";
  private static final String PREFIX = "spark.hadoop.fs.s3a.";
  private static final Pattern REQUEST =
      Pattern.compile("request: .*\\{(GET|HEAD|PUT|POST|DELETE)@\\w+ http://[^/]+(/\\S*) HTTP");

  private final Path folder;
  private final Path logs;
  private final String bucket = "bucket-" + UUID.randomUUID();
  private final int port = Service.freePort();
  private final Thread end = new Thread(this::closeWithJvm);
  private final List<LoggedProcess> servers = new ArrayList<>();
  private Service server;

  /**
   * A request that the store has got.
   *
   * @param method GET, HEAD, PUT, POST or DELETE
   * @param path in the store, with its query
   */
  record Request(String method, String path) {
    /** The object or the folder that it is about, without the bucket. */
    String name() {
      var text = URLDecoder.decode(path, StandardCharsets.UTF_8);
      var listed = text.replaceFirst("^[^?]*\\?(?:.*&)?prefix=([^&]*).*$", "$1");
      return listed.equals(text) ? text.replaceFirst("^/[^/]*/?([^?]*).*$", "$1") : listed;
    }
  }

  /**
   * Starts one, and waits until it answers.
   *
   * @param name of the folder of its logs
   */
  static S3 start(String name) throws IOException {
    var store = new S3(Service.logs(name));
    try {
      store.startServer();
      return store;
    } catch (IOException | RuntimeException | AssertionError e) {
      store.close();
      throw e;
    }
  }

  private S3(Path logs) throws IOException {
    this.logs = logs;
    folder = Files.createTempDirectory("infomorph-s3");
    Files.createDirectories(folder.resolve("store").resolve(bucket));
    Files.writeString(
        folder.resolve("s3proxy.properties"),
        """
        s3proxy.endpoint=http://%s:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.identity=%s
        jclouds.credential=%s
        jclouds.filesystem.basedir=%s
        """
            .formatted(Service.HOST, port, KEY, SECRET, KEY, SECRET, folder.resolve("store")));
    Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %p %logger{0}: %m%n</pattern></encoder>
          </appender>
          <logger name="org.gaul.s3proxy" level="DEBUG"/>
          <root level="INFO"><appender-ref ref="console"/></root>
        </configuration>
        """);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Starts the server, again after a kill, at the same address and over the same objects. */
  void startServer() throws IOException {
    var kind = new Service.Kind("s3proxy", folder, List.of(), "org.gaul.s3proxy.Main");
    server =
        Service.start(
            "s3proxy-" + (servers.size() + 1), logs, kind, "--properties", "s3proxy.properties");
    servers.add(server.process());
    server.await("Started .*ServerConnector");
  }

  /** Ends the server as {@code kill -9} does: nobody answers. */
  void killServer() {
    server.kill();
  }

  /** The bucket, {@code s3a://...}. */
  String uri() {
    return "s3a://" + bucket;
  }

  /** All requests that came so far, in order. */
  List<Request> requests() {
    var requests = new ArrayList<Request>();
    for (var started : servers) {
      for (var found = REQUEST.matcher(started.output()); found.find(); ) {
        requests.add(new Request(found.group(1), found.group(2)));
      }
    }
    return requests;
  }

  /** Spark's settings with which s3a reaches it. */
  Map<String, String> settings() {
    return settings(KEY, SECRET);
  }

  private Map<String, String> settings(String key, String secret) {
    return Map.of(
        PREFIX + "endpoint",
        "http://" + Service.HOST + ":" + port,
        PREFIX + "endpoint.region",
        "us-east-1",
        PREFIX + "path.style.access",
        "true",
        PREFIX + "access.key",
        key,
        PREFIX + "secret.key",
        secret);
  }

  /** What a JVM needs to call it. */
  Reach reach() {
    return reach(KEY, SECRET);
  }

  /** The same with other keys. */
  Reach reach(String key, String secret) {
    var options =
        settings(key, secret).entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .sorted()
            .toList();
    return new Reach(List.of(), Service.jars("s3a"), options);
  }

  /** Lets this thread, and what it starts, call it from within this JVM. */
  void makeReachable() throws MalformedURLException {
    settings().forEach(System::setProperty);
    var jars = new ArrayList<URL>();
    for (var jar : Service.jars("s3a")) {
      jars.add(jar.toUri().toURL());
    }
    var thread = Thread.currentThread();
    thread.setContextClassLoader(
        new URLClassLoader(jars.toArray(new URL[0]), thread.getContextClassLoader()));
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // the JVM is going down: this is the hook
    }
    settings().keySet().forEach(System::clearProperty);
    if (server != null) {
      server.kill();
    }
    Trees.delete(folder);
  }

  private void closeWithJvm() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("left in " + folder + ": " + e);
    }
  }
}
