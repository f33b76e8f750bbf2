package org.infomorph.train;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.infomorph.data.Batch;
import org.infomorph.data.Samples;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.Limit;
import org.infomorph.network.Network;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step of each published network. {@code step} is all of it; {@code fetch} and {@code
 * products} are its lower bounds: bringing the samples, and the matrix products alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {
  @Param Example network;

  @Param({"SINGLE"})
  Precision precision;

  private Samples samples;
  private int[] order;
  private int next;
  private Batch batch;
  private Network trained;
  private RandomStream spikes;
  private double[] goals;
  private Limit limit;

  @Setup
  public void setUp() {
    samples = network.samples();
    order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    new Seeds(1).stream("batches").shuffle(order);
    int size = network.batch();
    batch = new Batch(precision, size, samples.features(), samples.classes());
    Seeds seeds = new Seeds(1);
    trained =
        new Network(
            network.network(), samples.features(), samples.classes(), precision, size, seeds);
    goals = new double[trained.layers().size()];
    spikes = seeds.stream("spikes");
    limit = new Limit(network.network(), samples.features(), precision, size);
    fetch();
  }

  @Benchmark
  public double step() {
    fetch();
    trained.forward(batch, true, spikes);
    trained.learn(batch, goals);
    return goals[0];
  }

  @Benchmark
  public Batch fetch() {
    int size = network.batch();
    next = next + 2 * size <= samples.size() ? next + size : 0;
    batch.fill(samples, order, next, size);
    return batch;
  }

  @Benchmark
  public Object products() {
    return limit.run();
  }
}
