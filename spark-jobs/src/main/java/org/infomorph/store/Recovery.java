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

/** Finishes or forgets what a killed writer left in a table of trials, and finds what is there. */
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
   * @param folder of the trials, locked
   * @param kept where networks are kept, if that is known, guarded by the same lock
   * @param notes told, in one line each, what is waited for
   */
  Recovery(GuardedFolder folder, Optional<TrialTable.Weights> kept, Consumer<String> notes) {
    this.folder = folder;
    this.kept = kept;
    this.notes = notes;
    weights = kept.map(place -> new WeightsTable((GuardedFolder) place.folder(), folder));
  }

  /**
   * @param present told of every trial that is there
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

  /** A trial that was written twice, as the first time seemed to fail, stays where it is last. */
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
