package org.infomorph.datasets;

import org.infomorph.data.Samples;

/** Two plain classifiers that measure how hard a data set is; images are {@code [samples][784]}. */
final class Classifiers {
  private static final int EPOCHS = 5;
  private static final double FIRST_RATE = 0.05;

  private Classifiers() {}

  /** Test accuracy of multinomial logistic regression after fixed steps of gradient descent. */
  static double softmaxRegression(
      float[][] training, Samples trainingLabels, float[][] test, Samples testLabels) {
    int features = training[0].length;
    int classes = trainingLabels.classes();
    double[][] weights = new double[classes][features + 1];
    double[] p = new double[classes];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double rate = FIRST_RATE / (1 + epoch);
      for (int i = 0; i < training.length; i++) {
        softmax(weights, training[i], p);
        for (int k = 0; k < classes; k++) {
          double step = rate * ((trainingLabels.label(i) == k ? 1 : 0) - p[k]);
          for (int j = 0; j < features; j++) {
            weights[k][j] += step * training[i][j];
          }
          weights[k][features] += step;
        }
      }
    }
    int right = 0;
    for (int i = 0; i < test.length; i++) {
      softmax(weights, test[i], p);
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = p[k] > p[best] ? k : best;
      }
      right += testLabels.label(i) == best ? 1 : 0;
    }
    return (double) right / test.length;
  }

  private static void softmax(double[][] weights, float[] image, double[] p) {
    double total = 0;
    for (int k = 0; k < p.length; k++) {
      double drive = weights[k][image.length];
      for (int j = 0; j < image.length; j++) {
        drive += weights[k][j] * image[j];
      }
      p[k] = Math.exp(drive);
      total += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
  }

  /** Test accuracy of the label of the training image at the least Euclidean distance. */
  static double nearestNeighbour(
      float[][] training, Samples trainingLabels, float[][] test, Samples testLabels) {
    int right = 0;
    for (int i = 0; i < test.length; i++) {
      int nearest = 0;
      float least = Float.POSITIVE_INFINITY;
      for (int s = 0; s < training.length; s++) {
        float square = 0;
        for (int j = 0; j < test[i].length && square < least; j++) {
          float difference = test[i][j] - training[s][j];
          square += difference * difference;
        }
        if (square < least) {
          least = square;
          nearest = s;
        }
      }
      right += testLabels.label(i) == trainingLabels.label(nearest) ? 1 : 0;
    }
    return (double) right / test.length;
  }
}
