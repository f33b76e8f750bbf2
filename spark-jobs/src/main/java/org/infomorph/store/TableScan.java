package org.infomorph.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a table beside its writer, who may move trials to other files meanwhile. */
final class TableScan {
  private static final int ATTEMPTS = 20;

  private final Folder folder;

  TableScan(Folder folder) {
    this.folder = folder;
  }

  void run(Consumer<TrialSummary> trials) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        read().values().forEach(trials);
        return;
      } catch (NoSuchFileException | FileNotFoundException e) { // merged away just now
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
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
