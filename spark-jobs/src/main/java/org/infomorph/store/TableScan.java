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

/** Reads a table while its writer may be moving trials to other files. */
final class TableScan {
  private static final int ATTEMPTS = 20;

  private final Folder folder;
  private final Optional<Consumer<String>> notes;
  private final Set<String> noted = new HashSet<>();

  /** A scan that fails if a file cannot be read. */
  TableScan(Folder folder) {
    this(folder, Optional.empty());
  }

  /**
   * A scan that leaves out unreadable files.
   *
   * @param notes receives one line for each of them
   */
  TableScan(Folder folder, Consumer<String> notes) {
    this(folder, Optional.of(notes));
  }

  private TableScan(Folder folder, Optional<Consumer<String>> notes) {
    this.folder = folder;
    this.notes = notes;
  }

  /** Reports every trial once, in short form; keeps the ids of reported trials in memory. */
  void run(Consumer<TrialSummary> trials) throws IOException {
    once(told -> readShort(told, trials));
  }

  /** Reports every trial once, with all its columns. */
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

  /** Reads the journal, and reports only files that cannot be read. */
  void journal() throws IOException {
    attempt(
        () -> {
          readJournal(trial -> {});
          return noted;
        });
  }

  /** Reads again if a file has disappeared since it was listed. */
  static <T> T attempt(Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.read();
      } catch (NoSuchFileException | FileNotFoundException e) { // merged in the meantime
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

  /**
   * Reads the journal first: a trial that moves from the journal to a part in the meantime is then
   * seen twice instead of never.
   */
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
