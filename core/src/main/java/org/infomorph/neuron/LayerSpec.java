package org.infomorph.neuron;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.infomorph.bins.Binning;
import org.infomorph.math.Optimiser;
import org.infomorph.pid.BinnedObjective;
import org.infomorph.pid.Objective;
import org.infomorph.pid.SoftObjective;
import org.infomorph.spec.Require;

/**
 * A layer of neurons that share sources, activation, goal and optimiser; each neuron has its own
 * weights.
 *
 * @param name the layer's name in other layers, in goals and in results
 * @param neurons 1 or more
 * @param sources 2 to 4, in the order of the activation and of the atoms
 * @param activation how drives become a firing probability
 * @param bins the binning of each source's drives, in the order of the sources
 * @param goals the goal of each neuron: one goal for all weights, or one goal per source for that
 *     source's weights, in the order of the sources
 * @param optimiser how the weights follow the gradient
 * @param output what other layers read
 */
public record LayerSpec(
    String name,
    int neurons,
    List<SourceSpec> sources,
    Activation activation,
    List<Binning> bins,
    List<Goal> goals,
    Optimiser optimiser,
    Output output)
    implements Serializable {
  /** The largest number of sources of a layer; four sources have 166 atoms. */
  public static final int MOST_SOURCES = 4;

  /** The largest number of cells that one sample may touch. */
  static final int MOST_TOUCHED = 1 << 16;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** The names of figure files contain the name of a layer and the name of a source. */
  static final int LONGEST_NAME = 100;

  public static final Output DEFAULT_OUTPUT = Output.SAMPLED;

  /** What other layers read from a layer. */
  public enum Output {
    /** −1 or +1, drawn with probability theta. */
    SAMPLED,
    /** The expectation of the sampled output, 2 theta − 1. */
    EXPECTED
  }

  public LayerSpec {
    Objects.requireNonNull(optimiser);
    Objects.requireNonNull(output);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "layer name \"" + name + "\" is not a letter followed by letters, digits or _");
    }
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the layer's name has " + name.length() + " letters; allowed are " + LONGEST_NAME);
    }
    Require.atLeastOne("neurons", neurons);
    sources = List.copyOf(sources);
    bins = List.copyOf(bins);
    if (sources.size() < 2 || sources.size() > MOST_SOURCES) {
      throw new IllegalArgumentException(
          "there are " + sources.size() + " sources; allowed are 2 to " + MOST_SOURCES);
    }
    Set<String> names = new HashSet<>();
    for (SourceSpec source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    }
    if (bins.size() != sources.size()) {
      throw new IllegalArgumentException(
          "there are bins for " + bins.size() + " of " + sources.size() + " sources");
    }
    checkCells(bins);
    activation.check(sources.size());
    if (goals.size() != 1 && goals.size() != sources.size()) {
      throw new IllegalArgumentException(
          "there are " + goals.size() + " goals; allowed are one, or one for each source");
    }
    List<String> sourceNames = names(sources);
    goals = goals.stream().map(goal -> goal.canonical(sourceNames)).toList();
  }

  /** A long must be able to number a neuron's cells, and a step must end. */
  private static void checkCells(List<Binning> bins) {
    long cells = 1;
    for (Binning source : bins) {
      if (cells > Long.MAX_VALUE / source.count()) {
        throw new IllegalArgumentException(
            "bins: the counts "
                + bins.stream().map(Binning::count).toList()
                + " make more than 2^63 cells; allowed are fewer");
      }
      cells *= source.count();
    }
    double touched = bins.stream().mapToDouble(Binning::mostTouched).reduce(1, (a, b) -> a * b);
    if (touched > MOST_TOUCHED) {
      throw new IllegalArgumentException(
          "bins: by its kernels one sample may touch "
              + bins.stream().map(Binning::mostTouched).toList()
              + " bins of the sources, the product of which is above "
              + MOST_TOUCHED
              + "; a smaller sigma or fewer bins are allowed");
    }
  }

  /** The names of the sources, in order. */
  public List<String> sourceNames() {
    return names(sources);
  }

  /**
   * The objective of each neuron of the layer. Only this method chooses the estimator and the
   * measure.
   *
   * @param capacity largest number of samples of a batch, 1 or more
   */
  Objective objective(int capacity) {
    List<String> names = sourceNames();
    List<BinnedObjective.GoalWeights> weights =
        goals.stream().map(goal -> goal.gamma(names)).toList();
    return bins.stream().anyMatch(Binning::isSoft)
        ? new SoftObjective(bins, weights, capacity)
        : new BinnedObjective(bins, weights, capacity);
  }

  private static List<String> names(List<SourceSpec> sources) {
    List<String> names = new ArrayList<>(sources.size());
    for (SourceSpec source : sources) { // no Java stream: called for each of many trials
      names.add(source.name());
    }
    return List.copyOf(names);
  }
}
