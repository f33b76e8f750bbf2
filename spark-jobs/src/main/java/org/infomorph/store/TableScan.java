package org.infomorph.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult;

/** Reads a table beside its writer, who may move trials to other files meanwhile. */
final class TableScan {
  private static final int ATTEMPTS = 20;

  private final Folder folder;
  private final Optional<Consumer<String>> notes;
  private final Set<String> noted = new HashSet<>();

  /** Fails if not all can be read. */
  TableScan(Folder folder) {
    this(folder, Optional.empty());
  }

  /**
   * Leaves out what cannot be read.
   *
   * @param notes told of it, in one line each
   */
  TableScan(Folder folder, Consumer<String> notes) {
    this(folder, Optional.of(notes));
  }

  private TableScan(Folder folder, Optional<Consumer<String>> notes) {
    this.folder = folder;
    this.notes = notes;
  }

  /** Tells of every trial, once, in short; holds the ids of those that it has told of. */
  void run(Consumer<TrialSummary> trials) throws IOException {
    once(told -> readShort(told, trials));
  }

  /** Tells of every trial, once, with all its columns. */
  void whole(Consumer<TrialResult> trials) throws IOException {
    once(told -> readWhole(trial -> tell(told, trial.trialId(), trial, trials)));
  }

  private static <T> void tell(Set<String> told, String id, T trial, Consumer<T> trials) {
    if (told.add(id)) {
      trials.accept(trial);
    }
  }

  private interface Pass {
    void run(Set<String> told) throws IOException;
  }

  private static void once(Pass pass) throws IOException {
    var told = new HashSet<String>();
    attempt(
        () -> {
          pass.run(told);
          return told;
        });
  }

  /** Reads what is in no parquet file, and tells only of what cannot be read. */
  void journal() throws IOException {
    attempt(
        () -> {
          readJournal(trial -> {});
          return noted;
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
    readJournal(trials);
    for (var part : Parts.list(folder)) {
      Parts.read(folder, part.name(), row -> trials.accept(TrialSchema.fromRow(row)));
    }
  }

  private void readJournal(Consumer<TrialResult> trials) throws IOException {
    for (long segment : Journal.segments(folder)) {
      try {
        Journal.read(folder, segment, trials::accept);
      } catch (Journal.UnreadableException e) {
        if (notes.isEmpty()) {
          throw e;
        }
        if (noted.add(e.getMessage())) {
          notes.get().accept(e.getMessage() + "; its trials are left out");
        }
      }
    }
  }

  /** Journal first: what moves from there to a part meanwhile is then seen twice, not never. */
  private void readShort(Set<String> told, Consumer<TrialSummary> trials) throws IOException {
    readJournal(result -> tell(told, result.trialId(), TrialSummary.of(result), trials));
    for (var part : Parts.list(folder)) {
      Parts.read(
          folder,
          part.name(),
          TrialSummary.COLUMNS,
          row -> {
            var trial = TrialSummary.of(row);
            tell(told, trial.trialId(), trial, trials);
          });
    }
  }
}
