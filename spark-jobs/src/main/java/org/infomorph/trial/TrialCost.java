package org.infomorph.trial;

import org.infomorph.bins.Binning;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.Extent;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;

/**
 * The amount of work of a trial: counts of its operations, each multiplied by the nanoseconds of
 * this operation on one core of a reference machine. The cost tells which of two trials takes
 * longer, and scales the measured time of one trial to a trial of another size. As a time in
 * seconds it is only a rough guess. Goals do not influence the cost.
 */
final class TrialCost {
  /** Fetching one value of a sample, from bytes to floats. */
  private static final double FETCH = 0.9;

  /**
   * One multiplication and addition of a matrix product; each weight is used in the forward and the
   * backward pass.
   */
  private static final double MULTIPLY = 0.05;

  /** One sample of one source of one neuron: its bin, and its share of firing and gradient. */
  private static final double BIN = 6;

  /**
   * One occupied cell of a neuron's distribution over two sources, and the factor for each further
   * source.
   */
  private static final double CELL = 20;

  private static final double CELL_OF_ONE_MORE_SOURCE = 3;

  /** One share of one sample in one soft bin: its difference of F, and its derivative. */
  private static final double SHARE = 4;

  /** One sample in one cell of soft bins, there and back. */
  private static final double SOFT_CELL = 5;

  /** The fixed cost of a neuron in a batch of any size. */
  private static final double NEURON = 2000;

  /** The factor for all atoms of a cell, relative to the few atoms of a goal. */
  private static final double ATOMS = 1.5;

  /** One weight in the recall of one pattern, with the usual number of updates and cues. */
  private static final double RECALL = 20;

  /** One weight in one update of one pattern, where states are drawn and all passes are made. */
  private static final double DRAWN_UPDATE = 0.6;

  /** Drawing one value of a sample. */
  private static final double DRAW = 10;

  /** The fixed cost of a trial. */
  private static final double TRIAL = 5e6;

  private final TrialSpec spec;
  private final NetworkSpec network;
  private final Extent size;
  private final double batch;

  private TrialCost(TrialSpec spec) {
    this.spec = spec;
    network = spec.network();
    size = Datasets.extent(spec.dataset());
    batch = Math.min(spec.training().batchSize(), size.training());
  }

  /** The cost of a trial, in nanoseconds of the reference machine; positive. */
  static double of(TrialSpec spec) {
    return new TrialCost(spec).all();
  }

  /** The kind of a trial. Trials of one kind do the same operations in different numbers. */
  static String kind(TrialSpec spec) {
    return spec.dataset().name() + " " + spec.training().method().getClass().getSimpleName();
  }

  private double all() {
    double draw =
        spec.dataset() instanceof DrawnDataset ? DRAW * size.training() * size.features() : 0;
    var regression = spec.training().method().regression();
    if (regression.isPresent()) {
      double step = 2 * MULTIPLY * size.classes() + FETCH;
      double steps = regression.get().iterations();
      return TRIAL + steps * size.training() * size.features() * step;
    }
    double epochs = spec.training().epochs();
    double reports = Math.max(1, Math.ceil(epochs / spec.evaluation().every()));
    return TRIAL + draw + rule() + epochs * epoch() + reports * report();
  }

  /** What a rule takes to set the weights of a memory. */
  private double rule() {
    return spec.training().method().ruleNanoseconds(network.readout().neurons(), size.training());
  }

  private double epoch() {
    double samples =
        size.training() * (size.classes() > 0 ? 1 - spec.training().validationFraction() : 1);
    double fetch = samples * size.features() * FETCH;
    if (spec.training().method().isRule()) {
      return fetch;
    }
    if (spec.training().method().trainsChain()) {
      return fetch + samples * 3 * MULTIPLY * weights(true);
    }
    double goals = 0;
    for (LayerSpec layer : network.layers()) {
      goals += layer.neurons() * goal(layer, samples);
    }
    return fetch + samples * (1.0 + network.passes()) * MULTIPLY * weights(false) + goals;
  }

  /** One neuron's goal in all batches of an epoch. */
  private double goal(LayerSpec layer, double samples) {
    int sources = layer.sources().size();
    int window = spec.training().method().window();
    if (window > 0) {
      return samples * (NEURON + window * soft(layer) + cells(layer, window));
    }
    double batches = Math.ceil(samples / batch);
    return samples * (sources * BIN + soft(layer))
        + batches * (NEURON + cells(layer, samples / batches));
  }

  /** What one sample of a neuron costs more where bins are soft. */
  private static double soft(LayerSpec layer) {
    if (layer.bins().stream().noneMatch(Binning::isSoft)) {
      return 0;
    }
    double shares = 0;
    double touched = 1;
    for (var bins : layer.bins()) {
      shares += bins.meanTouched();
      touched *= bins.meanTouched();
    }
    return SHARE * shares + SOFT_CELL * touched;
  }

  private double report() {
    double scored = size.test() + size.training() * spec.training().validationFraction();
    double score = scored * (size.features() * FETCH + MULTIPLY * weights(false));
    double atoms = 0;
    for (LayerSpec layer : network.layers()) {
      atoms += layer.neurons() * (NEURON + batch * soft(layer) + ATOMS * cells(layer, batch));
    }
    double neurons = network.readout().neurons();
    double recall = 0;
    for (var each : spec.evaluation().recall()) {
      double updates =
          each.firing().isRandom()
              ? DRAWN_UPDATE * each.passes() * (1 + each.flips().size())
              : RECALL;
      recall += updates * size.training() * neurons * neurons;
    }
    return score + spec.evaluation().atomBatches() * atoms + recall;
  }

  /**
   * The cells of one neuron's distribution, at most those that the samples touch.
   *
   * @param batch number of samples
   */
  private static double cells(LayerSpec layer, double batch) {
    double samples = batch;
    double cells = 1;
    for (var bins : layer.bins()) {
      cells *= bins.count();
      samples *= bins.meanTouched();
    }
    int more = layer.bins().size() - 2;
    return CELL * StrictMath.pow(CELL_OF_ONE_MORE_SOURCE, more) * Math.min(cells, samples);
  }

  /** Number of weights used for each sample; in a chain, only the weights of the first sources. */
  private double weights(boolean chain) {
    double weights = 0;
    for (LayerSpec layer : network.layers()) {
      for (SourceSpec source : chain ? layer.sources().subList(0, 1) : layer.sources()) {
        weights += layer.neurons() * inputs(source);
      }
    }
    return weights;
  }

  private double inputs(SourceSpec source) {
    if (source.connect() instanceof Connectivity.OneToOne) {
      return 1;
    }
    if (source.from() instanceof Signal.Output output) {
      return network.layers().stream()
          .filter(layer -> layer.name().equals(output.layer()))
          .mapToDouble(LayerSpec::neurons)
          .sum();
    }
    return source.from() instanceof Signal.Input ? size.features() : size.classes();
  }
}
