package org.infomorph.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.infomorph.files.MachineException;
import org.infomorph.files.NativeCode;

/** Checks, before training, the requirements of Spark on the machine that starts the program. */
public final class Machine {
  /** Spark's own limit: one and a half times the memory that Spark reserves for itself. */
  private static final long LEAST_MEMORY = 450L << 20;

  private static final int LEAST_ROOM = 1 << 20;
  private static final String SCRATCH = "spark.local.dir";

  private Machine() {}

  /**
   * Checks whether Spark can work here.
   *
   * @throws MachineException if Spark cannot work
   */
  static void check(SparkConf conf) {
    checkMemory(Runtime.getRuntime().maxMemory());
    if (!Sessions.startedByCluster()) { // a cluster has set up its own folders
      checkScratch(conf, System.getenv());
    }
    NativeCode.load();
  }

  static void checkMemory(long bytes) {
    if (bytes < LEAST_MEMORY) {
      throw new MachineException(
          memory(bytes) + " of memory; Spark needs 450 MB or more; " + remedy("1g"));
    }
  }

  /** The message for the case that Java has run out of memory. */
  public static String outOfMemory() {
    return memory(Runtime.getRuntime().maxMemory()) + " of memory and needs more; " + remedy("4g");
  }

  private static String remedy(String memory) {
    return Sessions.underSparkSubmit()
        ? "spark-submit --driver-memory " + memory + " gives it more"
        : "INFOMORPH_OPTS=-Xmx" + memory + " gives it more";
  }

  private static String memory(long bytes) {
    return "Java has " + (bytes >> 20) + " MB";
  }

  /** Checks Spark's scratch folders; of several folders, Spark uses those that it can. */
  static void checkScratch(SparkConf conf, Map<String, String> environment) {
    var variable = "SPARK_LOCAL_DIRS";
    var named = Optional.ofNullable(environment.get(variable));
    var setting = Optional.ofNullable(conf.get(SCRATCH, null));
    var folders = named.or(() -> setting).orElseGet(() -> System.getProperty("java.io.tmpdir"));
    String problem = "";
    for (var folder : folders.split(",")) {
      try {
        tryOut(Path.of(folder));
        return;
      } catch (IOException e) {
        problem = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
    }
    var what = named.isPresent() ? variable : setting.isPresent() ? SCRATCH : "java.io.tmpdir";
    throw new MachineException(
        "Spark cannot write to "
            + folders
            + " ("
            + what
            + "; "
            + problem.lines().findFirst().orElse("")
            + "); "
            + variable
            + "=DIR names another folder");
  }

  private static void tryOut(Path folder) throws IOException {
    Files.createDirectories(folder);
    var file = Files.createTempFile(folder, "infomorph", "");
    try {
      Files.write(file, new byte[LEAST_ROOM]);
    } finally {
      Files.delete(file);
    }
  }
}
