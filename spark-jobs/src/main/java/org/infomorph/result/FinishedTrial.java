package org.infomorph.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of one trial: its row, and the kept network.
 *
 * @param result the row of the table {@code trials}
 * @param weights the rows of the table {@code weights}; empty if no network is kept, or the trial
 *     failed or diverged
 * @param state from which a longer trial continues; empty if nobody has asked for it, and if the
 *     trial failed or diverged
 */
public record FinishedTrial(
    TrialResult result, List<WeightsRow> weights, Optional<TrialState> state) {
  public FinishedTrial {
    weights = List.copyOf(weights);
    Objects.requireNonNull(state);
  }

  /** A trial whose state is not kept. */
  public FinishedTrial(TrialResult result, List<WeightsRow> weights) {
    this(result, weights, Optional.empty());
  }
}
