package org.infomorph.session;

import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.MachineException;
import org.infomorph.form.SpecException;
import org.infomorph.tasks.SparkSettings;

/** Provides the Spark session: in this JVM, or on a given master. */
public final class Sessions {
  private static final String MASTER = "spark.master";

  private Sessions() {}

  /**
   * Starts Spark, or joins the session that spark-submit has prepared.
   *
   * @param master the master of the command line; otherwise the master of spark-submit, otherwise
   *     all cores of this machine
   * @throws SpecException if the master does not exist
   * @throws MachineException if Spark cannot work on this machine
   */
  public static SparkSession start(Optional<String> master) {
    var given = new SparkConf();
    var chosen =
        master
            .or(() -> Optional.ofNullable(given.get(MASTER, null)))
            .orElse("local[" + Runtime.getRuntime().availableProcessors() + "]");
    var conf =
        chosen.startsWith("local")
            ? SparkSettings.local(chosen)
            : SparkSettings.complete(given.setMaster(chosen));
    StandaloneMaster.check(chosen);
    Machine.check(conf);
    if (!underSparkSubmit()) { // the web page is not needed
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    SparkSession session;
    try {
      session = SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Scala code throws undeclared checked exceptions
      throw refused(chosen, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (session.sparkContext().isStopped()) { // by Spark, after a minute without an answer
      throw refused(
          chosen, "what answers there is not a Spark master, or is one of another version");
    }
    return session;
  }

  /** Whether spark-submit started this JVM, directly or through a cluster. */
  public static boolean underSparkSubmit() {
    return System.getProperty("SPARK_SUBMIT") != null || startedByCluster();
  }

  /** Whether a cluster has started this driver, not the user. */
  public static boolean startedByCluster() {
    return startedByCluster(System.getProperties());
  }

  /** The same, before the log exists: Spark's reader of these settings would start the log. */
  public static boolean startedByCluster(Properties settings) {
    return settings.getProperty("spark.submit.deployMode", "client").equals("cluster")
        || settings.getProperty("spark.kubernetes.submitInDriver", "false").equals("true");
  }

  private static SpecException refused(String master, String reason) {
    return new SpecException("--master " + master + ": " + reason);
  }
}
