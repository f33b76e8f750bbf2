package org.infomorph.tasks;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of a JVM share. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  /** On two cores, with the settings of the command line. */
  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      session = SparkSession.builder().config(SparkSettings.local("local[2]")).getOrCreate();
    }
    return session;
  }

  static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }
}
