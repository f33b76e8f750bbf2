package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.data.Samples;
import org.infomorph.loops.FastExp;
import org.infomorph.loops.Finite;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.train.RecallSpec.Firing;

/**
 * Recall of stored patterns by the recurrent weights alone: {@code s_i ← sign(Σ_j w_ij s_j + b_i)},
 * where a drive of 0 gives −1, or keeps the state; or by {@link Firing} at random.
 *
 * @see <a href="https://arxiv.org/abs/2511.02584">Blümel et al. 2025</a>
 */
final class Recall {
  /**
   * Mean overlap (cosine) between a pattern and the state that recall reaches from the exact
   * pattern.
   */
  static final String OVERLAP = "recall_overlap";

  /** Share of patterns whose overlap is at least {@link #STORED}. */
  static final String RECALLED = "recalled_fraction";

  /** Share of patterns that one update leaves unchanged. */
  static final String STABLE = "stable_fraction";

  /**
   * Largest tested share of flipped bits at which the mean overlap is at least {@link #STORED}, at
   * this share and at all smaller ones.
   */
  static final String LARGEST_FLIPS = "largest_flips";

  /**
   * How symmetric the weights are, {@code Σ w_ij w_ji / Σ w_ij²} over pairs of different units: 1
   * for symmetric weights, also if all are 0, −1 for antisymmetric ones.
   */
  static final String SYMMETRY = "weight_symmetry";

  /** Root mean square over the units of the length of a unit's recurrent weights. */
  static final String NORM = "weight_norm";

  private static final List<String> SCORES = List.of(OVERLAP, RECALLED, STABLE, LARGEST_FLIPS);

  /** The overlap from which a pattern counts as stored. */
  static final double STORED = 0.95;

  private final RecallSpec spec;
  private final DoubleUnaryOperator ownFiring;
  private final DMatrixRMaj weights;
  private final double[] biases;
  private final int units;
  private final double[] field;
  private final double[][] states;

  /**
   * The weights of each unit to all neurons. In this layout the drives of all neurons are summed
   * side by side, with vector instructions.
   */
  private final double[][] columns;

  /**
   * @param weights {@code [units][units]}, read again at each call of {@link #scores}
   * @param biases {@code [units]}
   */
  Recall(RecallSpec spec, DMatrixRMaj weights, double[] biases) {
    this(
        spec,
        weights,
        biases,
        drive -> {
          throw new IllegalStateException("no neuron whose own firing could be asked for");
        });
  }

  /**
   * The same for any firing.
   *
   * @param ownFiring a neuron's own firing probability by its recurrent drive
   */
  Recall(RecallSpec spec, DMatrixRMaj weights, double[] biases, DoubleUnaryOperator ownFiring) {
    this.spec = spec;
    this.ownFiring = ownFiring;
    this.weights = weights;
    this.biases = biases;
    units = weights.numRows;
    field = new double[units];
    states = new double[3][units];
    columns = new double[units][units];
  }

  /** The names of all scores of a recall. */
  static List<String> scores(RecallSpec spec) {
    List<String> names = new ArrayList<>(SCORES);
    if (spec.weights()) {
      names.addAll(List.of(SYMMETRY, NORM));
    }
    return names;
  }

  /**
   * Tests every pattern.
   *
   * @param patterns values −1 and +1
   * @param seeds streams {@code cues} and {@code updates}
   * @return all of {@link #scores(RecallSpec)}; NaN if a drive may not be finite
   */
  Map<String, Double> scores(Samples patterns, Seeds seeds) {
    if (!drivesAreFinite()) {
      return scores(spec).stream().collect(Collectors.toMap(score -> score, score -> Double.NaN));
    }
    Map<String, Double> scores = new HashMap<>(recall(patterns, seeds));
    if (spec.weights()) {
      addScoresOfWeights(scores);
    }
    return scores;
  }

  private void addScoresOfWeights(Map<String, Double> scores) {
    double own = 0;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        double w = weights.data[i * units + j];
        if (i == j) {
          own += w * w;
        } else {
          squares += w * w;
          products += w * weights.data[j * units + i];
        }
      }
    }
    scores.put(SYMMETRY, squares == 0 ? 1 : products / squares);
    scores.put(NORM, Math.sqrt((squares + own) / units));
  }

  private Map<String, Double> recall(Samples patterns, Seeds seeds) {
    readColumns();
    RandomStream updates = seeds.stream("updates");
    double overlap = 0;
    int recalled = 0;
    int stable = 0;
    for (int p = 0; p < patterns.size(); p++) {
      Interruption.check();
      double[] pattern = pattern(patterns, p);
      double reached = overlap(pattern, settle(pattern.clone(), updates));
      overlap += reached;
      recalled += reached >= STORED ? 1 : 0;
      stable += isFixedPoint(pattern, updates) ? 1 : 0;
    }
    double count = patterns.size();
    return Map.of(
        OVERLAP,
        overlap / count,
        RECALLED,
        recalled / count,
        STABLE,
        stable / count,
        LARGEST_FLIPS,
        overlap / count >= STORED ? largestFlips(patterns, seeds, updates) : 0);
  }

  private double largestFlips(Samples patterns, Seeds seeds, RandomStream updates) {
    double largest = 0;
    for (double flip : spec.flips()) {
      RandomStream cues = seeds.stream("cues", Math.round(flip * 1e6));
      double overlap = 0;
      for (int p = 0; p < patterns.size(); p++) {
        Interruption.check();
        double[] pattern = pattern(patterns, p);
        overlap += overlap(pattern, settle(cue(pattern, flip, cues), updates));
      }
      if (overlap / patterns.size() < STORED) {
        return largest;
      }
      largest = flip;
    }
    return largest;
  }

  private double[] pattern(Samples patterns, int index) {
    double[] pattern = new double[units];
    Arrays.setAll(pattern, i -> patterns.value(index, i));
    return pattern;
  }

  /** The pattern with exactly the rounded share of its bits flipped. */
  private double[] cue(double[] pattern, double flip, RandomStream random) {
    int[] order = new int[units];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    double[] cue = pattern.clone();
    for (int i = 0; i < Math.round(flip * units); i++) {
      cue[order[i]] = -cue[order[i]];
    }
    return cue;
  }

  /**
   * The state that recall reaches from a cue: a fixed point, one of two alternating states, or the
   * state after the last pass. Drawn states do not rest: there all passes are made.
   */
  private double[] settle(double[] start, RandomStream random) {
    double[] beforeLast = states[0];
    double[] last = states[1];
    double[] now = states[2];
    Arrays.fill(beforeLast, 0);
    System.arraycopy(start, 0, last, 0, units);
    for (int pass = 0; pass < spec.passes(); pass++) {
      System.arraycopy(last, 0, now, 0, units);
      update(now, random);
      if (!spec.firing().isRandom()
          && (Arrays.equals(now, last) || Arrays.equals(now, beforeLast))) {
        return now;
      }
      double[] oldest = beforeLast;
      beforeLast = last;
      last = now;
      now = oldest;
    }
    return last;
  }

  private void update(double[] state, RandomStream random) {
    if (spec.dynamics() == RecallSpec.Dynamics.SYNCHRONOUS) {
      drives(state);
      for (int i = 0; i < units; i++) {
        state[i] = next(field[i], state[i], random);
      }
    } else {
      int[] order = new int[units];
      Arrays.setAll(order, i -> i);
      random.shuffle(order);
      for (int i : order) {
        state[i] = next(drive(i, state), state[i], random);
      }
    }
  }

  private double next(double drive, double state, RandomStream random) {
    if (spec.firing() instanceof Firing.Glauber glauber) {
      double odds = FastExp.exp(-2 * drive / glauber.temperature());
      return random.nextDouble() * (1 + odds) < 1 ? 1 : -1;
    }
    if (spec.firing() instanceof Firing.Own) {
      return random.nextDouble() < ownFiring.applyAsDouble(drive) ? 1 : -1;
    }
    if (drive == 0 && spec.ties() == RecallSpec.Ties.KEEP) {
      return state;
    }
    return drive > 0 ? 1 : -1;
  }

  double drive(int neuron, double[] state) {
    double sum = biases[neuron];
    int row = neuron * units;
    for (int j = 0; j < units; j++) {
      sum += weights.data[row + j] * state[j];
    }
    return sum;
  }

  /**
   * Whether the drives of all states are finite. States consist of −1 and +1, so the sum of the
   * absolute weights bounds every partial sum of a drive.
   */
  private boolean drivesAreFinite() {
    double[] largest = new double[units];
    for (int i = 0; i < units; i++) {
      largest[i] = Math.abs(biases[i]);
      for (int j = 0; j < units; j++) {
        largest[i] += Math.abs(weights.data[i * units + j]);
      }
    }
    return Finite.all(largest);
  }

  /** Copies the present weights into {@link #columns}. */
  void readColumns() {
    for (int j = 0; j < units; j++) {
      for (int i = 0; i < units; i++) {
        columns[j][i] = weights.data[i * units + j];
      }
    }
  }

  /** The drives of all neurons, bit for bit those of {@link #drive}; valid until the next call. */
  double[] drives(double[] state) {
    System.arraycopy(biases, 0, field, 0, units);
    int j = 0;
    for (; j + 4 <= units; j += 4) {
      double[] w0 = columns[j];
      double[] w1 = columns[j + 1];
      double[] w2 = columns[j + 2];
      double[] w3 = columns[j + 3];
      double s0 = state[j];
      double s1 = state[j + 1];
      double s2 = state[j + 2];
      double s3 = state[j + 3];
      for (int i = 0; i < units; i++) {
        field[i] = field[i] + w0[i] * s0 + w1[i] * s1 + w2[i] * s2 + w3[i] * s3;
      }
    }
    for (; j < units; j++) {
      double[] w0 = columns[j];
      double s0 = state[j];
      for (int i = 0; i < units; i++) {
        field[i] += w0[i] * s0;
      }
    }
    return field;
  }

  private boolean isFixedPoint(double[] pattern, RandomStream random) {
    drives(pattern);
    for (int i = 0; i < units; i++) {
      if (next(field[i], pattern[i], random) != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  private double overlap(double[] pattern, double[] state) {
    double sum = 0;
    for (int i = 0; i < units; i++) {
      sum += pattern[i] * state[i];
    }
    return sum / units;
  }
}
