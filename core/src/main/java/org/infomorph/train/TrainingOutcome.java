package org.infomorph.train;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of training.
 *
 * @param epochs one report per finished epoch
 * @param neurons the atoms of every neuron at the end; empty if training diverged
 * @param divergedIn the epoch in which a goal, a score, a drive or a weight was no longer finite,
 *     or 0 if that never happened
 * @param kept the kept network; none if training diverged or none was requested
 */
public record TrainingOutcome(
    List<EpochReport> epochs,
    List<NeuronReport> neurons,
    int divergedIn,
    Optional<NetworkState> kept) {
  public TrainingOutcome {
    epochs = List.copyOf(epochs);
    neurons = List.copyOf(neurons);
  }

  /** An outcome without a kept network. */
  public TrainingOutcome(List<EpochReport> epochs, List<NeuronReport> neurons, int divergedIn) {
    this(epochs, neurons, divergedIn, Optional.empty());
  }

  /** Whether a value became infinite or NaN. */
  public boolean diverged() {
    return divergedIn > 0;
  }
}
