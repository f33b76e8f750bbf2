package org.infomorph.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.loops.FastExp;
import org.infomorph.spec.Require;

/**
 * Class probabilities from drives, and the log-likelihood of the true classes: {@code p_c =
 * exp(s_c) / Σ_k exp(s_k)} and {@code d ln p_t / d s_c = [c = t] − p_c}. Logarithms are natural
 * here, because published regularisation strengths refer to a cross-entropy in nats.
 *
 * <p>Unit-major, {@code [units][samples]}. The first units stand for the classes; those beyond have
 * probability and gradient 0.
 */
public final class Softmax {
  private final int classes;

  /**
   * {@code ln Σ_k exp(s_k)} of each sample of the last {@link #forward}; during that call, the
   * maximum drive of the sample.
   */
  private final double[] logSums;

  private final double[] sums;

  /**
   * @param classes number of classes, 1 or more
   * @param capacity largest number of samples of a batch
   */
  public Softmax(int classes, int capacity) {
    Require.atLeastOne("classes", classes);
    this.classes = classes;
    logSums = new double[capacity];
    sums = new double[capacity];
  }

  /**
   * Computes the probabilities of the classes.
   *
   * @param drives {@code [units][samples]}, at least as many units as classes
   * @param probabilities overwritten with {@code [units][samples]}; entries beyond are unused
   */
  public void forward(DMatrixRMaj drives, double[] probabilities) {
    int samples = drives.numCols;
    double[] s = drives.data;
    System.arraycopy(s, 0, logSums, 0, samples);
    for (int c = 1; c < classes; c++) {
      for (int i = 0; i < samples; i++) {
        logSums[i] = Math.max(logSums[i], s[c * samples + i]);
      }
    }
    Arrays.fill(sums, 0, samples, 0);
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < samples; i++) {
        double e = FastExp.exp(s[c * samples + i] - logSums[i]);
        probabilities[c * samples + i] = e;
        sums[i] += e;
      }
    }
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < samples; i++) {
        probabilities[c * samples + i] /= sums[i];
      }
    }
    for (int i = 0; i < samples; i++) {
      logSums[i] += StrictLog.ln(sums[i]);
    }
    Arrays.fill(probabilities, classes * samples, drives.numRows * samples, 0);
  }

  /**
   * Log-likelihood of the true classes and its gradient, after {@link #forward} of the same drives.
   *
   * @param drives as in {@link #forward}
   * @param probabilities as {@link #forward} left them
   * @param labels one unit for each class: 1 for the true class, else 0
   * @param weight the weight of each sample
   * @param gradient {@code [units][samples]}, overwritten with the gradient with respect to the
   *     drives
   * @return the log-likelihood summed over all samples, in nats, times the weight
   */
  public double backward(
      DMatrixRMaj drives,
      double[] probabilities,
      Activity labels,
      double weight,
      DMatrixRMaj gradient) {
    int samples = drives.numCols;
    gradient.reshape(drives.numRows, samples);
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < samples; i++) {
        int at = c * samples + i;
        double label = labels.get(i, c);
        sum += label * (drives.data[at] - logSums[i]);
        gradient.data[at] = weight * (label - probabilities[at]);
      }
    }
    Arrays.fill(gradient.data, classes * samples, drives.numRows * samples, 0);
    return weight * sum;
  }
}
