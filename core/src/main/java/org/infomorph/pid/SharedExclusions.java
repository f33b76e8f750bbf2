package org.infomorph.pid;

import java.util.Arrays;
import org.infomorph.math.StrictLog;

/**
 * The shared-exclusions measure of redundancy and the atoms that follow from it.
 *
 * <p>With P_alpha(k) the probability that for at least one set a of alpha the sources in a fall in
 * the bins of cell k, and P_alpha(k, y) the probability of this event together with the target
 * value y,
 *
 * <pre>
 * i_alpha(k, y)  = log2( P_alpha(k, y) / (P_alpha(k) p(y)) ) = i+_alpha - i-_alpha
 * i+_alpha       = -log2 P_alpha(k)                 informative
 * i-_alpha       = -log2( P_alpha(k, y) / p(y) )    misinformative
 * I_alpha        = sum_{k, y} p(k, y) i_alpha(k, y)
 * </pre>
 *
 * The atoms are the Möbius inverse of I_alpha on the redundancy lattice. Reusable; only results are
 * allocated. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevE.103.032149">Makkeh, Gutknecht, Wibral 2021</a>
 */
public final class SharedExclusions {
  /** Outcomes processed at a time, so that the marginals of all source sets stay in the cache. */
  private static final int BLOCK = 512;

  private final RedundancyLattice lattice;

  /** [source set][BLOCK], marginals with and without the target, spread over outcomes. */
  private final double[][] joint;

  private final double[][] total;
  private final double[] unionJoint = new double[BLOCK];
  private final double[] unionTotal = new double[BLOCK];
  private final double[] probability = new double[BLOCK];
  private final double[] targetProbability = new double[BLOCK];
  private final double[] redundancies;

  /** The measure on the antichains of {@code lattice}. */
  public SharedExclusions(RedundancyLattice lattice) {
    this.lattice = lattice;
    this.joint = new double[1 << lattice.sources()][BLOCK];
    this.total = new double[1 << lattice.sources()][BLOCK];
    this.redundancies = new double[lattice.size()];
  }

  /**
   * The redundancies of all antichains.
   *
   * @param histogram with as many sources as the lattice
   * @param out [lattice.size()], overwritten with I_alpha in bits
   * @throws IllegalArgumentException if sources or length do not fit
   */
  public void redundancies(JointHistogram histogram, double[] out) {
    check(histogram);
    if (out.length != lattice.size()) {
      throw new IllegalArgumentException(
          "out has " + out.length + " entries; the lattice has " + lattice.size());
    }
    Arrays.fill(out, 0);
    for (int from = 0; from < histogram.outcomes(); from += BLOCK) {
      int size = load(histogram, from);
      for (int alpha = 0; alpha < lattice.size(); alpha++) {
        out[alpha] += net(alpha, size);
      }
    }
    for (int alpha = 0; alpha < lattice.size(); alpha++) {
      out[alpha] /= StrictLog.LN2;
    }
  }

  /**
   * All atoms.
   *
   * @param histogram with as many sources as the lattice
   * @param atomsOut [lattice.size()], overwritten with Pi_alpha in bits
   * @return the residual entropy H(Y) - I(Y; all sources) in bits
   * @throws IllegalArgumentException if sources or length do not fit
   */
  public double atoms(JointHistogram histogram, double[] atomsOut) {
    redundancies(histogram, redundancies);
    lattice.atoms(redundancies, atomsOut);
    return histogram.targetEntropy() - redundancies[lattice.top()];
  }

  /** All atoms with their informative and misinformative parts. */
  public Atoms decompose(JointHistogram histogram) {
    check(histogram);
    double[] informative = new double[lattice.size()];
    double[] misinformative = new double[lattice.size()];
    for (int from = 0; from < histogram.outcomes(); from += BLOCK) {
      int size = load(histogram, from);
      for (int alpha = 0; alpha < lattice.size(); alpha++) {
        unite(alpha, size);
        for (int o = 0; o < size; o++) {
          double p = probability[o];
          if (p > 0) {
            informative[alpha] -= p * StrictLog.ln(unionTotal[o]);
            misinformative[alpha] -= p * StrictLog.ln(unionJoint[o] / targetProbability[o]);
          }
        }
      }
    }
    for (int alpha = 0; alpha < lattice.size(); alpha++) {
      informative[alpha] /= StrictLog.LN2;
      misinformative[alpha] /= StrictLog.LN2;
    }
    return new Atoms(lattice, informative, misinformative, histogram.targetEntropy());
  }

  /**
   * The redundancy of one antichain, I_alpha in bits.
   *
   * @param antichain index of the antichain in the lattice
   */
  public double redundancy(JointHistogram histogram, int antichain) {
    check(histogram);
    double nats = 0;
    for (int from = 0; from < histogram.outcomes(); from += BLOCK) {
      nats += net(antichain, load(histogram, from));
    }
    return nats / StrictLog.LN2;
  }

  /**
   * The pointwise redundancies of one antichain.
   *
   * @param antichain index of the antichain in the lattice
   * @param out [histogram.outcomes() or more], overwritten with i_alpha(k, y) in bits; NaN for an
   *     outcome with probability 0
   */
  public void pointwise(JointHistogram histogram, int antichain, double[] out) {
    check(histogram);
    for (int from = 0; from < histogram.outcomes(); from += BLOCK) {
      int size = load(histogram, from);
      unite(antichain, size);
      for (int o = 0; o < size; o++) {
        out[from + o] = probability[o] > 0 ? logRatio(o) / StrictLog.LN2 : Double.NaN;
      }
    }
  }

  private void check(JointHistogram histogram) {
    if (histogram.sources() != lattice.sources()) {
      throw new IllegalArgumentException(
          "a histogram of "
              + histogram.sources()
              + " sources, but a lattice of "
              + lattice.sources());
    }
  }

  /**
   * Spreads all marginals over the block of outcomes that begins at {@code from}; returns the
   * block's size.
   */
  private int load(JointHistogram histogram, int from) {
    int to = Math.min(histogram.outcomes(), from + BLOCK);
    for (int set = 1; set < joint.length; set++) {
      histogram.spread(set, from, to, joint[set], total[set]);
    }
    for (int o = from; o < to; o++) {
      probability[o - from] = histogram.probability(o);
      targetProbability[o - from] = histogram.targetProbability(histogram.targetOf(o));
    }
    return to - from;
  }

  /** P_alpha(k, y) and P_alpha(k) of the block's outcomes. */
  private void unite(int alpha, int size) {
    IntegerMatrix union = lattice.union();
    Arrays.fill(unionJoint, 0, size, 0);
    Arrays.fill(unionTotal, 0, size, 0);
    for (int term = union.start(alpha); term < union.start(alpha + 1); term++) {
      double coefficient = union.value(term);
      add(coefficient, joint[union.column(term)], unionJoint, size);
      add(coefficient, total[union.column(term)], unionTotal, size);
    }
  }

  /** The block's share of I_alpha in nats. */
  private double net(int alpha, int size) {
    unite(alpha, size);
    double nats = 0;
    for (int o = 0; o < size; o++) {
      nats += probability[o] > 0 ? probability[o] * logRatio(o) : 0;
    }
    return nats;
  }

  private double logRatio(int o) {
    return StrictLog.ln(unionJoint[o] / (unionTotal[o] * targetProbability[o]));
  }

  private static void add(double factor, double[] from, double[] to, int size) {
    for (int i = 0; i < size; i++) {
      to[i] += factor * from[i];
    }
  }
}
