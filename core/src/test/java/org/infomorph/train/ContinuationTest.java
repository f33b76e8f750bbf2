package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.LayerState;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network that is kept and goes on is the one that never stopped, to the last bit. */
class ContinuationTest {
  private static final int STOP = 5;
  private static final int END = 10;

  private static final NetworkSpec READOUT =
      new NetworkSpec(1, List.of(LayerSpecs.readout("out", 4, new Signal.Input())));

  /** Hidden neurons that draw their outputs, hear three others, and are read out. */
  private static final NetworkSpec HIDDEN =
      new NetworkSpec(
          2,
          List.of(
              LayerSpecs.contextLateral("hidden", 6, new Connectivity.RandomOthers(3)),
              LayerSpecs.readout("out", 4, new Signal.Output("hidden", false))));

  private static final Method LOCAL = new Method.Local();

  static Stream<Arguments> trainings() {
    return Stream.of(Precision.values())
        .flatMap(
            precision ->
                Stream.of(1, 2, 3)
                    .flatMap(
                        every ->
                            Stream.of(
                                Arguments.of(READOUT, LOCAL, precision, every),
                                Arguments.of(HIDDEN, LOCAL, precision, every),
                                Arguments.of(HIDDEN, new Method.Online(7, 0.9), precision, every),
                                Arguments.of(READOUT, new Method.Online(300, 1), precision, every),
                                Arguments.of(
                                    HIDDEN, new Method.Backprop(0.01, 0.001), precision, every))));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void stoppedAndContinuedIsTheSameAsAtOnce(
      NetworkSpec spec, Method method, Precision precision, int every) {
    TrainingOutcome atOnce = trainer(spec, method, precision, every, END).fit(Keep.FINAL, r -> {});
    NetworkState stopped = kept(spec, method, precision, every, STOP, Keep.FINAL);

    Trainer again = trainer(spec, method, precision, every, END);
    again.restore(stopped);
    again.look();
    TrainingOutcome continued = again.fit(Keep.FINAL, r -> {});

    assertEquals(STOP, stopped.epoch());
    assertEquals(after(STOP, atOnce), continued.epochs());
    assertEquals(atOnce.neurons(), continued.neurons());
    assertSame(atOnce.kept().orElseThrow(), continued.kept().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void whatIsKeptGivesItsReportOnceMore(
      NetworkSpec spec, Method method, Precision precision, int every) {
    TrainingOutcome outcome =
        trainer(spec, method, precision, every, STOP).fit(Keep.FINAL, r -> {});

    Trainer again = trainer(spec, method, precision, every, STOP);
    again.restore(outcome.kept().orElseThrow());
    TrainingOutcome looked = again.look();

    assertEquals(List.of(outcome.epochs().get(outcome.epochs().size() - 1)), looked.epochs());
    assertEquals(outcome.neurons(), looked.neurons());
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void keepingChangesNothing(NetworkSpec spec, Method method, Precision precision, int every) {
    TrainingOutcome without = trainer(spec, method, precision, every, STOP).fit(r -> {});
    TrainingOutcome with = trainer(spec, method, precision, every, STOP).fit(Keep.BEST, r -> {});

    assertEquals(without.epochs(), with.epochs());
    assertEquals(without.neurons(), with.neurons());
    assertTrue(without.kept().isEmpty());
  }

  @Test
  void theBestOneHasTheHighestValidationAccuracy() {
    TrainingOutcome outcome =
        trainer(HIDDEN, LOCAL, Precision.SINGLE, 1, END).fit(Keep.BEST, r -> {});
    int best = 1;
    for (EpochReport report : outcome.epochs()) {
      best =
          validation(report) > validation(outcome.epochs().get(best - 1)) ? report.epoch() : best;
    }
    NetworkState kept = outcome.kept().orElseThrow();
    assertEquals(best, kept.epoch());
    assertSame(kept(HIDDEN, LOCAL, Precision.SINGLE, 1, best, Keep.FINAL), kept);
  }

  private static double validation(EpochReport report) {
    return report.scores().get(Trainer.VALIDATION_ACCURACY);
  }

  @Test
  void withoutValidationTheBestOneHasTheHighestGoal() {
    Trainer trainer =
        new Trainer(
            READOUT,
            new TrainingSpec(END, 64, 0, Precision.SINGLE, LOCAL),
            EvaluationSpec.DEFAULT,
            templates(),
            new Seeds(3));
    TrainingOutcome outcome = trainer.fit(Keep.BEST, r -> {});
    int best = 1;
    for (EpochReport report : outcome.epochs()) {
      double goal = report.layers().get(0).goal();
      best = goal > outcome.epochs().get(best - 1).layers().get(0).goal() ? report.epoch() : best;
    }
    assertEquals(best, outcome.kept().orElseThrow().epoch());
  }

  @Test
  void theBestOfAContinuedTrainingMayBeTheOneItWentOnFrom() {
    for (int seed = 1; seed <= 4; seed++) {
      TrainingOutcome first = trainer(seed, STOP).fit(Keep.BEST, r -> {});
      TrainingOutcome atOnce = trainer(seed, END).fit(Keep.BEST, r -> {});

      Trainer again = trainer(seed, END);
      again.restore(first.kept().orElseThrow());
      again.look();
      TrainingOutcome continued = again.fit(Keep.BEST, r -> {});

      assertSame(atOnce.kept().orElseThrow(), continued.kept().orElseThrow());
    }
  }

  private static Trainer trainer(int seed, int epochs) {
    return new Trainer(
        HIDDEN,
        new TrainingSpec(epochs, 64, 0.2, Precision.SINGLE, LOCAL),
        EvaluationSpec.DEFAULT,
        templates(),
        new Seeds(seed));
  }

  @Test
  void anUntrainedNetworkIsKeptAndTrainedFromThere() {
    TrainingOutcome atOnce =
        trainer(HIDDEN, LOCAL, Precision.SINGLE, 1, 3).fit(Keep.FINAL, r -> {});
    NetworkState fresh = kept(HIDDEN, LOCAL, Precision.SINGLE, 1, 0, Keep.BEST);

    Trainer again = trainer(HIDDEN, LOCAL, Precision.SINGLE, 1, 3);
    again.restore(fresh);
    again.look();
    TrainingOutcome continued = again.fit(Keep.FINAL, r -> {});

    assertEquals(0, fresh.epoch());
    assertEquals(atOnce.epochs(), continued.epochs());
    assertSame(atOnce.kept().orElseThrow(), continued.kept().orElseThrow());
  }

  @Test
  void otherShapesAreRefused() {
    NetworkState hidden = kept(HIDDEN, LOCAL, Precision.SINGLE, 1, 1, Keep.FINAL);
    NetworkState online =
        kept(READOUT, new Method.Online(7, 0.9), Precision.SINGLE, 1, 1, Keep.FINAL);

    refused("there are 1 layers, but states of 2", READOUT, LOCAL, hidden);
    refused(
        "layer out learns in batches, but the state from a window of samples",
        READOUT,
        LOCAL,
        online);
    refused(
        "28 values of 2 sources are no memory of 4 neurons with 2 sources and a window of 3",
        READOUT,
        new Method.Online(3, 0.9),
        online);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SourceState("r", 2, 3, new double[5], new double[2], null, null));
  }

  private static void refused(String message, NetworkSpec spec, Method method, NetworkState state) {
    Trainer trainer = trainer(spec, method, Precision.SINGLE, 1, 2);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> trainer.restore(state));
    assertEquals(message, e.getMessage());
  }

  private static NetworkState kept(
      NetworkSpec spec, Method method, Precision precision, int every, int epochs, Keep keep) {
    return trainer(spec, method, precision, every, epochs).fit(keep, r -> {}).kept().orElseThrow();
  }

  private static List<EpochReport> after(int epoch, TrainingOutcome outcome) {
    return outcome.epochs().stream().filter(report -> report.epoch() > epoch).toList();
  }

  private static void assertSame(NetworkState expected, NetworkState actual) {
    assertEquals(expected.epoch(), actual.epoch());
    assertArrayEquals(expected.spikes(), actual.spikes());
    assertArrayEquals(expected.probes(), actual.probes());
    assertEquals(expected.layers().size(), actual.layers().size());
    for (int l = 0; l < expected.layers().size(); l++) {
      assertSame(expected.layers().get(l), actual.layers().get(l));
    }
  }

  private static void assertSame(LayerState expected, LayerState actual) {
    assertEquals(expected.layer(), actual.layer());
    assertArrayEquals(expected.windowDrives(), actual.windowDrives());
    assertArrayEquals(expected.windowTheta(), actual.windowTheta());
    for (int i = 0; i < expected.sources().size(); i++) {
      SourceState one = expected.sources().get(i);
      SourceState two = actual.sources().get(i);
      assertEquals(one.source(), two.source());
      assertArrayEquals(one.weights(), two.weights());
      assertArrayEquals(one.biases(), two.biases());
      assertEquals(one.weightMoments().steps(), two.weightMoments().steps());
      assertArrayEquals(one.weightMoments().mean(), two.weightMoments().mean());
      assertArrayEquals(one.weightMoments().meanSquare(), two.weightMoments().meanSquare());
      assertArrayEquals(one.biasMoments().mean(), two.biasMoments().mean());
      assertArrayEquals(one.biasMoments().meanSquare(), two.biasMoments().meanSquare());
    }
  }

  private static Trainer trainer(
      NetworkSpec spec, Method method, Precision precision, int every, int epochs) {
    return new Trainer(
        spec,
        new TrainingSpec(epochs, 64, 0.2, precision, method),
        new EvaluationSpec(every, 2, List.of()),
        templates(),
        new Seeds(3));
  }

  /** Four classes of noisy templates. */
  private static SampleSets templates() {
    RandomStream random = new Seeds(11).stream("templates");
    List<byte[]> templates = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      byte[] template = new byte[12];
      for (int f = 0; f < template.length; f++) {
        template[f] = (byte) (random.nextBoolean() ? 200 : 0);
      }
      templates.add(template);
    }
    return new SampleSets(draw(templates, 200, random), draw(templates, 80, random)).standardised();
  }

  private static Samples draw(List<byte[]> templates, int samples, RandomStream random) {
    byte[] values = new byte[samples * 12];
    byte[] labels = new byte[samples];
    for (int s = 0; s < samples; s++) {
      labels[s] = (byte) (s % 4);
      for (int f = 0; f < 12; f++) {
        boolean flipped = random.nextDouble() < 0.2;
        int value = templates.get(s % 4)[f] & 0xff;
        values[s * 12 + f] = (byte) (flipped ? 200 - value : value);
      }
    }
    return Samples.ofBytes(12, values, 4, labels);
  }
}
