package org.infomorph.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/performance.md says of {@code sx_pid}. */
@Tag("slow")
class PidBenchmarkTest {
  private static final long ROWS = Long.getLong("infomorph.rows", 20_000_000);

  /** By processor time, which other work on the machine changes little. */
  @Test
  void aRowCostsLessThanAMicrosecond() {
    var spark = LocalSpark.session();
    PidFunctions.register(spark);
    PidBenchmark.time(spark, PidBenchmark.DECOMPOSED, ROWS / 10);
    var time = PidBenchmark.time(spark, PidBenchmark.DECOMPOSED, ROWS);
    System.out.println("sx_pid: " + ROWS + " rows, " + time);
    assertEquals(100, time.results());
    assertTrue(time.cpu() < 1e-6 * ROWS, time::toString);
  }
}
