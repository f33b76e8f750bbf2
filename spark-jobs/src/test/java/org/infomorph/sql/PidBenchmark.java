package org.infomorph.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.spark.sql.SparkSession;

/**
 * How long {@code sx_pid} takes on rows that {@code range()} makes, next to the same rows counted
 * by Spark alone. Argument: the number of rows. After {@code mvn -o -q test-compile}, from the
 * folder {@code spark-jobs}:
 *
 * <pre>
 * java $(cat target/launcher/jvm.flags) \
 *     -cp "target/test-classes:target/classes:$(cat target/launcher/class.path)" \
 *     org.infomorph.sql.PidBenchmark 100000000
 * </pre>
 */
final class PidBenchmark {
  static final String DECOMPOSED =
      "SELECT neuron, sx_pid(array(s1, s2), t) FROM TABLE GROUP BY neuron";
  static final String COUNTED = "SELECT neuron, s1, s2, t, count(*) FROM TABLE GROUP BY ALL";

  private static final String ROWS =
      "(SELECT id % 100 AS neuron, CAST(hash(id) & 7 AS INT) AS s1, CAST(hash(id, 1) & 7 AS INT) AS"
          + " s2, CAST((hash(id) & 7) + (hash(id, 1) & 7) > 7 AS INT) AS t FROM range(ROWS))";

  /**
   * What a query took.
   *
   * @param results number of rows of its result
   * @param seconds by the clock
   * @param cpu seconds of processor time of all threads
   */
  record Time(int results, double seconds, double cpu) {}

  private PidBenchmark() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[0]);
    var spark = SparkSession.builder().master("local[2]").appName("sx_pid").getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    PidFunctions.register(spark);
    System.out.println("warm up: " + time(spark, DECOMPOSED, 1_000_000));
    System.out.println("sx_pid: " + rows + " rows, " + time(spark, DECOMPOSED, rows));
    System.out.println("count: " + rows + " rows, " + time(spark, COUNTED, rows));
    spark.stop();
  }

  /** Runs a query on rows for a hundred neurons, two sources of 8 values and a binary target. */
  static Time time(SparkSession spark, String query, long rows) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    int results =
        spark
            .sql(query.replace("TABLE", ROWS.replace("ROWS", Long.toString(rows))))
            .collectAsList()
            .size();
    return new Time(
        results, (System.nanoTime() - start) * 1e-9, (system.getProcessCpuTime() - cpu) * 1e-9);
  }
}
