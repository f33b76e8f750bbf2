package org.infomorph.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.data.Samples;
import org.infomorph.math.Precision;
import org.infomorph.math.Seeds;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final int FEATURES = 6;
  private static final int CLASSES = 3;
  private static final int SAMPLES = 300;

  private static Batch batch() {
    byte[] values = new byte[SAMPLES * FEATURES];
    byte[] labels = new byte[SAMPLES];
    var random = new Seeds(3).stream("data");
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = (byte) random.nextInt(CLASSES);
      for (int f = 0; f < FEATURES; f++) {
        values[i * FEATURES + f] = (byte) (random.nextInt(3) + (f % CLASSES == labels[i] ? 1 : 0));
      }
    }
    Batch batch = new Batch(Precision.DOUBLE, SAMPLES, FEATURES, CLASSES);
    int[] order = new int[SAMPLES];
    Arrays.setAll(order, i -> i);
    batch.fill(Samples.ofBytes(FEATURES, values, CLASSES, labels), order, 0, SAMPLES);
    return batch;
  }

  private static Network network(NetworkSpec spec) {
    return new Network(spec, FEATURES, CLASSES, Precision.DOUBLE, SAMPLES, new Seeds(1));
  }

  private static NetworkSpec hidden(int passes) {
    return new NetworkSpec(
        passes,
        List.of(
            LayerSpecs.contextLateral("hidden", 8, new Connectivity.NoSelf()),
            LayerSpecs.readout("out", CLASSES, new Signal.Output("hidden", false))));
  }

  @Test
  void theFirstPassOfALateralSourceHearsNothing() {
    Network once = network(hidden(2));
    Batch batch = batch();
    once.forward(batch, true, new Seeds(1).stream("spikes"));
    Layer layer = once.layers().get(0);
    // Two passes give lateral drives; those of a pass of their own would be zero without bias.
    double[] second = Arrays.copyOf(layer.theta(), 8 * SAMPLES);
    layer.silence(2, SAMPLES);
    layer.fire(SAMPLES);
    double[] first = Arrays.copyOf(layer.theta(), 8 * SAMPLES);
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void withoutContextTheLabelChangesNothing() {
    Network network = network(hidden(2));
    Batch batch = batch();
    network.forward(batch, false, new Seeds(1).stream("spikes"));
    double[] blind = Arrays.copyOf(network.readout().theta(), CLASSES * SAMPLES);
    for (int s = 0; s < SAMPLES; s++) {
      for (int c = 0; c < CLASSES; c++) {
        batch.label().set(s, c, s % CLASSES == c ? 1 : 0);
      }
    }
    network.forward(batch, false, new Seeds(1).stream("spikes"));
    assertArrayEquals(blind, Arrays.copyOf(network.readout().theta(), CLASSES * SAMPLES));
  }

  @Test
  void contextReachesTheHiddenLayer() {
    Network network = network(hidden(2));
    Batch batch = batch();
    network.forward(batch, false, new Seeds(1).stream("spikes"));
    double[] blind = Arrays.copyOf(network.layers().get(0).theta(), 8 * SAMPLES);
    network.forward(batch, true, new Seeds(1).stream("spikes"));
    assertFalse(Arrays.equals(blind, Arrays.copyOf(network.layers().get(0).theta(), 8 * SAMPLES)));
  }

  @Test
  void everyLayersGoalRisesOverSteps() {
    Network network = network(hidden(2));
    Batch batch = batch();
    var spikes = new Seeds(1).stream("spikes");
    double[] goals = new double[2];
    double[] first = new double[2];
    double[] last = new double[2];
    for (int step = 0; step < 300; step++) {
      network.forward(batch, true, spikes);
      network.learn(batch, goals);
      double[] sum = step < 20 ? first : last;
      if (step < 20 || step >= 280) {
        sum[0] += goals[0] / 20;
        sum[1] += goals[1] / 20;
      }
    }
    assertTrue(last[0] > first[0] + 0.02, first[0] + " to " + last[0]);
    assertTrue(last[1] > first[1] + 0.05, first[1] + " to " + last[1]);
  }

  @Test
  void feedbackReadsTheReadoutOfThePassBefore() {
    LayerSpec hidden = LayerSpecs.contextLateral("hidden", 5, new Connectivity.NoSelf());
    List<SourceSpec> sources =
        List.of(
            hidden.sources().get(0),
            LayerSpecs.source("c", new Signal.Output("out", true)),
            hidden.sources().get(2));
    LayerSpec withFeedback =
        new LayerSpec(
            "hidden",
            5,
            sources,
            hidden.activation(),
            hidden.bins(),
            hidden.goals(),
            hidden.optimiser(),
            hidden.output());
    LayerSpec out = LayerSpecs.readout("out", CLASSES, new Signal.Output("hidden", false));
    Network network = network(new NetworkSpec(3, List.of(withFeedback, out)));
    double[] goals = new double[2];
    network.forward(batch(), true, new Seeds(1).stream("spikes"));
    network.learn(batch(), goals);
    assertTrue(Double.isFinite(goals[0]) && Double.isFinite(goals[1]));
  }

  @Test
  void sparseLateralWeightsStaySparseWhileLearning() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(
                LayerSpecs.contextLateral("hidden", 8, new Connectivity.RandomOthers(2)),
                LayerSpecs.readout("out", CLASSES, new Signal.Output("hidden", false))));
    Network network = network(spec);
    Batch batch = batch();
    for (int step = 0; step < 5; step++) {
      network.forward(batch, true, new Seeds(step).stream("spikes"));
      network.learn(batch, new double[2]);
    }
    double[] weights = network.layers().get(0).weights(2).data;
    assertEquals(16, Arrays.stream(weights).filter(w -> w != 0).count());
  }

  @Test
  void frozenWeightsDoNotLearn() {
    Network network = network(hidden(2));
    Batch batch = batch();
    network.forward(batch, true, new Seeds(1).stream("spikes"));
    network.learn(batch, new double[2]);
    assertArrayEquals(new double[] {1, 1, 1}, network.readout().weights(1).data);
  }

  @Test
  void wiringThatCannotBeIsRefusedWithItsPlace() {
    LayerSpec out = LayerSpecs.readout("out", CLASSES, new Signal.Output("hiden", false));
    assertMessage(
        "layers.out.sources.r.from: no layer hiden; there are input, label, out",
        () -> new NetworkSpec(1, List.of(out)));
    LayerSpec self = LayerSpecs.readout("out", CLASSES, new Signal.Output("out", false));
    assertMessage("out has not fired yet when out does", () -> new NetworkSpec(1, List.of(self)));
    assertMessage("needs passes of 2 or more; passes is 1", () -> hidden(1));
    assertMessage("passes is 0", () -> hidden(0));
    assertMessage("there are no layers", () -> new NetworkSpec(1, List.of()));
    LayerSpec image = LayerSpecs.readout("out", CLASSES, new Signal.Input());
    assertMessage("two layers are called out", () -> new NetworkSpec(1, List.of(image, image)));
  }

  @Test
  void dataThatDoesNotFitIsRefusedWithItsPlace() {
    NetworkSpec spec =
        new NetworkSpec(1, List.of(LayerSpecs.readout("out", 4, new Signal.Input())));
    assertMessage(
        "layers.out.sources.c: one_to_one connects each neuron with one class; the data has 10 classes,"
            + " and the layer 4 neurons",
        () -> spec.check(FEATURES, 10));
    LayerSpec full =
        new LayerSpec(
            "out",
            4,
            List.of(
                LayerSpecs.source("r", new Signal.Input()),
                LayerSpecs.source("c", new Signal.Label())),
            spec.readout().activation(),
            spec.readout().bins(),
            spec.readout().goals(),
            spec.readout().optimiser(),
            LayerSpec.Output.SAMPLED);
    assertMessage(
        "layers.out.neurons: is 4 but the data has 10 classes",
        () -> new NetworkSpec(1, List.of(full)).check(FEATURES, 10));
  }

  private static void assertMessage(String part, Runnable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
