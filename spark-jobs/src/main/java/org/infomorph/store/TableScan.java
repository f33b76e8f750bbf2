package org.infomorph.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Consumer;
import org.infomorph.trial.TrialResult;

/** Reads a table beside its writer, who may move trials to other files meanwhile. */
final class TableScan {
  private static final int ATTEMPTS = 20;

  private final Folder folder;

  TableScan(Folder folder) {
    this.folder = folder;
  }

  /** Tells of every trial, once, in short. */
  void run(Consumer<TrialSummary> trials) throws IOException {
    attempt(this::read).values().forEach(trials);
  }

  /**
   * Tells of every trial, once, with all its columns; holds one at a time, and the ids of those
   * that were.
   */
  void whole(Consumer<TrialResult> trials) throws IOException {
    var told = new HashSet<String>();
    attempt(
        () -> {
          readWhole(
              trial -> {
                if (told.add(trial.trialId())) {
                  trials.accept(trial);
                }
              });
          return told;
        });
  }

  /** Reads again if a file was gone that had just been listed. */
  static <T> T attempt(Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.read();
      } catch (NoSuchFileException | FileNotFoundException e) { // merged away just now
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  interface Reading<T> {
    T read() throws IOException;
  }

  private void readWhole(Consumer<TrialResult> trials) throws IOException {
    for (long segment : Journal.segments(folder)) {
      Journal.read(folder, segment).forEach(trials);
    }
    for (var part : Parts.list(folder)) {
      Parts.read(folder, part.name(), row -> trials.accept(TrialSchema.fromRow(row)));
    }
  }

  /** Journal first: what moves from there to a part meanwhile is then seen twice, not never. */
  private Map<String, TrialSummary> read() throws IOException {
    var found = new HashMap<String, TrialSummary>();
    for (long segment : Journal.segments(folder)) {
      for (var result : Journal.read(folder, segment)) {
        found.putIfAbsent(result.trialId(), TrialSummary.of(result));
      }
    }
    for (var part : Parts.list(folder)) {
      Parts.read(
          folder,
          part.name(),
          TrialSummary.COLUMNS,
          row -> {
            var trial = TrialSummary.of(row);
            found.putIfAbsent(trial.trialId(), trial);
          });
    }
    return found;
  }
}
