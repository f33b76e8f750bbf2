package org.infomorph.math;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.util.SampleBuffer;
import org.openjdk.jmh.util.Statistics;

/**
 * Two fixed kernels, timed before and after each iteration of a benchmark, so that a result can be
 * given as a ratio in which the speed of the machine at that minute cancels: {@code -prof
 * org.infomorph.math.ReferenceKernels}.
 *
 * <ul>
 *   <li>{@code reference.sgemm}: 1024 x 784 times 784 x 100 floats, by the BLAS that trials use
 *   <li>{@code reference.copy}: 32 MB copied, more than a core's caches hold
 *   <li>{@code reference.ratio}: the benchmark's median by that of the first
 * </ul>
 */
public final class ReferenceKernels implements InternalProfiler {
  private static final int ROWS = 1024;
  private static final int INNER = 784;
  private static final int COLUMNS = 100;
  private static final int FLOATS = 8 << 20;

  /** Of each kernel, on either side of an iteration. */
  private static final int RUNS = 40;

  private final Gemm gemm = Blas.gemm();
  private final float[] a = new float[ROWS * INNER];
  private final float[] b = new float[INNER * COLUMNS];
  private final float[] c = new float[ROWS * COLUMNS];
  private final float[] source = new float[FLOATS];
  private final float[] copy = new float[FLOATS];
  private SampleBuffer sgemm;
  private SampleBuffer copies;

  /** Made by JMH, in the JVM that is measured. */
  public ReferenceKernels() {
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 7 - 3;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = i % 5 - 2;
    }
  }

  @Override
  public String getDescription() {
    return "A matrix product and a copy of fixed sizes, beside each iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    sgemm = new SampleBuffer();
    copies = new SampleBuffer();
    time();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    time();
    List<Result<?>> all = new ArrayList<>();
    double product = median(sgemm.getStatistics(1e-3));
    all.add(scalar("reference.sgemm", product, "us"));
    all.add(scalar("reference.copy", median(copies.getStatistics(1e-3)), "us"));
    double micros = 1.0 / benchmark.getTimeUnit().convert(1, TimeUnit.SECONDS) * 1e6;
    double median = median(result.getPrimaryResult().getStatistics()) * micros;
    all.add(scalar("reference.ratio", median / product, "sgemm"));
    return all;
  }

  private void time() {
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      gemm.multiply(true, false, ROWS, COLUMNS, INNER, a, INNER, b, INNER, c);
      sgemm.add(System.nanoTime() - start);
    }
    for (int run = 0; run < RUNS / 4; run++) {
      long start = System.nanoTime();
      System.arraycopy(source, 0, copy, 0, FLOATS);
      copies.add(System.nanoTime() - start);
    }
  }

  private static double median(Statistics statistics) {
    return statistics.getPercentile(50);
  }

  private static Result<?> scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
