package org.infomorph.session;

import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.MachineException;
import org.infomorph.form.SpecException;
import org.infomorph.tasks.SparkSettings;

/** Where Spark comes from: this JVM, unless a master is given. */
public final class Sessions {
  private static final String MASTER = "spark.master";

  private Sessions() {}

  /**
   * Starts Spark, or joins the session that spark-submit has prepared.
   *
   * @param master as given on the command line; else what spark-submit says, else all cores here
   * @throws SpecException if there is no such master
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
    if (!underSparkSubmit()) { // nobody has asked for a web page
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    SparkSession session;
    try {
      session = SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Scala code throws checked ones that it does not declare
      throw refused(chosen, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (session.sparkContext().isStopped()) { // as Spark does when it has knocked for a minute
      throw refused(chosen, "what listens there is no Spark master, or one of another version");
    }
    return session;
  }

  /** Whether spark-submit, or a cluster that it has told to, started this JVM. */
  public static boolean underSparkSubmit() {
    return System.getProperty("SPARK_SUBMIT") != null || startedByCluster();
  }

  /** Whether a cluster has started this driver, not the user. */
  public static boolean startedByCluster() {
    return startedByCluster(System.getProperties());
  }

  /** Asked before there is a log, which Spark's own reader of these settings would start. */
  public static boolean startedByCluster(Properties settings) {
    return settings.getProperty("spark.submit.deployMode", "client").equals("cluster")
        || settings.getProperty("spark.kubernetes.submitInDriver", "false").equals("true");
  }

  private static SpecException refused(String master, String reason) {
    return new SpecException("--master " + master + ": " + reason);
  }
}
