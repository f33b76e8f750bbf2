package org.infomorph.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A Spark installation: a folder with Spark's jars, as links to those of the build, and nothing
 * that Spark does not bring.
 *
 * @param path the folder
 */
record SparkHome(Path path) {
  /** Written by the build: Spark and all that it brings, as a class path. */
  private static final Path JARS = Path.of(System.getProperty("infomorph.spark.path"));

  /**
   * Makes one.
   *
   * @param path its folder, created
   */
  static SparkHome create(Path path) throws IOException {
    Files.createDirectories(path.resolve("conf"));
    Files.createDirectories(path.resolve("local"));
    var jars = Files.createDirectories(path.resolve("jars"));
    for (var jar : jars()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    return new SparkHome(path);
  }

  /** Spark's jars. */
  static List<Path> jars() throws IOException {
    return Arrays.stream(Files.readString(JARS).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /**
   * What starts a class of Spark's, as the scripts in {@code bin} would: with Spark's class path
   * and module options, and with nothing of this JVM's environment that a user's shell has not.
   *
   * @param heap such as {@code 512m}
   * @param options more options of the JVM
   */
  ProcessBuilder java(String heap, List<String> options, String mainClass, List<String> args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(path.resolve("conf") + File.separator + File.pathSeparator + path + "/jars/*");
    command.add("-Xmx" + heap);
    command.add("-Djava.io.tmpdir=" + path.resolve("local"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(options);
    command.add(mainClass);
    command.addAll(args);
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().clear();
    process.environment().putAll(environment());
    return process;
  }

  /** What a user's shell and the installation's {@code spark-env.sh} set. */
  private Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    for (var name : List.of("PATH", "HOME", "LANG", "LC_ALL")) {
      if (System.getenv(name) != null) {
        environment.put(name, System.getenv(name));
      }
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", path.toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_DIRS", path.resolve("local").toString());
    environment.put("SPARK_LOCAL_IP", StandaloneCluster.HOST);
    return environment;
  }
}
