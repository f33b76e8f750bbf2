package org.infomorph.result;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.loops.Finite;
import org.infomorph.math.Products;
import org.infomorph.math.Seeds;
import org.infomorph.math.Softmax;
import org.infomorph.train.EpochReport;
import org.infomorph.train.Interruption;
import org.infomorph.train.Method;
import org.infomorph.train.Scores;
import org.infomorph.train.Trainer;
import org.infomorph.train.TrainingOutcome;
import org.infomorph.train.TrainingSpec;

/**
 * Multinomial logistic regression: the baseline of every readout. Minimises the mean cross-entropy
 * in nats plus {@code l2/2 Σ w²}, over all training samples at once. The samples are read in
 * batches, as for a network, and never copied as a whole. Only the split into training and
 * validation is random; it is the same as for a network.
 */
final class LogisticRegressionTrial {
  /** See {@link Lbfgs#minimise}. */
  static final double TOLERANCE = 1e-6;

  private final Method.LogisticRegression method;
  private final Samples training;
  private final Samples test;
  private final Split split;
  private final Set<String> scoreNames;
  private final int epoch;
  private final int features;
  private final int classes;
  private final Products products;
  private final Batch batch;
  private final int batchSize;
  private final Softmax softmax;
  private final DMatrixRMaj drives;
  private final DMatrixRMaj driveGradients;
  private final DMatrixRMaj weightGradient;
  private final double[] probabilities;

  /**
   * Prepares a regression.
   *
   * @param spec the number of epochs only numbers the report; all else is as for a network
   * @param seeds stream {@code split}
   * @throws IllegalArgumentException if the samples have no labels
   */
  LogisticRegressionTrial(
      Method.LogisticRegression method, TrainingSpec spec, SampleSupply supply, Seeds seeds) {
    training = supply.training(1);
    test = supply.test();
    if (training.classes() == 0) {
      throw new IllegalArgumentException(
          "logistic regression learns classes; the data has no labels");
    }
    this.method = method;
    split = Split.of(training.size(), spec.validationFraction(), seeds);
    scoreNames =
        Scores.accuracies(
            spec, new Scores.Samples(training.size(), training.classes(), training.causes()));
    epoch = Math.max(1, spec.epochs());
    features = training.features();
    classes = training.classes();
    products = Products.in(spec.precision());
    batchSize = Math.min(spec.batchSize(), Math.max(training.size(), test.size()));
    batch = new Batch(spec.precision(), batchSize, features, classes);
    softmax = new Softmax(classes, batchSize);
    drives = new DMatrixRMaj(classes, batchSize);
    driveGradients = new DMatrixRMaj(classes, batchSize);
    weightGradient = new DMatrixRMaj(classes, features);
    probabilities = new double[Math.multiplyExact(classes, batchSize)];
  }

  /**
   * Minimises to the tolerance, or for the largest number of steps.
   *
   * @param listener receives the only report, if all weights and drives are finite
   */
  TrainingOutcome fit(Consumer<EpochReport> listener) {
    double[] parameters =
        Lbfgs.minimise(this::loss, classes * (features + 1), method.iterations(), TOLERANCE);
    Map<String, Double> scores = new TreeMap<>();
    int[] all = new int[test.size()];
    Arrays.setAll(all, i -> i);
    scores.put(Trainer.TEST_ACCURACY, accuracy(parameters, test, all));
    if (split.validation().length > 0) {
      scores.put(Trainer.VALIDATION_ACCURACY, accuracy(parameters, training, split.validation()));
    }
    if (!Finite.all(parameters) || !scores.values().stream().allMatch(Double::isFinite)) {
      return new TrainingOutcome(List.of(), List.of(), epoch);
    }
    Scores.check(scoreNames, scores);
    EpochReport report = new EpochReport(epoch, scores, List.of());
    listener.accept(report);
    return new TrainingOutcome(List.of(report), List.of(), 0);
  }

  /**
   * The loss and its gradient.
   *
   * @param parameters weights {@code [classes][features]}, then biases {@code [classes]}
   * @param gradient in the same order, wholly overwritten
   */
  double loss(double[] parameters, double[] gradient) {
    Arrays.fill(gradient, 0);
    DMatrixRMaj weights = weights(parameters);
    int[] order = split.training();
    double sum = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      Interruption.check();
      batch.fill(training, order, from, Math.min(batchSize, order.length - from));
      drive(weights, parameters);
      softmax.forward(drives, probabilities);
      double each = -1.0 / order.length;
      sum += softmax.backward(drives, probabilities, batch.label(), each, driveGradients);
      products.gradient(driveGradients, batch.input(), weightGradient);
      addTo(gradient);
    }
    int size = classes * features;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += parameters[i] * parameters[i];
      gradient[i] += method.l2() * parameters[i];
    }
    return sum + method.l2() / 2 * squares;
  }

  /** A view of the leading parameters. */
  private DMatrixRMaj weights(double[] parameters) {
    return DMatrixRMaj.wrap(classes, features, parameters);
  }

  private void drive(DMatrixRMaj weights, double[] parameters) {
    products.drives(weights, batch.input(), drives);
    int samples = batch.size();
    for (int c = 0; c < classes; c++) {
      double bias = parameters[classes * features + c];
      for (int s = c * samples; s < (c + 1) * samples; s++) {
        drives.data[s] += bias;
      }
    }
  }

  /** Adds the gradient of the current batch. */
  private void addTo(double[] gradient) {
    int size = classes * features;
    for (int i = 0; i < size; i++) {
      gradient[i] += weightGradient.data[i];
    }
    int samples = batch.size();
    for (int c = 0; c < classes; c++) {
      double sum = 0;
      for (int s = c * samples; s < (c + 1) * samples; s++) {
        sum += driveGradients.data[s];
      }
      gradient[size + c] += sum;
    }
  }

  /**
   * Share of samples whose class has the largest drive; of equal drives the first counts. NaN if a
   * drive is not finite.
   */
  private double accuracy(double[] parameters, Samples samples, int[] order) {
    DMatrixRMaj weights = weights(parameters);
    int right = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      Interruption.check();
      int count = Math.min(batchSize, order.length - from);
      batch.fill(samples, order, from, count);
      drive(weights, parameters);
      if (!Finite.all(drives.data, 0, classes * count)) {
        return Double.NaN;
      }
      for (int s = 0; s < count; s++) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
          best = drives.data[c * count + s] > drives.data[best * count + s] ? c : best;
        }
        right += best == samples.label(order[from + s]) ? 1 : 0;
      }
    }
    return (double) right / order.length;
  }
}
