package org.infomorph.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A Spark installation: a folder with Spark's jars, as links to those of the build, and nothing
 * that Spark does not bring.
 *
 * @param path the folder
 */
public record SparkHome(Path path) {
  /** Written by the build: Spark and all that it brings, as a class path. */
  private static final Path JARS = Path.of(System.getProperty("infomorph.spark.path"));

  /**
   * Makes one.
   *
   * @param path its folder, created
   */
  public static SparkHome create(Path path) throws IOException {
    return create(path, List.of());
  }

  /**
   * Makes one with more jars, such as those for YARN.
   *
   * @param more those that are there already, whatever their version, are left out
   */
  public static SparkHome create(Path path, List<Path> more) throws IOException {
    Files.createDirectories(path.resolve("conf"));
    Files.createDirectories(path.resolve("local"));
    var jars = Files.createDirectories(path.resolve("jars"));
    var artifacts = new HashSet<String>();
    for (var jar : Stream.concat(jars().stream(), more.stream()).toList()) {
      if (artifacts.add(artifact(jar))) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    var home = new SparkHome(path);
    home.writeSubmitScript();
    return home;
  }

  /** The file's name without its version; what follows the version, for a platform, stays. */
  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d[\\w.]*", "");
  }

  /** As Spark's own {@code bin/spark-submit}: a JVM that takes the place of the script. */
  private void writeSubmitScript() throws IOException {
    var script = submitScript();
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec "$JAVA_HOME/bin/java" -cp "%s${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}" -Xmx1g %s ${SPARK_SUBMIT_OPTS:-} \\
          org.apache.spark.deploy.SparkSubmit "$@"
        """
            .formatted(classPath(), String.join(" ", options())));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path submitScript() {
    return path.resolve("bin").resolve("spark-submit");
  }

  private String classPath() {
    return path.resolve("conf") + File.separator + File.pathSeparator + path + "/jars/*";
  }

  private List<String> options() {
    var options = new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    options.add("-Djava.io.tmpdir=" + path.resolve("local"));
    return options;
  }

  /** Spark's jars. */
  public static List<Path> jars() throws IOException {
    return Arrays.stream(Files.readString(JARS).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /**
   * What starts one of Spark's daemons, as the scripts in {@code sbin} would.
   *
   * @param heap such as {@code 512m}
   * @param options more options of the JVM
   */
  public ProcessBuilder daemon(
      String heap, List<String> options, String mainClass, List<String> args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "-Xmx" + heap));
    command.addAll(options());
    command.addAll(options);
    command.add(mainClass);
    command.addAll(args);
    return inUsersEnvironment(command);
  }

  /**
   * What calls spark-submit.
   *
   * @param words its options, the application and the application's arguments
   */
  public ProcessBuilder submit(List<String> words) {
    var command = new ArrayList<String>();
    command.add(submitScript().toString());
    command.addAll(words);
    return inUsersEnvironment(command);
  }

  private ProcessBuilder inUsersEnvironment(List<String> command) {
    var process = new ProcessBuilder(command);
    process.environment().clear(); // the build's is not a user's
    process.environment().putAll(environment());
    return process;
  }

  /** What a user's shell and the installation's {@code spark-env.sh} set. */
  public Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    for (var name : List.of("PATH", "HOME", "LANG", "LC_ALL")) {
      if (System.getenv(name) != null) {
        environment.put(name, System.getenv(name));
      }
    }
    environment.putAll(kernels());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", path.toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_DIRS", path.resolve("local").toString());
    environment.put("SPARK_LOCAL_IP", StandaloneCluster.HOST);
    return environment;
  }

  /** What names OpenBLAS's kernels on this machine; other kernels give other last bits. */
  public static Map<String, String> kernels() {
    var kernels = new TreeMap<String, String>();
    for (var name : List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")) {
      if (System.getenv(name) != null) {
        kernels.put(name, System.getenv(name));
      }
    }
    return kernels;
  }
}
