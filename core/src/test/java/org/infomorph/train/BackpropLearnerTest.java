package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.Source;
import org.infomorph.neuron.SourceSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackpropLearnerTest {
  private static final Method.Backprop METHOD = new Method.Backprop(0.01, 0);
  private static final Signal INPUT = new Signal.Input();
  private static final Connectivity FULL = new Connectivity.Full();

  private static Signal output(String layer) {
    return new Signal.Output(layer, false);
  }

  private static SourceSpec first(Signal from, Connectivity connect, boolean frozen) {
    return new SourceSpec("f", from, connect, new InitialWeights.Uniform(1), frozen, true);
  }

  /** A layer of which backpropagation uses the first source; the second one reads the label. */
  private static LayerSpec layer(
      String name, int neurons, SourceSpec first, LayerSpec.Output output) {
    return new LayerSpec(
        name,
        neurons,
        List.of(first, LayerSpecs.source("c", new Signal.Label())),
        new Modulated(1, 2),
        LayerSpecs.bins(2),
        List.of(new Goal(java.util.Map.of("{f}{c}", 1.0))),
        new Adam(0.01, 0),
        output);
  }

  private static LayerSpec expected(String name, int neurons, Signal from, Connectivity connect) {
    return layer(name, neurons, first(from, connect, false), LayerSpec.Output.EXPECTED);
  }

  private static LayerSpec sampled(String name, int neurons, Signal from) {
    return layer(name, neurons, first(from, FULL, false), LayerSpec.Output.SAMPLED);
  }

  private static NetworkSpec network(LayerSpec... layers) {
    return new NetworkSpec(1, List.of(layers));
  }

  private static BackpropLearner learner(NetworkSpec spec, int features, int classes) {
    return learner(spec, METHOD, features, classes);
  }

  private static BackpropLearner learner(
      NetworkSpec spec, Method.Backprop method, int features, int classes) {
    return new BackpropLearner(spec, method, features, classes, Precision.DOUBLE, 40, new Seeds(5));
  }

  private static Samples samples(int count, int features, int classes) {
    RandomStream random = new Seeds(8).stream("samples");
    byte[] values = new byte[count * features];
    byte[] labels = new byte[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(256);
    }
    for (int s = 0; s < count; s++) {
      labels[s] = (byte) random.nextInt(classes);
    }
    return Samples.ofBytes(features, values, classes, labels).affine(-1, 1 / 128.0);
  }

  private static Batch batch(Samples samples) {
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    Batch batch = new Batch(Precision.DOUBLE, 40, samples.features(), samples.classes());
    batch.fill(samples, order, 0, samples.size());
    return batch;
  }

  @ParameterizedTest
  @EnumSource(Method.Backprop.Loss.class)
  void theGradientOfAnExpectedNetworkIsThatOfItsLogLikelihood(Method.Backprop.Loss loss) {
    NetworkSpec spec =
        network(
            expected("one", 6, INPUT, FULL),
            expected("two", 6, output("one"), new Connectivity.RandomOthers(3)),
            expected("three", 6, output("two"), new Connectivity.OneToOne()),
            expected("four", 6, output("three"), new Connectivity.NoSelf()),
            expected("out", 4, output("four"), FULL));
    BackpropLearner learner = learner(spec, new Method.Backprop(0.01, 0, loss), 5, 3);
    Batch batch = batch(samples(20, 5, 3));
    for (int l = 0; l < 5; l++) {
      Source source = learner.source(l);
      learner.gradient(batch);
      double[] gradient = source.weightGradient().data.clone();
      double[] biasGradient = source.biasGradient().clone();
      for (int i = 0; i < gradient.length; i++) {
        // A weight that its connectivity leaves out is 0 and has no gradient.
        if (source.weights().data[i] != 0) {
          double difference = difference(learner, batch, source.weights().data, i);
          assertEquals(difference, gradient[i], 1e-5 * Math.abs(difference) + 1e-10);
        }
      }
      for (int n = 0; n < biasGradient.length; n++) {
        double difference = difference(learner, batch, source.biases(), n);
        assertEquals(difference, biasGradient[n], 1e-5 * Math.abs(difference) + 1e-10);
      }
    }
  }

  private static double difference(
      BackpropLearner learner, Batch batch, double[] parameters, int index) {
    double h = 1e-5;
    double value = parameters[index];
    parameters[index] = value + h;
    double above = learner.gradient(batch);
    parameters[index] = value - h;
    double below = learner.gradient(batch);
    parameters[index] = value;
    return (above - below) / (2 * h);
  }

  /** One hidden unit, by hand: y is drawn, the gradient is that of 2 theta − 1. */
  @Test
  void sampledUnitsPassTheGradientStraightThrough() {
    BackpropLearner learner =
        learner(network(sampled("hidden", 1, INPUT), sampled("out", 3, output("hidden"))), 1, 3);
    Samples samples = samples(30, 1, 3);
    double w = learner.source(0).weights().get(0, 0);
    double b = learner.source(0).biases()[0];
    double[] v = learner.source(1).weights().data;
    double[] a = learner.source(1).biases();
    learner.gradient(batch(samples));

    RandomStream spikes = new Seeds(5).stream("spikes");
    double gradient = 0;
    for (int s = 0; s < 30; s++) {
      double theta = 1 / (1 + Math.exp(-(w * samples.value(s, 0) + b)));
      int y = spikes.nextDouble() < theta ? 1 : -1;
      double[] e = new double[3];
      Arrays.setAll(e, c -> Math.exp(v[c] * y + a[c]));
      double sum = e[0] + e[1] + e[2];
      for (int c = 0; c < 3; c++) {
        double label = c == samples.label(s) ? 1 : 0;
        double dy = v[c] * (label - e[c] / sum);
        gradient += dy * 2 * theta * (1 - theta) * samples.value(s, 0) / 30;
      }
    }
    assertEquals(gradient, learner.source(0).weightGradient().get(0, 0), 1e-12);
  }

  @Test
  void theResponseAreProbabilitiesOfTheClasses() {
    BackpropLearner learner =
        learner(network(sampled("hidden", 4, INPUT), sampled("out", 5, output("hidden"))), 6, 3);
    double[] response = learner.respond(batch(samples(10, 6, 3)));
    for (int s = 0; s < 10; s++) {
      assertEquals(1, response[s] + response[10 + s] + response[20 + s], 1e-12);
      assertTrue(response[s] > 0 && response[s] < 1);
    }
    assertArrayEquals(new double[20], Arrays.copyOfRange(response, 30, 50));
  }

  /** A softmax of numbers between 0 and 1: no class is more likely than e times another one. */
  @Test
  void theResponseOfFiringProbabilitiesIsTheirSoftmax() {
    NetworkSpec spec = network(sampled("out", 3, INPUT));
    BackpropLearner learner =
        learner(spec, new Method.Backprop(0.01, 0, Method.Backprop.Loss.FIRING), 1, 3);
    Samples samples = samples(10, 1, 3);
    double[] response = learner.respond(batch(samples));
    for (int s = 0; s < 10; s++) {
      double[] e = new double[3];
      for (int c = 0; c < 3; c++) {
        double drive =
            learner.source(0).weights().get(c, 0) * samples.value(s, 0)
                + learner.source(0).biases()[c];
        e[c] = Math.exp(1 / (1 + Math.exp(-drive)));
      }
      for (int c = 0; c < 3; c++) {
        assertEquals(e[c] / (e[0] + e[1] + e[2]), response[c * 10 + s], 1e-12);
      }
    }
  }

  @Test
  void lookingChangesNothing() {
    NetworkSpec spec = network(sampled("hidden", 4, INPUT), sampled("out", 3, output("hidden")));
    BackpropLearner blind = learner(spec, 6, 3);
    BackpropLearner watched = learner(spec, 6, 3);
    Batch batch = batch(samples(10, 6, 3));
    for (int step = 0; step < 3; step++) {
      blind.learn(batch);
      watched.learn(batch);
      watched.respond(batch);
    }
    assertArrayEquals(blind.source(0).weights().data, watched.source(0).weights().data);
  }

  @Test
  void frozenLayersStayAsTheyStarted() {
    LayerSpec hidden = layer("hidden", 4, first(INPUT, FULL, true), LayerSpec.Output.SAMPLED);
    BackpropLearner learner = learner(network(hidden, sampled("out", 3, output("hidden"))), 6, 3);
    double[] below = learner.source(0).weights().data.clone();
    double[] above = learner.source(1).weights().data.clone();
    assertTrue(learner.learn(batch(samples(10, 6, 3))));
    assertArrayEquals(below, learner.source(0).weights().data);
    assertFalse(Arrays.equals(above, learner.source(1).weights().data));
  }

  /** Two bits and their parity in noise: no single layer can tell it. */
  private static SampleSets parity() {
    RandomStream random = new Seeds(3).stream("parity");
    List<Samples> sets = new ArrayList<>();
    for (int size : new int[] {800, 200}) {
      byte[] values = new byte[size * 4];
      byte[] labels = new byte[size];
      for (int s = 0; s < size; s++) {
        for (int f = 0; f < 4; f++) {
          values[s * 4 + f] = (byte) (random.nextBoolean() ? 2 : 0);
        }
        labels[s] = (byte) (values[s * 4] == values[s * 4 + 1] ? 0 : 1);
      }
      sets.add(Samples.ofBytes(4, values, 2, labels));
    }
    return new SampleSets(sets.get(0), sets.get(1)).standardised();
  }

  private static TrainingOutcome outcome(NetworkSpec spec, Precision precision, long seed) {
    return outcome(spec, precision, seed, 60, new Method.Backprop(0.02, 0));
  }

  private static TrainingOutcome outcome(
      NetworkSpec spec, Precision precision, long seed, int epochs, Method method) {
    TrainingSpec training = new TrainingSpec(epochs, 100, 0.2, precision, method);
    return new Trainer(spec, training, EvaluationSpec.DEFAULT, parity(), new Seeds(seed))
        .fit(report -> {});
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void hiddenUnitsLearnWhatOneLayerCannot(Precision precision) {
    NetworkSpec hidden = network(sampled("hidden", 24, INPUT), sampled("out", 2, output("hidden")));
    EpochReport last = outcome(hidden, precision, 1).epochs().get(59);
    assertTrue(last.scores().get(Trainer.TEST_ACCURACY) > 0.9, last.toString());
    assertTrue(last.scores().get(Trainer.VALIDATION_ACCURACY) > 0.9, last.toString());

    EpochReport single = outcome(network(sampled("out", 2, INPUT)), precision, 1).epochs().get(59);
    assertEquals(0.5, single.scores().get(Trainer.TEST_ACCURACY), 0.15);
  }

  @Test
  void aTrialWithoutAtomsReportsScoresOnly() {
    TrainingOutcome outcome = outcome(network(sampled("out", 2, INPUT)), Precision.SINGLE, 1);
    assertEquals(60, outcome.epochs().size());
    assertEquals(List.of(), outcome.epochs().get(0).layers());
    assertEquals(List.of(), outcome.neurons());
    assertEquals(0, outcome.divergedIn());
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    NetworkSpec spec = network(sampled("hidden", 8, INPUT), sampled("out", 2, output("hidden")));
    TrainingOutcome one = outcome(spec, Precision.SINGLE, 1);
    assertEquals(one, outcome(spec, Precision.SINGLE, 1));
    assertNotEquals(one, outcome(spec, Precision.SINGLE, 2));
  }

  @Test
  void weightsThatRunAwayEndTrainingWithTheirEpoch() {
    NetworkSpec spec = network(sampled("hidden", 8, INPUT), sampled("out", 2, output("hidden")));
    TrainingOutcome outcome = outcome(spec, Precision.SINGLE, 1, 3, new Method.Backprop(1e300, 0));
    assertEquals(1, outcome.divergedIn());
    assertEquals(List.of(), outcome.epochs());
  }

  @Test
  void aNetworkThatIsNoChainIsRefused() {
    LayerSpec out = sampled("out", 3, output("hidden"));
    assertEquals(
        "layers.hidden.sources.f.from: is label; in a feed-forward network a layer's first source"
            + " reads the input or a layer of the same pass",
        refusal(network(sampled("hidden", 4, new Signal.Label()), out)));
    assertEquals(
        "layers.hidden.sources.f.from: is of the pass before; in a feed-forward network a layer's"
            + " first source reads the input or a layer of the same pass",
        refusal(
            new NetworkSpec(
                2, List.of(sampled("hidden", 4, new Signal.Output("out", true)), out))));
    assertEquals(
        "layers.side: leads nowhere; in a feed-forward network each layer is the first source of"
            + " the next one",
        refusal(network(sampled("side", 4, INPUT), sampled("hidden", 4, INPUT), out)));
  }

  private static String refusal(NetworkSpec spec) {
    return assertThrows(IllegalArgumentException.class, () -> learner(spec, 6, 3)).getMessage();
  }

  @Test
  void samplesWithoutLabelsAreRefused() {
    assertEquals(
        "backpropagation learns classes; the data has no labels",
        assertThrows(
                IllegalArgumentException.class,
                () -> learner(network(sampled("out", 3, INPUT)), 6, 0))
            .getMessage());
  }
}
