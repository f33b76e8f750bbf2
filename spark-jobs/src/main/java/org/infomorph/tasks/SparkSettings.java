package org.infomorph.tasks;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * Spark's configuration for many short tasks with small results, and for tables that are small for
 * Spark.
 */
public final class SparkSettings {
  /** Variables by which OpenBLAS chooses its kernels and the sizes of their blocks. */
  private static final List<String> KERNELS = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

  private SparkSettings() {}

  /**
   * Adds settings for trials and tables on any master. Existing settings, for example from
   * spark-submit, stay.
   *
   * @param conf completed, and returned
   */
  public static SparkConf complete(SparkConf conf) {
    return complete(conf, System.getenv());
  }

  static SparkConf complete(SparkConf conf, Map<String, String> environment) {
    // The results of a sweep may be large in total; the driver stores each result at once.
    conf.set("spark.driver.maxResultSize", "0");
    conf.setIfMissing("spark.app.name", "infomorph");
    conf.setIfMissing("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    // OpenBLAS's kernels decide the last bits. Whoever names them for the driver means all trials,
    // but a cluster hands few variables of the driver's environment on.
    for (var kernels : KERNELS) {
      if (environment.containsKey(kernels)) {
        conf.setIfMissing("spark.executorEnv." + kernels, environment.get(kernels));
      }
    }
    // YARN and Kubernetes abandon an application after a few lost executors. Trials that kill their
    // executors, or machines that come and go, must not end a sweep.
    conf.setIfMissing("spark.executor.maxNumFailures", Integer.toString(Integer.MAX_VALUE));
    // A result arrives with the message that the task has ended. Otherwise the driver would fetch
    // the result later, from an executor that may have died.
    conf.setIfMissing("spark.task.maxDirectResultSize", "16m");
    // The number of finished tasks that the driver remembers, by default 100 000 per stage.
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    conf.setIfMissing("spark.ui.retainedStages", "10");
    conf.setIfMissing("spark.ui.retainedJobs", "10");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    // A table is one sorted file.
    conf.setIfMissing("spark.sql.shuffle.partitions", "1");
    // Replanning a query over a few files would take longer than running it.
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    return conf;
  }

  /**
   * Settings for Spark in this JVM, which other machines cannot reach.
   *
   * @param master such as {@code local[4]}
   */
  public static SparkConf local(String master) {
    var conf =
        new SparkConf()
            .setMaster(master)
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            // A computer that sleeps, and a process that a user stops, are silent for any time.
            // Spark would give up its executor, which is this JVM.
            .set("spark.storage.blockManagerHeartbeatTimeoutMs", "3650d");
    return complete(conf);
  }
}
