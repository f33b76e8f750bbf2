package org.infomorph.result;

import java.util.List;

/**
 * What came of one trial: its row, and the network that was to be kept.
 *
 * @param result the row of the table {@code trials}
 * @param weights the rows of the table {@code weights}; none if nothing is kept, or the trial
 *     failed or diverged
 */
public record FinishedTrial(TrialResult result, List<WeightsRow> weights) {
  public FinishedTrial {
    weights = List.copyOf(weights);
  }
}
