package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.data.Samples;
import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static final int[] ORDER = {0, 1, 2};

  private static Classification responses(int classes, byte[] labels, double... theta) {
    Samples samples = Samples.ofBytes(1, new byte[labels.length], classes, labels);
    Classification classification = new Classification(classes, labels.length);
    classification.add(theta, samples, ORDER, 0, labels.length);
    return classification;
  }

  /** By the published rule. */
  private static double accuracy(int classes, byte[] labels, double... theta) {
    Classification responses = responses(classes, labels, theta);
    return responses.accuracy(responses.published());
  }

  @Test
  void theMostCertainNeuronNamesTheClass() {
    double[] theta = {.9, .1, .2, .1, .8, .3, .2, .3, .1};
    assertEquals(2.0 / 3, accuracy(3, new byte[] {0, 1, 2}, theta), 1e-15);
  }

  @Test
  void aNeuronThatFiresForMostSamplesIsReadInverted() {
    // The first neuron is silent for its own class and fires for all else.
    double[] theta = {.1, .9, .9, .1, .8, .1, .1, .1, .8};
    assertEquals(1, accuracy(3, new byte[] {0, 1, 2}, theta));
  }

  @Test
  void labelsTellWhichNeuronIsSilentForItsClass() {
    // Both neurons know their class, the second one by its silence. The first class is frequent.
    Classification responses = responses(2, new byte[] {0, 0, 1}, .9, .9, .4, .8, .8, .2);
    Classification.Code code = responses.learned();
    assertArrayEquals(new double[] {1.8 / 2.2, .2 / 1.8}, code.whenFiring(), 1e-15);
    assertArrayEquals(new double[] {.2 / .8, .8 / 1.2}, code.whenSilent(), 1e-15);
    assertEquals(1, responses.accuracy(code));
    assertEquals(2.0 / 3, responses.accuracy(Classification.Code.direct(2)), 1e-15);
  }

  @Test
  void aNeuronWithoutInformationSaysHowFrequentItsClassIs() {
    // The second neuron always fires, and so says nothing. The first one knows its class.
    Classification responses = responses(2, new byte[] {0, 0, 1}, .9, .9, .1, 1, 1, 1);
    Classification.Code code = responses.learned();
    assertEquals(1.0 / 3, code.whenFiring()[1], 1e-15);
    assertEquals(1.0 / 3, code.whenSilent()[1], 1e-15);
    assertEquals(1, responses.accuracy(code));
    assertEquals(1.0 / 3, responses.accuracy(Classification.Code.direct(2)), 1e-15);
  }

  @Test
  void probabilitiesOfOneCommonClassAreNotReadInverted() {
    // Two of three samples are of the first class, and its probability is high where it should be.
    double[] theta = {.9, .8, .2, .05, .1, .7, .05, .1, .1};
    assertEquals(
        1, responses(3, new byte[] {0, 0, 1}, theta).accuracy(Classification.Code.direct(3)));
  }

  @Test
  void whatIsNotANumberHasNoAccuracy() {
    double[] theta = {.9, .1, .2, .1, Double.NaN, .3, .2, .3, .1};
    assertTrue(Double.isNaN(accuracy(3, new byte[] {0, 1, 2}, theta)));
  }

  @Test
  void batchesAddUp() {
    Samples samples = Samples.ofBytes(1, new byte[3], 3, new byte[] {0, 1, 2});
    Classification classification = new Classification(3, 3);
    classification.add(new double[] {.9, .2, .1, .8, .1, .1}, samples, ORDER, 0, 2);
    classification.add(new double[] {.2, .1, .7}, samples, ORDER, 2, 1);
    assertEquals(1, classification.accuracy(Classification.Code.direct(3)));
  }
}
