package org.infomorph.bins;

/**
 * The distribution function F of a kernel of scale 1, cut off at its reach and scaled to mass 1, and
 * its density f, by their Taylor series around nodes that lie 1/16 apart.
 *
 * <p>The series ends with the seventh power, and a point lies at most 1/32 from a node. So the error
 * of F is below 1e-15, and that of f below 1e-12. Both come from sums and products alone: they are
 * the same on every machine.
 */
final class KernelCurve {
  private static final int NODES_PER_UNIT = 16;

  /** Coefficients of a node: of the powers 0 to 7 of F's series. */
  private static final int TERMS = 8;

  private static final KernelCurve LOGISTIC = logistic();
  private static final KernelCurve GAUSSIAN = gaussian();

  private final double reach;
  private final int nodes;

  /** [node][power], for nodes from {@code -nodes} to {@code nodes}. */
  private final double[] series;

  private KernelCurve(double reach, Derivatives derivatives) {
    this.reach = reach;
    nodes = (int) (reach * NODES_PER_UNIT) + 1;
    series = new double[(2 * nodes + 1) * TERMS];
    double[] at = new double[TERMS];
    double mass = 1 - 2 * Kernel.TAIL;
    for (int node = -nodes; node <= nodes; node++) {
      derivatives.at((double) node / NODES_PER_UNIT, at);
      double factorial = 1;
      for (int power = 0; power < TERMS; power++) {
        factorial *= Math.max(1, power);
        double value = power == 0 ? at[0] - Kernel.TAIL : at[power];
        series[(node + nodes) * TERMS + power] = value / (factorial * mass);
      }
    }
  }

  /** Writes F and its derivatives of the orders 1 to 7 at a point. */
  private interface Derivatives {
    void at(double u, double[] out);
  }

  /** The curve of a kernel that spreads. */
  static KernelCurve of(Kernel kernel) {
    return kernel instanceof Kernel.Gaussian ? GAUSSIAN : LOGISTIC;
  }

  private static KernelCurve logistic() {
    return new KernelCurve(
        StrictMath.log((1 - Kernel.TAIL) / Kernel.TAIL), KernelCurve::logisticDerivatives);
  }

  private static KernelCurve gaussian() {
    double below = 0;
    double above = 10;
    for (int halving = 0; halving < 60; halving++) {
      double middle = (below + above) / 2;
      if (upperTail(middle) > Kernel.TAIL) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return new KernelCurve(below, KernelCurve::gaussianDerivatives);
  }

  /** Each derivative is a polynomial in F, by F' = F (1 - F) and the chain rule. */
  private static void logisticDerivatives(double u, double[] out) {
    double f = 1 / (1 + StrictMath.exp(-u));
    double[] polynomial = new double[TERMS + 1];
    polynomial[1] = 1;
    for (int order = 0; order < TERMS; order++) {
      double value = 0;
      for (int power = TERMS; power >= 0; power--) {
        value = value * f + polynomial[power];
      }
      out[order] = value;
      polynomial = timesSlope(polynomial);
    }
  }

  /** The derivative by u of a polynomial in F. */
  private static double[] timesSlope(double[] polynomial) {
    double[] derived = new double[polynomial.length];
    for (int power = 1; power < polynomial.length; power++) {
      derived[power] += power * polynomial[power];
      if (power + 1 < polynomial.length) {
        derived[power + 1] -= power * polynomial[power];
      }
    }
    return derived;
  }

  /** By f' = -u f and Leibniz' rule. */
  private static void gaussianDerivatives(double u, double[] out) {
    out[0] = u < 0 ? upperTail(-u) : 1 - upperTail(u);
    out[1] = normalDensity(u);
    out[2] = -u * out[1];
    for (int order = 3; order < TERMS; order++) {
      out[order] = -u * out[order - 1] - (order - 2) * out[order - 2];
    }
  }

  private static double normalDensity(double u) {
    return StrictMath.exp(-u * u / 2) / Math.sqrt(2 * StrictMath.PI);
  }

  /**
   * The mass of the normal distribution above {@code u >= 0}: near 0 by the series whose terms are
   * all positive, further out by the continued fraction, from its end.
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
      return 0.5 - normalDensity(u) * sum;
    }
    double fraction = u;
    for (int k = 200; k >= 1; k--) {
      fraction = u + k / fraction;
    }
    return normalDensity(u) / fraction;
  }

  /** Beyond this distance from the drive, F is 0 or 1. */
  double reach() {
    return reach;
  }

  /** F, for |u| up to the reach. */
  double distribution(double u) {
    int node = node(u);
    double d = u - (double) node / NODES_PER_UNIT;
    int at = (node + nodes) * TERMS;
    double[] c = series;
    double high = c[at + 4] + d * (c[at + 5] + d * (c[at + 6] + d * c[at + 7]));
    double value = c[at] + d * (c[at + 1] + d * (c[at + 2] + d * (c[at + 3] + d * high)));
    return Math.min(1, Math.max(0, value));
  }

  /** f, the derivative of F, for |u| up to the reach. */
  double density(double u) {
    int node = node(u);
    double d = u - (double) node / NODES_PER_UNIT;
    int at = (node + nodes) * TERMS;
    double[] c = series;
    double high = 4 * c[at + 4] + d * (5 * c[at + 5] + d * (6 * c[at + 6] + d * (7 * c[at + 7])));
    return c[at + 1] + d * (2 * c[at + 2] + d * (3 * c[at + 3] + d * high));
  }

  private static int node(double u) {
    return (int) Math.rint(u * NODES_PER_UNIT);
  }
}
