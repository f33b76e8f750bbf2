package org.infomorph.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.data.Batch;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.Network;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.pid.BinRange;
import org.infomorph.pid.Binning;
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
 * One training step of the published readout: 784 inputs, 10 neurons, a batch of 1024 out of 48 000
 * images. {@code step} is all of it; {@code gather} and {@code products} are its lower bounds:
 * fetching the images, and the two matrix products alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;
  private static final int SAMPLES = 48_000;
  private static final int BATCH = 1024;

  @Param({"SINGLE", "DOUBLE"})
  Precision precision;

  private Samples samples;
  private int[] order;
  private int next;
  private Batch batch;
  private Network network;
  private RandomStream spikes;
  private final double[] goals = new double[1];
  private Products products;
  private final DMatrixRMaj weights = new DMatrixRMaj(CLASSES, FEATURES);
  private final DMatrixRMaj drives = new DMatrixRMaj(CLASSES, BATCH);

  @Setup
  public void setUp() {
    RandomStream random = new Seeds(1).stream("images");
    byte[] values = new byte[SAMPLES * FEATURES];
    byte[] labels = new byte[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      labels[s] = (byte) random.nextInt(CLASSES);
      for (int f = 0; f < FEATURES; f++) {
        // A fifth of the pixels is inked, more often where the class has its strokes.
        boolean ink = random.nextDouble() < (f % CLASSES == labels[s] ? 0.5 : 0.17);
        values[s * FEATURES + f] = (byte) (ink ? 100 + random.nextInt(156) : 0);
      }
    }
    Samples raw = Samples.ofBytes(FEATURES, values, CLASSES, labels);
    double[] moments = raw.meanAndDeviation();
    samples = raw.affine(-moments[0] / moments[1], 1 / moments[1]);
    order = new int[SAMPLES];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    batch = new Batch(precision, BATCH, FEATURES, CLASSES);
    network =
        new Network(
            new NetworkSpec(1, List.of(readout())),
            FEATURES,
            CLASSES,
            precision,
            BATCH,
            new Seeds(1));
    spikes = new Seeds(1).stream("spikes");
    products = Products.in(precision);
    random.fillUniform(weights.data, 0, CLASSES * FEATURES, -0.03, 0.03);
    gather();
  }

  private static LayerSpec readout() {
    SourceSpec image =
        new SourceSpec(
            "r",
            new Signal.Input(),
            new Connectivity.Full(),
            new InitialWeights.Uniform(1),
            false,
            true);
    SourceSpec label =
        new SourceSpec(
            "c",
            new Signal.Label(),
            new Connectivity.OneToOne(),
            new InitialWeights.Constant(1),
            true,
            false);
    Binning bins = new Binning(20, new BinRange.Normalised());
    return new LayerSpec(
        "out",
        CLASSES,
        List.of(image, label),
        new Modulated(1, 2),
        List.of(bins, bins),
        List.of(new Goal(Map.of("{r}", -0.2, "{c}", 0.1, "{r}{c}", 1.0, "{rc}", 0.1))),
        new Adam(0.003, 0.00015),
        LayerSpec.Output.SAMPLED);
  }

  @Benchmark
  public double step() {
    gather();
    network.forward(batch, true, spikes);
    network.learn(batch, goals);
    return goals[0];
  }

  @Benchmark
  public Batch gather() {
    next = next + BATCH <= SAMPLES - BATCH ? next + BATCH : 0;
    batch.fill(samples, order, next, BATCH);
    return batch;
  }

  @Benchmark
  public DMatrixRMaj products() {
    products.drives(weights, batch.input(), drives);
    products.gradient(drives, batch.input(), weights);
    // The gradient would grow from step to step: any weights will do, as long as they stay finite.
    for (int i = 0; i < weights.getNumElements(); i++) {
      weights.data[i] = (i % 7 - 3) * 0.01;
    }
    return weights;
  }
}
