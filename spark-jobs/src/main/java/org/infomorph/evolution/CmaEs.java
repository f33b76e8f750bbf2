package org.infomorph.evolution;

import java.util.Arrays;
import org.infomorph.math.RandomStream;

/**
 * One run of an evolution strategy with covariance matrix adaptation (CMA-ES), whose learning rates
 * adapt to the noise if asked to (LRA-CMA-ES). {@link #ask} gives candidates, somebody else
 * measures them, and {@link #tell} takes their order.
 *
 * <p>The strategy is Hansen's tutorial, with its default constants and negative weights: "(41)" in
 * a comment is an equation there. The learning rates are from Nomura, Akimoto and Ono, with their
 * constants: "LRA" in a comment. Every function is {@link StrictMath}'s or exactly specified, and
 * sums are in a fixed order, so a run is the same on every machine, bit for bit.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen 2016, The CMA Evolution Strategy: A
 *     Tutorial</a>
 * @see <a href="https://doi.org/10.1145/3583131.3590358">Nomura, Akimoto, Ono 2023, CMA-ES with
 *     Learning Rate Adaptation</a>
 */
public final class CmaEs {
  /** LRA: the signal-to-noise ratio that a learning rate of 1 needs. */
  private static final double ALPHA = 1.4;

  /** LRA: how fast the averages forget, for the mean and for the covariance. */
  private static final double BETA_MEAN = 0.1;

  private static final double BETA_COVARIANCE = 0.03;

  /** LRA: how fast a learning rate changes at most, relative to itself. */
  private static final double GAMMA = 0.1;

  /** An eigenvalue is at least this share of the largest. */
  private static final double LEAST_EIGENVALUE = 1e-15;

  private final int dimensions;
  private final int population;
  private final double[] least;
  private final double most;
  private final RandomStream random;

  // Constants of the strategy, named as in the tutorial.
  private final double[] weights;
  private final int mu;
  private final double muEff;
  private final double cSigma;
  private final double dSigma;
  private final double cC;
  private final double c1;
  private final double cMu;
  private final double chiN;

  // The distribution: normal, with this mean and the covariance sigma^2 * covariance.
  private final double[] mean;
  private double sigma;
  private double[][] covariance;

  /** The principal axes, one in a row, and the standard deviations along them in steps of sigma. */
  private double[][] basis;

  private double[] lengths;

  private final double[] pathSigma;
  private final double[] pathC;
  private int generation;

  private boolean adapting;
  private final Rate meanRate;
  private final Rate covarianceRate;

  /** The candidates of this generation less the mean, in steps of sigma; and the same whitened. */
  private final double[][] steps;

  private final double[][] white;

  /**
   * A run at its beginning.
   *
   * @param population candidates in a generation, 4 or more
   * @param start the first mean
   * @param sigma the first standard deviation, along every coordinate
   * @param least each coordinate's smallest standard deviation; may be 0
   * @param most the largest standard deviation of any coordinate
   * @param random where candidates are drawn from; nobody else draws from it during the run
   */
  public CmaEs(
      int population,
      double[] start,
      double sigma,
      double[] least,
      double most,
      RandomStream random) {
    this.dimensions = start.length;
    this.population = population;
    this.mean = start.clone();
    this.sigma = sigma;
    this.least = least.clone();
    this.most = most;
    this.random = random;
    double n = dimensions;

    mu = population / 2;
    weights = new double[population];
    for (int i = 0; i < population; i++) {
      weights[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1.0); // (49)
    }
    muEff = effective(0, mu);
    double muEffMinus = effective(mu, population);
    c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff); // (57)
    cMu =
        Math.min(
            1 - c1 - 1e-8,
            2 * (0.25 + muEff + 1 / muEff - 2) / ((n + 2) * (n + 2) + muEff)); // (58)
    cC = (4 + muEff / n) / (n + 4 + 2 * muEff / n); // (56)
    cSigma = (muEff + 2) / (n + muEff + 5); // (55)
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
    chiN = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    double negative =
        Math.min(
            1 + c1 / cMu, // (50)
            Math.min(1 + 2 * muEffMinus / (muEff + 2), (1 - c1 - cMu) / (n * cMu))); // (51), (52)
    normalise(negative); // (53)

    covariance = new double[dimensions][dimensions];
    basis = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      covariance[i][i] = 1;
      basis[i][i] = 1;
    }
    lengths = new double[dimensions];
    Arrays.fill(lengths, 1);
    pathSigma = new double[dimensions];
    pathC = new double[dimensions];
    steps = new double[population][];
    white = new double[population][];
    meanRate = new Rate(BETA_MEAN, dimensions);
    covarianceRate = new Rate(BETA_COVARIANCE, dimensions * dimensions);
  }

  /** The usual population for a number of dimensions. */
  public static int defaultPopulation(int dimensions) {
    return 4 + (int) (3 * StrictMath.log(dimensions)); // (48)
  }

  /** Draws the candidates of the next generation. */
  public double[][] ask() {
    var candidates = new double[population][dimensions];
    for (int k = 0; k < population; k++) {
      var scaled = new double[dimensions];
      var plain = new double[dimensions];
      for (int j = 0; j < dimensions; j++) {
        plain[j] = random.nextGaussian();
        scaled[j] = lengths[j] * plain[j];
      }
      steps[k] = combined(basis, scaled); // (38), (39)
      white[k] = combined(basis, plain);
      for (int i = 0; i < dimensions; i++) {
        candidates[k][i] = mean[i] + sigma * steps[k][i]; // (40)
      }
    }
    return candidates;
  }

  /**
   * Learns from the candidates of the last {@link #ask}.
   *
   * @param order their indices, the best one first
   */
  public void tell(int[] order) {
    generation++;
    var meanStep = new double[dimensions];
    var whiteStep = new double[dimensions];
    for (int k = 0; k < mu; k++) {
      add(meanStep, weights[k], steps[order[k]]); // (41)
      add(whiteStep, weights[k], white[order[k]]);
    }

    double keep = Math.sqrt(cSigma * (2 - cSigma) * muEff);
    for (int i = 0; i < dimensions; i++) {
      pathSigma[i] = (1 - cSigma) * pathSigma[i] + keep * whiteStep[i]; // (43)
    }
    double length = Math.sqrt(squares(pathSigma));
    double nextSigma = sigma * StrictMath.exp(cSigma / dSigma * (length / chiN - 1)); // (44)

    double settled = Math.sqrt(1 - StrictMath.pow(1 - cSigma, 2.0 * (generation + 1)));
    boolean stalled = length / settled >= (1.4 + 2.0 / (dimensions + 1)) * chiN;
    double enter = stalled ? 0 : Math.sqrt(cC * (2 - cC) * muEff);
    for (int i = 0; i < dimensions; i++) {
      pathC[i] = (1 - cC) * pathC[i] + enter * meanStep[i]; // (45)
    }

    var change = change(order, nextSigma, stalled);
    double before = meanRate.eta;
    if (adapting) {
      meanRate.learn(whiteStep);
      covarianceRate.learn(whitened(change));
    }

    // LRA: a smaller rate of the mean goes with a larger step, or the search would stand still.
    double correction = before / meanRate.eta;
    add(mean, meanRate.eta * sigma, meanStep);
    var next = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        next[i][j] =
            correction
                * correction
                * (sigma * sigma * covariance[i][j] + covarianceRate.eta * change[i][j]);
      }
    }
    clamp(next);
    decompose(next);
  }

  /** From now on, the learning rates adapt to the noise; before, they are 1. */
  public void adaptRates() {
    adapting = true;
  }

  /** Whether the learning rates adapt to the noise. */
  public boolean adapting() {
    return adapting;
  }

  /** The share of its step that the mean is moved by. */
  public double meanRate() {
    return meanRate.eta;
  }

  /** Forgets the candidates of the last {@link #ask}, as their order says nothing. */
  public void skip() {
    generation++;
  }

  /** The size of a step over all coordinates: the geometric mean along the principal axes. */
  public double sigma() {
    return sigma;
  }

  /** The standard deviation of a coordinate. */
  public double deviation(int i) {
    return sigma * Math.sqrt(covariance[i][i]);
  }

  /** How many times wider the distribution is along its longest axis than along its shortest. */
  public double elongation() {
    double longest = 0;
    double shortest = Double.POSITIVE_INFINITY;
    for (double length : lengths) {
      longest = Math.max(longest, length);
      shortest = Math.min(shortest, length);
    }
    return longest / shortest;
  }

  /** How many generations have been learnt from, or skipped. */
  public int generation() {
    return generation;
  }

  /** What a whole step would change: the new covariance less the old one, sigma included. */
  private double[][] change(int[] order, double nextSigma, boolean stalled) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double lost = stalled ? cC * (2 - cC) : 0;
    double rest = 1 + c1 * lost - c1 - cMu * sum;
    var next = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        next[i][j] = rest * covariance[i][j] + c1 * pathC[i] * pathC[j]; // (47)
      }
    }
    for (int k = 0; k < population; k++) {
      double weight = weights[k];
      if (weight < 0) {
        weight *= dimensions / (squares(white[order[k]]) + 1e-8); // (46)
      }
      var step = steps[order[k]];
      for (int i = 0; i < dimensions; i++) {
        double factor = cMu * weight * step[i];
        for (int j = 0; j < dimensions; j++) {
          next[i][j] += factor * step[j]; // (47)
        }
      }
    }
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        next[i][j] = nextSigma * nextSigma * next[i][j] - sigma * sigma * covariance[i][j];
      }
    }
    return next;
  }

  /** LRA: a change of the covariance where the covariance itself is the identity, row by row. */
  private double[] whitened(double[][] change) {
    var root = new double[dimensions][dimensions];
    for (int k = 0; k < dimensions; k++) {
      for (int i = 0; i < dimensions; i++) {
        double factor = basis[k][i] / (lengths[k] * sigma);
        for (int j = 0; j < dimensions; j++) {
          root[i][j] += factor * basis[k][j];
        }
      }
    }
    var local = new double[dimensions * dimensions];
    var half = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      Arrays.fill(half, 0);
      for (int k = 0; k < dimensions; k++) {
        add(half, root[i][k], change[k]);
      }
      for (int k = 0; k < dimensions; k++) {
        double factor = half[k] / Math.sqrt(2);
        for (int j = 0; j < dimensions; j++) {
          local[i * dimensions + j] += factor * root[k][j];
        }
      }
    }
    return local;
  }

  /** Brings each coordinate's standard deviation between the smallest and the largest allowed. */
  private void clamp(double[][] matrix) {
    for (int i = 0; i < dimensions; i++) {
      double deviation = Math.sqrt(matrix[i][i]);
      double factor = Math.max(least[i], Math.min(most, deviation)) / deviation;
      if (factor != 1) {
        for (int j = 0; j < dimensions; j++) {
          matrix[i][j] *= factor;
          matrix[j][i] *= factor;
        }
      }
    }
  }

  /** Takes apart sigma, and a covariance whose determinant is 1. LRA needs this split. */
  private void decompose(double[][] matrix) {
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < i; j++) {
        double middle = (matrix[i][j] + matrix[j][i]) / 2;
        matrix[i][j] = middle;
        matrix[j][i] = middle;
      }
    }
    var eigen = new SymmetricEigen(matrix);
    double largest = 0;
    for (int j = 0; j < dimensions; j++) {
      largest = Math.max(largest, eigen.value(j));
    }
    var values = new double[dimensions];
    double logs = 0;
    for (int j = 0; j < dimensions; j++) {
      values[j] = Math.max(eigen.value(j), LEAST_EIGENVALUE * largest);
      logs += StrictMath.log(values[j]);
    }
    sigma = StrictMath.exp(logs / (2 * dimensions));
    for (int j = 0; j < dimensions; j++) {
      lengths[j] = Math.sqrt(values[j]) / sigma;
    }
    basis = eigen.vectors();
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        matrix[i][j] /= sigma * sigma;
      }
    }
    covariance = matrix;
  }

  /** The number of equal weights that would have the same variance: (8). */
  private double effective(int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    return sum * sum / squares;
  }

  private void normalise(double negative) {
    double above = 0;
    double below = 0;
    for (double weight : weights) {
      if (weight > 0) {
        above += weight;
      } else {
        below -= weight;
      }
    }
    for (int i = 0; i < population; i++) {
      weights[i] *= weights[i] > 0 ? 1 / above : negative / below;
    }
  }

  /** The sum of the rows, each times its factor. */
  private static double[] combined(double[][] rows, double[] factors) {
    var sum = new double[factors.length];
    for (int k = 0; k < rows.length; k++) {
      add(sum, factors[k], rows[k]);
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  private static double squares(double[] vector) {
    double sum = 0;
    for (double x : vector) {
      sum += x * x;
    }
    return sum;
  }

  /** LRA: a learning rate that keeps the signal-to-noise ratio of a step proportional to itself. */
  private static final class Rate {
    private final double beta;
    private final double[] average;
    private double power;
    private double eta = 1;

    Rate(double beta, int size) {
      this.beta = beta;
      this.average = new double[size];
    }

    /**
     * Takes a step into the averages and adapts the rate.
     *
     * @param step what a rate of 1 would change, where the covariance is the identity
     */
    void learn(double[] step) {
      for (int i = 0; i < average.length; i++) {
        average[i] = (1 - beta) * average[i] + beta * step[i];
      }
      power = (1 - beta) * power + beta * squares(step);
      double signal = squares(average);
      double noise = power - signal;
      if (noise > 0) {
        double ratio = (signal - beta / (2 - beta) * power) / noise;
        double relative = Math.max(-1, Math.min(1, ratio / (ALPHA * eta) - 1));
        eta = Math.min(1, eta * StrictMath.exp(Math.min(GAMMA * eta, beta) * relative));
      }
    }
  }
}
