package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.infomorph.files.GuardedFolder;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.Parts.Part;

/**
 * Finishes or undoes the work of a killed writer in a table of trials, and finds the trials in the
 * table.
 */
final class Recovery {
  private final GuardedFolder folder;
  private final Optional<TrialTable.Weights> kept;
  private final Optional<WeightsTable> weights;
  private final Consumer<String> notes;
  private final List<String> damaged = new ArrayList<>();
  private final Set<String> trialIds = new HashSet<>();
  private final Set<String> unmatched = new HashSet<>();
  private long lastSegment;

  /**
   * @param folder the locked folder of the trials
   * @param kept the table of kept networks, if known, guarded by the same lock
   * @param notes receives one line for each wait
   */
  Recovery(GuardedFolder folder, Optional<TrialTable.Weights> kept, Consumer<String> notes) {
    this.folder = folder;
    this.kept = kept;
    this.notes = notes;
    weights = kept.map(place -> new WeightsTable((GuardedFolder) place.folder(), folder));
  }

  /**
   * @param present receives every trial in the table
   */
  void run(Consumer<TrialSummary> present) throws IOException {
    new Compaction<>(folder, Parts.TRIALS, folder).recover();
    if (weights.isPresent()) {
      weights.get().recover();
    }
    commitJournal();
    note(Parts.list(folder));
    if (kept.isPresent()) {
      note(Parts.list(kept.get().folder()));
      unmatched.addAll(weights.get().trialIds(damaged));
    }
    for (var part : Parts.intact(folder, damaged)) {
      folder.expect(List.of(part.name()));
      Parts.read(
          folder, part.name(), TrialSummary.COLUMNS, row -> match(TrialSummary.of(row), present));
    }
  }

  /** If a trial was written twice because the first write seemed to fail, its last line counts. */
  private void commitJournal() throws IOException {
    var segments = Journal.segments(folder);
    var last = new HashMap<String, Long>();
    for (long segment : segments) {
      lastSegment = Math.max(lastSegment, segment);
      folder.closeLeftOpen(Journal.name(segment), notes);
      if (segments.size() > 1) {
        Journal.readWhole(folder, segment, trial -> last.put(trial.result().trialId(), segment));
      }
    }
    var commit = new Commit(folder, weights);
    for (long segment : segments) {
      var elsewhere = new HashSet<String>();
      last.forEach(
          (id, where) -> {
            if (where != segment) {
              elsewhere.add(id);
            }
          });
      commit.run(Journal.Sealed.unknown(segment, elsewhere));
    }
  }

  private void note(List<Part> parts) {
    for (var part : parts) {
      lastSegment = Math.max(lastSegment, part.last());
    }
  }

  /**
   * Removes weights from the unmatched ids if their trial exists; adds a trial whose weights are
   * missing.
   */
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

  /** The largest segment number in use. */
  long lastSegment() {
    return lastSegment;
  }

  /** The ids of all trials in the table whose weights, if kept, exist. */
  Set<String> trialIds() {
    return trialIds;
  }

  /** The ids of trials without their weights, and of weights without their trial. */
  Set<String> unmatched() {
    return unmatched;
  }

  /** Files that could not be read and were moved aside. */
  List<String> damaged() {
    return damaged;
  }
}
