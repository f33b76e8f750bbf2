package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.train.EpochReport;
import org.infomorph.train.Method;
import org.infomorph.train.Trainer;
import org.infomorph.train.TrainingOutcome;
import org.infomorph.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogisticRegressionTrialTest {
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;
  private static final int PARAMETERS = CLASSES * (FEATURES + 1);
  private static final Seeds SEEDS = new Seeds(1);

  private final byte[] values = new byte[100 * FEATURES];
  private final byte[] labels = new byte[100];

  /** Noise, of which the class raises one feature; every second sample is of class 2. */
  LogisticRegressionTrialTest() {
    RandomStream random = new Seeds(6).stream("samples");
    for (int s = 0; s < labels.length; s++) {
      labels[s] = (byte) (s % 2 == 0 ? 2 : random.nextInt(2));
      for (int f = 0; f < FEATURES; f++) {
        values[s * FEATURES + f] = (byte) (random.nextInt(100) + (f == labels[s] ? 80 : 0));
      }
    }
  }

  private SampleSets sets() {
    Samples samples = Samples.ofBytes(FEATURES, values, CLASSES, labels);
    return new SampleSets(samples, samples).standardised();
  }

  private LogisticRegressionTrial trial(double l2, int epochs, int batchSize) {
    TrainingSpec spec =
        new TrainingSpec(
            epochs, batchSize, 0.2, Precision.DOUBLE, new Method.LogisticRegression(l2, 100));
    return new LogisticRegressionTrial(new Method.LogisticRegression(l2, 100), spec, sets(), SEEDS);
  }

  private static double[] parameters() {
    double[] parameters = new double[PARAMETERS];
    new Seeds(7).stream("parameters").fillUniform(parameters, 0, PARAMETERS, -1, 1);
    return parameters;
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    LogisticRegressionTrial trial = trial(0.3, 1, 17);
    double[] parameters = parameters();
    double[] gradient = new double[PARAMETERS];
    trial.loss(parameters, gradient);
    double h = 1e-5;
    for (int i = 0; i < PARAMETERS; i++) {
      double value = parameters[i];
      parameters[i] = value + h;
      double above = trial.loss(parameters, new double[PARAMETERS]);
      parameters[i] = value - h;
      double below = trial.loss(parameters, new double[PARAMETERS]);
      parameters[i] = value;
      assertEquals((above - below) / (2 * h), gradient[i], 1e-8);
    }
  }

  @Test
  void theLossIsTheSameInBatchesOfAnySize() {
    double[] one = new double[PARAMETERS];
    double[] many = new double[PARAMETERS];
    assertEquals(
        trial(0.3, 1, 1000).loss(parameters(), one),
        trial(0.3, 1, 7).loss(parameters(), many),
        1e-12);
    assertArrayEquals(one, many, 1e-12);
  }

  @Test
  void knowingNothingCostsTheLogarithmOfTheClasses() {
    assertEquals(
        Math.log(CLASSES),
        trial(0.3, 1, 17).loss(new double[PARAMETERS], new double[PARAMETERS]),
        1e-12);
  }

  @Test
  void onlyWeightsArePenalised() {
    double[] weight = new double[PARAMETERS];
    weight[0] = 2;
    double[] bias = new double[PARAMETERS];
    bias[CLASSES * FEATURES] = 2;
    double[] gradient = new double[PARAMETERS];
    assertEquals(
        0.6 / 2 * 4,
        trial(0.6, 1, 17).loss(weight, gradient) - trial(0, 1, 17).loss(weight, gradient),
        1e-12);
    assertEquals(trial(0, 1, 17).loss(bias, gradient), trial(0.6, 1, 17).loss(bias, gradient));
  }

  @Test
  void validationSamplesAreNotLearnedFrom() {
    double before = trial(0, 1, 17).loss(parameters(), new double[PARAMETERS]);
    Split split = Split.of(labels.length, 0.2, SEEDS);
    for (int v : split.validation()) {
      labels[v] = (byte) ((labels[v] + 1) % CLASSES);
    }
    assertEquals(before, trial(0, 1, 17).loss(parameters(), new double[PARAMETERS]));
    labels[split.training()[0]] = (byte) ((labels[split.training()[0]] + 1) % CLASSES);
    assertTrue(
        Math.abs(before - trial(0, 1, 17).loss(parameters(), new double[PARAMETERS])) > 1e-6);
  }

  @Test
  void aPenaltyWithoutMercyLeavesTheMostFrequentClass() {
    assertEquals(0.5, testAccuracy(1e6), 1e-12);
    assertTrue(testAccuracy(1e-3) > 0.8, "with a small penalty: " + testAccuracy(1e-3));
  }

  private double testAccuracy(double l2) {
    return trial(l2, 1, 17).fit(report -> {}).epochs().get(0).scores().get(Trainer.TEST_ACCURACY);
  }

  @Test
  void thereIsOneReportWithScoresAndNoAtoms() {
    List<EpochReport> heard = new ArrayList<>();
    TrainingOutcome outcome = trial(0.01, 12, 17).fit(heard::add);
    assertEquals(outcome.epochs(), heard);
    assertEquals(1, heard.size());
    assertEquals(12, heard.get(0).epoch());
    assertEquals(2, heard.get(0).scores().size());
    assertTrue(heard.get(0).scores().get(Trainer.VALIDATION_ACCURACY) > 0.6, heard.toString());
    assertEquals(List.of(), heard.get(0).layers());
    assertEquals(List.of(), outcome.neurons());
    assertEquals(1, trial(0.01, 0, 17).fit(report -> {}).epochs().get(0).epoch());
  }

  /** An argmax over NaN is the first class. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void drivesThatAreNotFiniteAreNoAccuracy(Precision precision) {
    Samples small = Samples.ofBytes(FEATURES, values, CLASSES, labels).affine(-1, 0.01);
    Samples huge = small.affine(0, 1e308).affine(0, 100);
    Method.LogisticRegression method = new Method.LogisticRegression(0, 10);
    TrainingSpec spec = new TrainingSpec(3, 17, 0.2, precision, method);
    for (SampleSets sets : List.of(new SampleSets(huge, small), new SampleSets(small, huge))) {
      List<EpochReport> heard = new ArrayList<>();
      TrainingOutcome outcome =
          new LogisticRegressionTrial(method, spec, sets, SEEDS).fit(heard::add);
      assertEquals(3, outcome.divergedIn());
      assertEquals(List.of(), heard);
      assertEquals(List.of(), outcome.epochs());
    }
  }

  @Test
  void samplesWithoutLabelsAreRefused() {
    Samples samples = Samples.ofBytes(FEATURES, values);
    Method.LogisticRegression method = new Method.LogisticRegression(0, 10);
    TrainingSpec spec = new TrainingSpec(1, 10, 0, Precision.SINGLE, method);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LogisticRegressionTrial(method, spec, new SampleSets(samples, samples), SEEDS));
    assertEquals("logistic regression learns classes; the data has no labels", e.getMessage());
  }
}
