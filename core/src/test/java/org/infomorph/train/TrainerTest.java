package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final NetworkSpec READOUT =
      new NetworkSpec(1, List.of(LayerSpecs.readout("out", 4, new Signal.Input())));

  /** Four classes of noisy templates: easy, but not without learning. */
  private static SampleSets templates() {
    RandomStream random = new Seeds(11).stream("templates");
    byte[][] templates = new byte[4][12];
    for (byte[] template : templates) {
      for (int f = 0; f < template.length; f++) {
        template[f] = (byte) (random.nextBoolean() ? 200 : 0);
      }
    }
    return new SampleSets(draw(templates, 600, random), draw(templates, 200, random))
        .standardised();
  }

  private static Samples draw(byte[][] templates, int samples, RandomStream random) {
    byte[] values = new byte[samples * 12];
    byte[] labels = new byte[samples];
    for (int s = 0; s < samples; s++) {
      labels[s] = (byte) (s % 4);
      for (int f = 0; f < 12; f++) {
        boolean flipped = random.nextDouble() < 0.1;
        int value = templates[labels[s]][f] & 0xff;
        values[s * 12 + f] = (byte) (flipped ? 200 - value : value);
      }
    }
    return Samples.ofBytes(12, values, 4, labels);
  }

  private static TrainingSpec training(int epochs, Precision precision) {
    return new TrainingSpec(epochs, 128, 0.2, precision, new Method.Local());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aReadoutLearnsTemplates(Precision precision) {
    Trainer trainer =
        new Trainer(
            READOUT, training(30, precision), EvaluationSpec.DEFAULT, templates(), new Seeds(1));
    TrainingOutcome outcome = trainer.fit(report -> {});
    EpochReport last = outcome.epochs().get(29);
    assertTrue(last.scores().get(Trainer.TEST_ACCURACY) > 0.9, last.toString());
    assertTrue(last.scores().get(Trainer.VALIDATION_ACCURACY) > 0.9, last.toString());
    assertTrue(last.layers().get(0).atoms().get("{r}{c}") > 0.3, last.toString());
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    TrainingOutcome one = outcome(READOUT, 1);
    assertEquals(one, outcome(READOUT, 1));
    assertNotEquals(one.neurons(), outcome(READOUT, 2).neurons());
  }

  @Test
  void aHiddenNetworkIsReproducibleAndReportsEveryLayer() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(
                LayerSpecs.contextLateral("hidden", 6, new Connectivity.RandomOthers(3)),
                LayerSpecs.readout("out", 4, new Signal.Output("hidden", false))));
    TrainingOutcome one = outcome(spec, 1);
    assertEquals(one, outcome(spec, 1));
    assertEquals(
        List.of("hidden", "out"),
        one.epochs().get(0).layers().stream().map(EpochReport.LayerReport::layer).toList());
    assertEquals(19, one.epochs().get(0).layers().get(0).atoms().size());
    assertEquals(10, one.neurons().size());
  }

  private static TrainingOutcome outcome(NetworkSpec spec, long seed) {
    return new Trainer(
            spec,
            training(3, Precision.SINGLE),
            EvaluationSpec.DEFAULT,
            templates(),
            new Seeds(seed))
        .fit(report -> {});
  }

  @Test
  void howOftenOneLooksDoesNotChangeWhatIsLearned() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(
                LayerSpecs.contextLateral("hidden", 6, new Connectivity.NoSelf()),
                LayerSpecs.readout("out", 4, new Signal.Output("hidden", false))));
    double[][] weights = new double[2][];
    for (int every = 1; every <= 2; every++) {
      Trainer trainer =
          new Trainer(
              spec,
              training(4, Precision.SINGLE),
              new EvaluationSpec(2 * every - 1, every, List.of()),
              templates(),
              new Seeds(1));
      trainer.fit(report -> {});
      weights[every - 1] = trainer.layers().get(0).weights(0).data;
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  @Test
  void reportsComeEverySoManyEpochsAndAtTheEnd() {
    TrainingOutcome outcome =
        new Trainer(
                READOUT,
                training(7, Precision.SINGLE),
                new EvaluationSpec(3, 1, List.of()),
                templates(),
                new Seeds(1))
            .fit(report -> {});
    assertEquals(List.of(3, 6, 7), outcome.epochs().stream().map(EpochReport::epoch).toList());
    assertEquals(4, outcome.neurons().size());
  }

  @Test
  void trainingEndsWithTheFirstReportThatReachesItsAim() {
    TrainingOutcome whole = until(Map.of());
    List<Double> accuracies =
        whole.epochs().stream().map(e -> e.scores().get(Trainer.VALIDATION_ACCURACY)).toList();
    int first = 0;
    while (accuracies.get(first) < 0.9) {
      first++;
    }
    assertTrue(first > 0 && first < 9, accuracies.toString());

    TrainingOutcome ended = until(Map.of(Trainer.VALIDATION_ACCURACY, 0.9));

    assertEquals(whole.epochs().subList(0, first + 1), ended.epochs());
    assertEquals(2 * first + 2, ended.kept().orElseThrow().epoch());
    assertEquals(4, ended.neurons().size());
  }

  @Test
  void everyAimHasToBeReached() {
    Map<String, Double> both = Map.of(Trainer.VALIDATION_ACCURACY, 0.8, Trainer.TEST_ACCURACY, 1.1);
    List<EpochReport> whole = until(Map.of()).epochs();
    assertEquals(whole, until(both).epochs());
    assertEquals(whole, until(Map.of("no_such_score", 0.0)).epochs());
  }

  private static TrainingOutcome until(Map<String, Double> aims) {
    TrainingSpec spec = new TrainingSpec(19, 128, 0.2, Precision.SINGLE, new Method.Local(), aims);
    EvaluationSpec evaluation = new EvaluationSpec(2, 1, List.of());
    return new Trainer(READOUT, spec, evaluation, templates(), new Seeds(1))
        .fit(Keep.FINAL, report -> {});
  }

  @Test
  void theReportedGoalIsGammaTimesTheReportedAtoms() {
    EpochReport.LayerReport layer = outcome(READOUT, 1).epochs().get(2).layers().get(0);
    Map<String, Double> a = layer.atoms();
    double goal = -0.2 * a.get("{r}") + 0.1 * a.get("{c}") + a.get("{r}{c}") + 0.1 * a.get("{rc}");
    assertEquals(goal, layer.goal(), 1e-12);
  }

  @Test
  void theLayersAtomsAreTheMeanOfItsNeurons() {
    TrainingOutcome outcome = outcome(READOUT, 1);
    double mean =
        outcome.neurons().stream().mapToDouble(n -> n.atoms().get("{rc}")).average().orElseThrow();
    assertEquals(mean, outcome.epochs().get(2).layers().get(0).atoms().get("{rc}"), 1e-12);
  }

  @Test
  void theListenerHearsEveryEpochAsItEnds() {
    List<EpochReport> heard = new ArrayList<>();
    TrainingOutcome outcome =
        new Trainer(
                READOUT,
                training(3, Precision.SINGLE),
                EvaluationSpec.DEFAULT,
                templates(),
                new Seeds(1))
            .fit(heard::add);
    assertEquals(outcome.epochs(), heard);
  }

  @Test
  void noEpochsMeasureTheUntrainedNetwork() {
    TrainingOutcome outcome =
        new Trainer(
                READOUT,
                training(0, Precision.SINGLE),
                EvaluationSpec.DEFAULT,
                templates(),
                new Seeds(1))
            .fit(report -> {});
    assertEquals(List.of(), outcome.epochs());
    assertEquals(4, outcome.neurons().size());
  }

  @Test
  void aGoalThatIsNotFiniteEndsTrainingWithItsEpoch() {
    LayerSpec layer = READOUT.readout();
    // The first step throws the weights so far that their products overflow to infinity.
    LayerSpec wild =
        new LayerSpec(
            layer.name(),
            layer.neurons(),
            layer.sources(),
            layer.activation(),
            layer.bins(),
            layer.goals(),
            new Adam(1e300, 0),
            layer.output());
    TrainingOutcome outcome =
        new Trainer(
                new NetworkSpec(1, List.of(wild)),
                training(5, Precision.SINGLE),
                EvaluationSpec.DEFAULT,
                templates(),
                new Seeds(1))
            .fit(report -> {});
    assertEquals(1, outcome.divergedIn());
    assertEquals(List.of(), outcome.epochs());
  }

  @Test
  void trainingSettingsOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrainingSpec(-1, 10, 0.2, Precision.SINGLE, new Method.Local()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrainingSpec(1, 1, 0.2, Precision.SINGLE, new Method.Local()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrainingSpec(1, 10, 1, Precision.SINGLE, new Method.Local()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrainingSpec(
                1, 10, 0, Precision.SINGLE, new Method.Local(), Map.of("x", Double.NaN)));
    assertThrows(IllegalArgumentException.class, () -> new EvaluationSpec(0, 1, List.of()));
  }
}
