package org.infomorph.result;

import java.util.List;

/**
 * The outcome of one trial: its row, and the kept network.
 *
 * @param result the row of the table {@code trials}
 * @param weights the rows of the table {@code weights}; empty if no network is kept, or the trial
 *     failed or diverged
 */
public record FinishedTrial(TrialResult result, List<WeightsRow> weights) {
  public FinishedTrial {
    weights = List.copyOf(weights);
  }
}
