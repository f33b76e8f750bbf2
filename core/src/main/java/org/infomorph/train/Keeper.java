package org.infomorph.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds, during training, the network to keep. */
final class Keeper {
  private final Keep keep;
  private final Learner learner;
  private double best = Double.NEGATIVE_INFINITY;
  private NetworkState kept;

  Keeper(Keep keep, Learner learner) {
    this.keep = keep;
    this.learner = learner;
  }

  /**
   * To be called after a report, before the network changes again.
   *
   * @param probes position of the learner's stream {@code probes} before the report
   * @param last whether training ends with this report
   */
  void after(EpochReport report, long[] probes, boolean last) {
    if (keep == Keep.FINAL && last) {
      take(report.epoch(), probes);
    } else if (keep == Keep.BEST) {
      double measure = measure(report);
      if (measure > best) {
        best = measure;
        take(report.epoch(), probes);
      }
    }
  }

  /** What a keeper has found so far, without what only the end of training decides. */
  record Found(OptionalDouble best, Optional<NetworkState> network) {
    static final Found NOTHING = new Found(OptionalDouble.empty(), Optional.empty());
  }

  /** What is found so far; after the last report, the final network is a part of it. */
  Found found() {
    return kept == null
        ? Found.NOTHING
        : new Found(
            keep == Keep.BEST ? OptionalDouble.of(best) : OptionalDouble.empty(),
            Optional.of(kept));
  }

  /** Goes on from what an earlier keeper has found. */
  void restore(Found found) {
    best = found.best().orElse(Double.NEGATIVE_INFINITY);
    kept = found.network().orElse(null);
  }

  /** To be called for a network that does not learn. */
  void untrained(long[] probes) {
    if (keep != Keep.NONE) {
      take(0, probes);
    }
  }

  private void take(int epoch, long[] probes) {
    kept = new NetworkState(epoch, learner.state(), learner.spikes().state(), probes);
  }

  private static double measure(EpochReport report) {
    Double accuracy = report.scores().get(Trainer.VALIDATION_ACCURACY);
    if (accuracy != null) {
      return accuracy;
    }
    List<EpochReport.LayerReport> layers = report.layers();
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "without validation samples and without goals no network is the best one");
    }
    return layers.get(layers.size() - 1).goal();
  }

  Optional<NetworkState> kept() {
    return Optional.ofNullable(kept);
  }
}
