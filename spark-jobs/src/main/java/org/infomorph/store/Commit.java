package org.infomorph.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderLostException;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.WeightsRow;

/**
 * Turns segments of the journal into parts. After a crash at any point, a repetition gives the same
 * result. Weights are written before their trials, and the journal segment is deleted last.
 */
final class Commit {
  private final Folder trials;
  private final Optional<WeightsTable> weights;

  /**
   * @param weights the table for networks; empty if no line has a network
   */
  Commit(Folder trials, Optional<WeightsTable> weights) {
    this.trials = trials;
    this.weights = weights;
  }

  /**
   * Turns one segment into a part, and deletes the segment.
   *
   * @throws IOException if the segment has fewer trials than were appended to it
   */
  void run(Journal.Sealed segment) throws IOException {
    long number = segment.number();
    if (!Parts.isCommitted(trials, number)) {
      try (var rows = new StagedPart<>(trials, Parts.TRIALS, number);
          var kept = new Kept(number)) {
        var stored = new HashSet<String>();
        Journal.readWhole(
            trials,
            number,
            trial -> {
              var id = trial.result().trialId();
              if (!segment.elsewhere().contains(id) && stored.add(id)) {
                rows.write(TrialSchema.toRow(trial.result()));
                kept.write(trial);
              }
            });
        if (stored.size() < segment.lines()) {
          throw new FolderLostException(
              "%s: has %d trials, but %d were written; the run stops"
                  .formatted(
                      trials.describe(Journal.name(number)), stored.size(), segment.lines()));
        }
        kept.publish();
        rows.publish();
      }
    }
    Journal.delete(trials, number);
  }

  /** The weights of a segment; the file is started with the first weights. */
  private final class Kept implements AutoCloseable {
    private final long segment;
    private Optional<StagedPart<WeightsRow>> part = Optional.empty();
    private boolean known;

    Kept(long segment) {
      this.segment = segment;
    }

    void write(FinishedTrial trial) throws IOException {
      if (trial.weights().isEmpty()) {
        return;
      }
      if (weights.isEmpty()) {
        throw new IOException(
            trial.result().trialId() + " keeps weights, and nobody said where they go");
      }
      if (!known) {
        known = true;
        if (!weights.get().isCommitted(segment)) {
          part = Optional.of(weights.get().stage(segment));
        }
      }
      if (part.isPresent()) {
        for (var row : trial.weights()) {
          part.get().write(row);
        }
      }
    }

    void publish() throws IOException {
      if (part.isPresent()) {
        part.get().publish();
      }
    }

    @Override
    public void close() throws IOException {
      if (part.isPresent()) {
        part.get().close();
      }
    }
  }
}
