package org.infomorph.train;

/**
 * How well a neuron of many inputs can hold random patterns: with the stability κ, the smallest
 * {@code ξ_i h_i / |w_i|}, it holds at most
 *
 * <pre>α_c(κ) = 1 / ∫ Dt (t + κ)²   over t from -κ on    = 1 / ( (1 + κ²) Φ(κ) + κ φ(κ) )</pre>
 *
 * patterns for each input, 2 at κ = 0. Φ is approximated to 1 %, which is enough for what this
 * class is for: to guess how long a rule learns.
 *
 * @see <a href="https://doi.org/10.1088/0305-4470/21/1/030">Gardner 1988</a>
 */
final class Stability {
  private static final int HALVINGS = 40;
  private static final double LARGEST = 100;

  private Stability() {}

  /** The largest load that can be held with a stability of 0 or more. */
  static double capacity(double stability) {
    double below = 1 / (1 + StrictMath.exp(-1.702 * stability));
    double density = StrictMath.exp(-stability * stability / 2) / Math.sqrt(2 * StrictMath.PI);
    return 1 / ((1 + stability * stability) * below + stability * density);
  }

  /** The largest stability at a load; 0 where patterns are too many. */
  static double largest(double load) {
    double low = 0;
    double high = LARGEST;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (capacity(middle) > load) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
