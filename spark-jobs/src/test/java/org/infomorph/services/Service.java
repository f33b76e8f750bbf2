package org.infomorph.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Trees;

/**
 * One process of a service. It ends with {@link #kill}, or with this JVM.
 *
 * @param name of the process, and of its log
 * @param process that runs
 */
record Service(String name, LoggedProcess process) {
  static final String HOST = "127.0.0.1";

  private static final Path MODULES = Path.of(System.getProperty("infomorph.services"));
  private static final Path LOGS = Path.of(System.getProperty("infomorph.services.logs"));
  private static final Duration START = Duration.ofMinutes(3);
  private static final int SHOWN_LINES = 25;

  /**
   * What a process is.
   *
   * @param module of the folder {@code services} that has its class path
   * @param conf folder of its configuration, first on the class path
   * @param options of its JVM
   * @param mainClass the class that is started
   */
  record Kind(String module, Path conf, List<String> options, String mainClass) {}

  /** The jars of a module of the folder {@code services}. */
  static List<Path> jars(String module) {
    var file = MODULES.resolve(module).resolve("target/class.path");
    try {
      return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " is not there; mvn -Pservices makes it: " + e.getMessage(), e);
    }
  }

  /** An empty folder for the logs of a service. */
  static Path logs(String name) throws IOException {
    var logs = LOGS.resolve(name).toAbsolutePath();
    Trees.delete(logs);
    return Files.createDirectories(logs);
  }

  /** A port on which nobody listens now. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a process.
   *
   * @param name of it and of its log
   * @param logs folder of the log
   */
  static Service start(String name, Path logs, Kind kind, String... args) throws IOException {
    return start(name, logs, kind, Map.of(), args);
  }

  /**
   * The same with more variables of the environment.
   *
   * @param environment added to the little that every service gets
   */
  static Service start(
      String name, Path logs, Kind kind, Map<String, String> environment, String... args)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Djava.net.preferIPv4Stack=true", "-Djava.io.tmpdir=" + kind.conf()));
    command.addAll(kind.options());
    var path = Stream.concat(Stream.of(kind.conf()), jars(kind.module()).stream());
    command.add("-cp");
    command.add(path.map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(kind.mainClass());
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).directory(kind.conf().toFile());
    builder.environment().clear(); // the build's is not a service's
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", kind.conf().toString());
    builder.environment().putAll(environment);
    return new Service(name, LoggedProcess.start(builder, logs.resolve(name + ".log")));
  }

  /**
   * Waits until a line of its log says that it is ready.
   *
   * @throws AssertionError with the last lines of the log, if none says so
   */
  Service await(String ready) {
    try {
      process.await(Pattern.compile(ready), START);
      return this;
    } catch (AssertionError e) {
      process.killWithChildren();
      throw new AssertionError(name + " did not start; the end of its log:\n" + end(), e);
    }
  }

  /** Waits until it has ended by itself, well. */
  void awaitEnd() {
    int code = process.exitCode(START);
    if (code != 0) {
      throw new AssertionError(name + " ended with exit code " + code + ":\n" + end());
    }
  }

  /** Ends it as {@code kill -9} does, with all that it has started. */
  void kill() {
    process.killWithChildren();
  }

  private String end() {
    var lines = process.output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
