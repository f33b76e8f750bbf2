package org.infomorph.tasks;

import org.apache.spark.SparkConf;

/** How Spark is set up: many short tasks with small results, and tables that are small for it. */
public final class SparkSettings {
  private SparkSettings() {}

  /**
   * Settings for trials and tables, wherever they run. What is set already, as by spark-submit,
   * stays.
   *
   * @param conf completed, and returned
   */
  public static SparkConf complete(SparkConf conf) {
    // All results of a sweep together may be large; each is taken off the driver's hands at once.
    conf.set("spark.driver.maxResultSize", "0");
    conf.setIfMissing("spark.app.name", "infomorph");
    conf.setIfMissing("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    // YARN and Kubernetes give an application up after a few lost executors; trials that kill
    // theirs, or machines that come and go, must not end a sweep.
    conf.setIfMissing("spark.executor.maxNumFailures", Integer.toString(Integer.MAX_VALUE));
    // A result comes with the word that there is one, not to be fetched later, from an executor
    // that may be gone by then.
    conf.setIfMissing("spark.task.maxDirectResultSize", "16m");
    // What the driver remembers of finished tasks, 100 000 of each stage unless told otherwise.
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    conf.setIfMissing("spark.ui.retainedStages", "10");
    conf.setIfMissing("spark.ui.retainedJobs", "10");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    // A table is one sorted file.
    conf.setIfMissing("spark.sql.shuffle.partitions", "1");
    // Planning a query over a few files again and again would take longer than running it.
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    return conf;
  }

  /**
   * Settings for Spark in this JVM. Other machines cannot reach it.
   *
   * @param master such as {@code local[4]}
   */
  public static SparkConf local(String master) {
    var conf =
        new SparkConf()
            .setMaster(master)
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false");
    return complete(conf);
  }
}
