package org.infomorph.sql;

import org.apache.spark.sql.SparkSession;

/**
 * How long {@code sx_pid} takes on rows that {@code range()} makes, next to the same rows counted
 * by Spark alone. Argument: the number of rows. Not a test.
 */
final class PidBenchmark {
  private static final String ROWS =
      "(SELECT id % 100 AS neuron, CAST(hash(id) & 7 AS INT) AS s1, CAST(hash(id, 1) & 7 AS INT) AS"
          + " s2, CAST((hash(id) & 7) + (hash(id, 1) & 7) > 7 AS INT) AS t FROM range(ROWS))";

  private PidBenchmark() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[0]);
    var spark = SparkSession.builder().master("local[2]").appName("sx_pid").getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    PidFunctions.register(spark);
    time(
        spark,
        "warm up",
        "SELECT neuron, sx_pid(array(s1, s2), t) FROM TABLE GROUP BY neuron",
        1_000_000);
    time(
        spark,
        "sx_pid",
        "SELECT neuron, sx_pid(array(s1, s2), t) FROM TABLE GROUP BY neuron",
        rows);
    time(spark, "count", "SELECT neuron, s1, s2, t, count(*) FROM TABLE GROUP BY ALL", rows);
    spark.stop();
  }

  private static void time(SparkSession spark, String name, String query, long rows) {
    long start = System.nanoTime();
    int groups =
        spark
            .sql(query.replace("TABLE", ROWS.replace("ROWS", Long.toString(rows))))
            .collectAsList()
            .size();
    System.out.printf(
        "%s: %d rows, %d results, %.1f s%n",
        name, rows, groups, (System.nanoTime() - start) * 1e-9);
  }
}
