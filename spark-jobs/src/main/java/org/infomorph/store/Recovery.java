package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.infomorph.store.Parts.Part;
import org.infomorph.trial.TrialResult.Status;

/** Finishes or forgets what a killed writer left in a table of trials, and finds what is there. */
final class Recovery {
  private final Folder folder;
  private final Optional<TrialTable.Weights> kept;
  private final Optional<WeightsTable> weights;
  private final List<String> damaged = new ArrayList<>();
  private final Set<String> trialIds = new HashSet<>();
  private final Set<String> unmatched = new HashSet<>();
  private long lastSegment;

  /**
   * @param kept where networks are kept, if that is known
   * @param locks the trials' lock; the weights' is added
   */
  Recovery(Folder folder, Optional<TrialTable.Weights> kept, Locks locks) {
    this.folder = folder;
    this.kept = kept;
    weights =
        kept.isEmpty()
            ? Optional.empty()
            : Optional.of(locks.add(new WeightsTable(kept.get().folder(), folder)));
  }

  /**
   * @param present told of every trial that is there
   */
  void run(Consumer<TrialSummary> present) throws IOException {
    new Compaction<>(folder, Parts.TRIALS, folder).recover();
    if (weights.isPresent()) {
      weights.get().recover();
    }
    for (long segment : Journal.segments(folder)) {
      new Commit(folder, weights).run(segment);
    }
    note(Parts.list(folder));
    if (kept.isPresent()) {
      note(Parts.list(kept.get().folder()));
      unmatched.addAll(weights.get().trialIds(damaged));
    }
    for (var part : Parts.intact(folder, damaged)) {
      Parts.read(
          folder, part.name(), TrialSummary.COLUMNS, row -> match(TrialSummary.of(row), present));
    }
  }

  private void note(List<Part> parts) {
    for (var part : parts) {
      lastSegment = Math.max(lastSegment, part.last());
    }
  }

  /** Weights whose trial comes are no longer unmatched; a trial whose weights are not there is. */
  private void match(TrialSummary trial, Consumer<TrialSummary> present) {
    boolean hasWeights = unmatched.remove(trial.trialId());
    if (!hasWeights && isToKeep(trial)) {
      unmatched.add(trial.trialId());
    } else {
      trialIds.add(trial.trialId());
      present.accept(trial);
    }
  }

  private boolean isToKeep(TrialSummary trial) {
    return kept.isPresent()
        && trial.status() == Status.OK
        && kept.get().keep().test(trial.trialId());
  }

  /** The table of weights beside the trials. */
  Optional<WeightsTable> weights() {
    return weights;
  }

  /** The largest number of a segment that is in use. */
  long lastSegment() {
    return lastSegment;
  }

  /** The trials that are there, with their weights if they keep them. */
  Set<String> trialIds() {
    return trialIds;
  }

  /** Trials without the weights that they should have, and weights without their trial. */
  Set<String> unmatched() {
    return unmatched;
  }

  /** Files that could not be read, and are set aside. */
  List<String> damaged() {
    return damaged;
  }
}
