package org.infomorph.trial;

import java.util.Locale;
import org.infomorph.bins.Binning;
import org.infomorph.form.SpecException;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.pid.SoftObjective;

/**
 * The size of a trial's arrays, as far as it depends on the specification. Sizes are computed as
 * doubles, which do not overflow for any trial.
 */
final class TrialSize {
  /** Largest number of entries of a Java array; some JVMs reserve the last few. */
  static final double MOST_NUMBERS = Integer.MAX_VALUE - 8;

  /** Largest size of all arrays of a trial together, beyond the memory of a machine for trials. */
  static final double MOST_BYTES = 64.0 * (1L << 30);

  /** A weight, its gradient, and the two means that its optimiser keeps. */
  private static final int COPIES = 4;

  private final TrialSpec spec;
  private final DataCheck.Shape data;
  private double bytes;

  private TrialSize(TrialSpec spec, DataCheck.Shape data) {
    this.spec = spec;
    this.data = data;
  }

  /**
   * Refuses a trial that no machine can run.
   *
   * @throws SpecException naming the layer, the quantity that is too large, its size and the limit
   */
  static void check(TrialSpec spec, DataCheck.Shape data) {
    if (spec.training().method().regression().isEmpty()) { // which has no network
      new TrialSize(spec, data).check();
    }
  }

  private void check() {
    double test = Datasets.extent(spec.dataset()).test();
    double samples = Math.max(data.training(), test);
    double capacity = Math.min(spec.training().batchSize(), samples);
    double window = spec.training().method().window();
    capacity = Math.max(capacity, window);
    add("training.batch_size", "values of a batch", capacity * data.features(), Float.BYTES);
    for (LayerSpec layer : spec.network().layers()) {
      var place = "network.layers." + layer.name();
      for (SourceSpec source : layer.sources()) {
        add(
            place + ".sources." + source.name(),
            "weights",
            layer.neurons() * inputs(source),
            COPIES * Double.BYTES);
        add(place, "drives of a batch", layer.neurons() * capacity, 2 * Double.BYTES);
        add(place, "remembered drives", layer.neurons() * window, Double.BYTES);
      }
      if (layer.bins().stream().anyMatch(Binning::isSoft)) {
        addSoftBins(place + ".bins", layer, capacity);
      }
    }
    double neurons = spec.network().readout().neurons();
    add(
        "network.layers." + spec.network().readout().name(),
        "firing probabilities of all samples",
        data.causes() > 0 ? neurons * test : 0,
        Double.BYTES);
  }

  /** The shares of a batch, and its cells. A layer has one estimator for all neurons. */
  private void addSoftBins(String place, LayerSpec layer, double capacity) {
    for (int i = 0; i < layer.bins().size(); i++) {
      add(
          place + "." + layer.sourceNames().get(i),
          "shares of a batch",
          capacity * (layer.bins().get(i).mostTouched() + 4.0),
          2 * Double.BYTES);
    }
    double cells = SoftObjective.mostCells(layer.bins(), capacity);
    if (cells > SoftObjective.MOST_CELLS) {
      throw new SpecException(
          String.format(
              Locale.ROOT,
              "%s: %.0f samples of a batch may touch %.0f cells; allowed are %d: take a smaller"
                  + " sigma, fewer bins or a smaller training.batch_size",
              place,
              capacity,
              cells,
              SoftObjective.MOST_CELLS));
    }
    add(place, "cells of a batch", cells, bytesOfCell(layer));
  }

  /**
   * At most: its masses and derivatives, its place in each marginal, and what each goal keeps of it
   * for each set of sources, in groups of antichains. Arrays that grow are up to twice too large.
   */
  private static int bytesOfCell(LayerSpec layer) {
    int n = layer.bins().size();
    double sets = StrictMath.pow(2, n);
    double setsOfGroups = StrictMath.pow(3, n) - sets;
    return (int)
        (2 * (200 + 8 * n + 24 * sets + layer.goals().size() * (48 * sets + 44 * setsOfGroups)));
  }

  private double inputs(SourceSpec source) {
    return source.connect() instanceof Connectivity.OneToOne
        ? 1
        : spec.network().units(source.from(), data.features(), data.classes());
  }

  private void add(String place, String what, double numbers, int bytesEach) {
    if (numbers > MOST_NUMBERS) {
      throw new SpecException(
          String.format(
              Locale.ROOT,
              "%s: has %.0f %s; allowed are %.0f, the most that an array holds",
              place,
              numbers,
              what,
              MOST_NUMBERS));
    }
    bytes += numbers * bytesEach;
    if (bytes > MOST_BYTES) {
      throw new SpecException(
          String.format(
              Locale.ROOT,
              "%s: with its %.0f %s the trial takes more than %.0f GB; allowed are %.0f GB",
              place,
              numbers,
              what,
              Math.floor(bytes / (1L << 30)),
              MOST_BYTES / (1L << 30)));
    }
  }
}
