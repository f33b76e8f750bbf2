package org.infomorph.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.data.Batch;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.MultiModulated;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All buffers are made with the network: a loop of training steps leaves the heap alone. */
class AllocationTest {
  private static final int FEATURES = 40;
  private static final int CLASSES = 10;
  private static final int BATCH = 64;
  private static final int STEPS = 1000;
  private static final long ALLOWED_BYTES = 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"SINGLE, false", "DOUBLE, false", "SINGLE, true"})
  void aTrainingStepAllocatesNextToNothing(Precision precision, boolean sparse) {
    Samples samples = samples(sparse);
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    Seeds seeds = new Seeds(1);
    Network network = new Network(lateralNetwork(), FEATURES, CLASSES, precision, BATCH, seeds);
    Batch batch = new Batch(precision, BATCH, FEATURES, CLASSES);
    RandomStream spikes = seeds.stream("spikes");
    double[] goals = new double[2];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // Interpreted code boxes and copies. How many steps pass until the JVM has compiled the loops
    // depends on how busy the machine is: thousands of steps are counted until one thousand is in
    // compiled code, or until time is up.
    long end = System.nanoTime() + PATIENCE.toNanos();
    long bytes;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < STEPS; step++) {
        batch.fill(samples, order, 0, BATCH);
        network.forward(batch, true, spikes);
        network.learn(batch, goals);
      }
      bytes = (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
    } while (bytes > ALLOWED_BYTES && System.nanoTime() < end);

    assertTrue(bytes <= ALLOWED_BYTES, bytes + " bytes a step");
  }

  private static Samples samples(boolean sparse) {
    RandomStream random = new Seeds(1).stream("images");
    byte[] values = new byte[BATCH * FEATURES];
    byte[] labels = new byte[BATCH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (sparse && i % 5 != 0 ? 0 : random.nextInt(256));
    }
    for (int s = 0; s < BATCH; s++) {
      labels[s] = (byte) random.nextInt(CLASSES);
    }
    return Samples.ofBytes(FEATURES, values, CLASSES, labels).affine(-1, 1 / 128.0);
  }

  /** The shape of {@code context-lateral-mnist.yaml}: every kind of signal, two passes. */
  private static NetworkSpec lateralNetwork() {
    LayerSpec hidden =
        layer(
            "hidden",
            12,
            List.of(
                source("f", new Signal.Input()),
                source("c", new Signal.Label()),
                source("l", new Signal.Output("hidden", true))),
            new MultiModulated(List.of(0.1, 0.1), List.of(2.0, 2.0)),
            new BinRange.Fixed(-20, 20),
            Map.of("{f}{c}{l}", 0.33, "{f}{c}", 1.0, "{f}{l}", -1.0, "{fc}{fl}", -1.0));
    LayerSpec out =
        layer(
            "out",
            CLASSES,
            List.of(source("r", new Signal.Output("hidden", false)), oneToOne()),
            new Modulated(1, 2),
            new BinRange.Normalised(),
            Map.of("{r}{c}", 1.0));
    return new NetworkSpec(2, List.of(hidden, out));
  }

  private static SourceSpec source(String name, Signal from) {
    return new SourceSpec(
        name, from, new Connectivity.Full(), new InitialWeights.Uniform(1), false, true);
  }

  private static SourceSpec oneToOne() {
    return new SourceSpec(
        "c",
        new Signal.Label(),
        new Connectivity.OneToOne(),
        new InitialWeights.Constant(1),
        true,
        false);
  }

  private static LayerSpec layer(
      String name,
      int neurons,
      List<SourceSpec> sources,
      Activation activation,
      BinRange range,
      Map<String, Double> goal) {
    Binning[] bins = new Binning[sources.size()];
    Arrays.fill(bins, new Binning(20, range));
    return new LayerSpec(
        name,
        neurons,
        sources,
        activation,
        List.of(bins),
        List.of(new Goal(goal)),
        new Adam(0.002, 0.0003),
        LayerSpec.Output.SAMPLED);
  }
}
