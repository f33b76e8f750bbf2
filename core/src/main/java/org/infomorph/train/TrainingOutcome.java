package org.infomorph.train;

import java.util.List;

/**
 * What training led to.
 *
 * @param epochs one report per finished epoch
 * @param neurons the atoms of every neuron at the end; empty if training diverged
 * @param divergedIn the epoch in which a goal or score was no longer finite, or 0 if that never
 *     happened
 */
public record TrainingOutcome(
    List<EpochReport> epochs, List<NeuronReport> neurons, int divergedIn) {
  public TrainingOutcome {
    epochs = List.copyOf(epochs);
    neurons = List.copyOf(neurons);
  }

  /** Whether a goal or score was no longer finite. */
  public boolean diverged() {
    return divergedIn > 0;
  }
}
