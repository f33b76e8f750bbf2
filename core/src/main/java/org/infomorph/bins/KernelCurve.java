package org.infomorph.bins;

import org.infomorph.loops.FastExp;

/**
 * The distribution function F of a kernel, cut off at its reach and scaled to mass 1, and its
 * density f, at the edges around each drive of a batch. All of it comes from sums, products and
 * quotients: it is the same on every machine.
 */
abstract sealed class KernelCurve {
  private static final double TAIL = Kernel.TAIL;

  /** Scales what remains without the tails to mass 1. */
  private static final double SCALE = 1 / (1 - 2 * TAIL);

  private final double reach;

  private KernelCurve(double reach) {
    this.reach = reach;
  }

  /**
   * The curve of a kernel that spreads.
   *
   * @param stride number of places of a sample
   * @param maxSamples largest batch it will see
   */
  static KernelCurve of(Kernel kernel, int stride, int maxSamples) {
    return kernel instanceof Kernel.Gaussian
        ? new Normal(kernel.sigma())
        : new Logistic(kernel.sigma(), stride, maxSamples);
  }

  /** How far a kernel of scale 1 reaches: beyond this distance, F is 0 or 1. */
  static double reachOf(Kernel kernel) {
    return kernel instanceof Kernel.Gaussian ? Normal.REACH : Logistic.REACH;
  }

  /** Half the width of the kernel, in widths of a bin. */
  double reach() {
    return reach;
  }

  /**
   * F and f at one edge of each sample.
   *
   * @param samples number of samples
   * @param distances by sample, how far the drive lies above the edge, in widths of a bin, at most
   *     the reach
   * @param distributions by sample F, overwritten; it may leave [0, 1] by its rounding
   * @param densities by sample f per width of a bin, overwritten
   */
  abstract void at(int samples, double[] distances, double[] distributions, double[] densities);

  /**
   * F and f at the edges in the reach of some samples. Edges lie one bin apart.
   *
   * @param begin the first sample
   * @param samples number of samples
   * @param distances by sample, how far the drive lies above the lowest of its edges; any number
   *     where a sample has no edge
   * @param bins by sample, the number of its edges + 1
   * @param stride number of places of a sample; those of the first one begin at 0, with one place
   *     before its edges
   * @param distributions F at the edges, overwritten; so are the other places
   * @param densities f per width of a bin, likewise
   */
  abstract void at(
      int begin,
      int samples,
      double[] distances,
      int[] bins,
      int stride,
      double[] distributions,
      double[] densities);

  /** One exponential for each drive: along the edges, exp(-u) is a geometric sequence. */
  private static final class Logistic extends KernelCurve {
    private static final double REACH = StrictMath.log((1 - TAIL) / TAIL);

    private final double inverseSigma;

    /** By place: exp(-i / sigma) for the i-th edge, which is at place i + 1. */
    private final double[] powers;

    private final double[] exponentials;
    private final double[] scratch;

    private Logistic(double sigma, int stride, int maxSamples) {
      super(sigma * REACH);
      inverseSigma = 1 / sigma;
      powers = new double[stride];
      for (int i = 1; i < stride; i++) {
        powers[i] = StrictMath.exp(-(i - 1) * inverseSigma);
      }
      exponentials = new double[maxSamples];
      scratch = new double[maxSamples];
    }

    @Override
    void at(int samples, double[] distances, double[] distributions, double[] densities) {
      for (int s = 0; s < samples; s++) {
        distributions[s] = distances[s] * inverseSigma;
      }
      FastExp.exp(distributions, 0, samples, scratch);
      curves(samples, distributions, densities);
    }

    @Override
    void at(
        int begin,
        int samples,
        double[] distances,
        int[] bins,
        int stride,
        double[] distributions,
        double[] densities) {
      for (int s = 0; s < samples; s++) {
        exponentials[s] = bins[begin + s] > 1 ? distances[begin + s] * inverseSigma : 0;
      }
      FastExp.exp(exponentials, 0, samples, scratch);
      for (int s = 0; s < samples; s++) {
        double exponential = exponentials[s];
        int at = s * stride;
        for (int i = 0; i < stride; i++) {
          distributions[at + i] = exponential * powers[i];
        }
      }
      curves(samples * stride, distributions, densities);
    }

    /** From exp(-u) to F and f. */
    private void curves(int places, double[] distributions, double[] densities) {
      double height = SCALE * inverseSigma;
      for (int i = 0; i < places; i++) {
        double whole = 1 / (1 + distributions[i]);
        distributions[i] = (whole - TAIL) * SCALE;
        densities[i] = whole * (1 - whole) * height;
      }
    }
  }

  /**
   * By the Taylor series of F around nodes that lie 1/64 apart. The series ends with the fifth
   * power, and a point lies at most 1/128 from a node. So the error of F is below 1e-14, and that
   * of f below 1e-11.
   */
  private static final class Normal extends KernelCurve {
    private static final int NODES_PER_UNIT = 64;

    /** Coefficients of a node: of the powers 0 to 5. */
    private static final int TERMS = 6;

    private static final double REACH = findReach();
    private static final int NODES = (int) (REACH * NODES_PER_UNIT) + 1;

    /** [node][power], for nodes from {@code -NODES} to {@code NODES}. */
    private static final double[] SERIES = series();

    private final double inverseSigma;

    private Normal(double sigma) {
      super(sigma * REACH);
      inverseSigma = 1 / sigma;
    }

    @Override
    void at(int samples, double[] distances, double[] distributions, double[] densities) {
      for (int s = 0; s < samples; s++) {
        at(-distances[s] * inverseSigma, s, distributions, densities);
      }
    }

    @Override
    void at(
        int begin,
        int samples,
        double[] distances,
        int[] bins,
        int stride,
        double[] distributions,
        double[] densities) {
      for (int s = 0; s < samples; s++) {
        int end = s * stride + bins[begin + s];
        double u = -distances[begin + s] * inverseSigma;
        for (int i = s * stride + 1; i < end; i++) {
          at(u, i, distributions, densities);
          u += inverseSigma;
        }
      }
    }

    private void at(double u, int place, double[] distributions, double[] densities) {
      double[] c = SERIES;
      int node = (int) (u * NODES_PER_UNIT + (NODES + 0.5));
      double d = u - (double) (node - NODES) / NODES_PER_UNIT;
      int at = node * TERMS;
      double high = c[at + 3] + d * (c[at + 4] + d * c[at + 5]);
      double slopeHigh = 3 * c[at + 3] + d * (4 * c[at + 4] + d * (5 * c[at + 5]));
      distributions[place] = c[at] + d * (c[at + 1] + d * (c[at + 2] + d * high));
      densities[place] = (c[at + 1] + d * (2 * c[at + 2] + d * slopeHigh)) * inverseSigma;
    }

    private static double[] series() {
      double[] series = new double[(2 * NODES + 1) * TERMS];
      double[] derivatives = new double[TERMS];
      for (int node = 0; node <= 2 * NODES; node++) {
        derivatives((double) (node - NODES) / NODES_PER_UNIT, derivatives);
        derivatives[0] -= TAIL;
        double factorial = 1;
        for (int power = 0; power < TERMS; power++) {
          factorial *= Math.max(1, power);
          series[node * TERMS + power] = derivatives[power] * SCALE / factorial;
        }
      }
      return series;
    }

    /** Of the orders 0 to 5: by f' = -u f and Leibniz' rule. */
    private static void derivatives(double u, double[] out) {
      out[0] = u < 0 ? upperTail(-u) : 1 - upperTail(u);
      out[1] = density(u);
      out[2] = -u * out[1];
      for (int order = 3; order < TERMS; order++) {
        out[order] = -u * out[order - 1] - (order - 2) * out[order - 2];
      }
    }

    /** By bisection. */
    private static double findReach() {
      double below = 0;
      double above = 10;
      for (int halving = 0; halving < 60; halving++) {
        double middle = (below + above) / 2;
        if (upperTail(middle) > TAIL) {
          below = middle;
        } else {
          above = middle;
        }
      }
      return below;
    }

    private static double density(double u) {
      return StrictMath.exp(-u * u / 2) / Math.sqrt(2 * StrictMath.PI);
    }

    /**
     * The mass above {@code u >= 0}: near 0 by the series whose terms are all positive, further out
     * by the continued fraction, from its end.
     *
     * @see <a href="https://dlmf.nist.gov/7.6">NIST, equations 7.6.2 and 7.9.3</a>
     */
    private static double upperTail(double u) {
      if (u < 3) {
        double term = u;
        double sum = u;
        for (int k = 1; term > 1e-18 * sum; k++) {
          term *= u * u / (2 * k + 1);
          sum += term;
        }
        return 0.5 - density(u) * sum;
      }
      double fraction = u;
      for (int k = 200; k >= 1; k--) {
        fraction = u + k / fraction;
      }
      return density(u) / fraction;
    }
  }
}
