package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final int CLASSES = 3;
  private static final int SAMPLES = 5;

  private static Activity labels(int... labels) {
    Activity activity =
        new Activity(Activity.Layout.UNIT_MAJOR, Precision.SINGLE, CLASSES, labels.length);
    activity.resize(labels.length);
    for (int s = 0; s < labels.length; s++) {
      activity.set(s, labels[s], 1);
    }
    return activity;
  }

  @Test
  void probabilitiesAreProportionalToTheExponentials() {
    // Two samples; the drives of the second are those of the first, all raised by 1000.
    double[][] drives = {
      {Math.log(1), 1000 + Math.log(1)},
      {Math.log(2), 1000 + Math.log(2)},
      {Math.log(5), 1000 + Math.log(5)}
    };
    double[] probabilities = new double[6];
    new Softmax(CLASSES, 2).forward(new DMatrixRMaj(drives), probabilities);
    assertArrayEquals(
        new double[] {1 / 8.0, 1 / 8.0, 2 / 8.0, 2 / 8.0, 5 / 8.0, 5 / 8.0}, probabilities, 1e-12);
  }

  @Test
  void aSureMistakeCostsItsDriveAndNotInfinity() {
    DMatrixRMaj drives = new DMatrixRMaj(new double[][] {{0}, {0}, {5000}});
    Softmax softmax = new Softmax(CLASSES, 1);
    double[] probabilities = new double[3];
    softmax.forward(drives, probabilities);
    assertEquals(
        -5000, softmax.backward(drives, probabilities, labels(0), 1, new DMatrixRMaj(3, 1)), 1e-9);
  }

  @Test
  void unitsBeyondTheClassesTakeNoPart() {
    DMatrixRMaj drives = new DMatrixRMaj(new double[][] {{0}, {0}, {0}, {99}});
    double[] probabilities = {9, 9, 9, 9};
    DMatrixRMaj gradient = new DMatrixRMaj(new double[][] {{9}, {9}, {9}, {9}});
    Softmax softmax = new Softmax(CLASSES, 1);
    softmax.forward(drives, probabilities);
    softmax.backward(drives, probabilities, labels(1), 1, gradient);
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0}, probabilities, 1e-15);
    assertArrayEquals(new double[] {-1 / 3.0, 2 / 3.0, -1 / 3.0, 0}, gradient.data, 1e-15);
  }

  @Test
  void theGradientIsThatOfTheLogLikelihood() {
    DMatrixRMaj drives = new DMatrixRMaj(CLASSES, SAMPLES);
    new Seeds(1).stream("drives").fillUniform(drives.data, 0, CLASSES * SAMPLES, -3, 3);
    DMatrixRMaj gradient = new DMatrixRMaj(CLASSES, SAMPLES);
    logLikelihood(drives, gradient);
    double h = 1e-5;
    for (int i = 0; i < CLASSES * SAMPLES; i++) {
      double drive = drives.data[i];
      drives.data[i] = drive + h;
      double above = logLikelihood(drives, new DMatrixRMaj(CLASSES, SAMPLES));
      drives.data[i] = drive - h;
      double below = logLikelihood(drives, new DMatrixRMaj(CLASSES, SAMPLES));
      drives.data[i] = drive;
      assertEquals((above - below) / (2 * h), gradient.data[i], 1e-8);
    }
  }

  private static double logLikelihood(DMatrixRMaj drives, DMatrixRMaj gradient) {
    // Room for more samples than there are.
    Softmax softmax = new Softmax(CLASSES, SAMPLES + 2);
    double[] probabilities = new double[CLASSES * (SAMPLES + 2)];
    softmax.forward(drives, probabilities);
    return softmax.backward(drives, probabilities, labels(0, 1, 2, 1, 0), 0.25, gradient);
  }
}
