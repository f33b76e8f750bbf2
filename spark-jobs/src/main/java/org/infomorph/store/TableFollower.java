package org.infomorph.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.schema.MessageType;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult;

/**
 * Follows a table that another thread or process may be filling: each call reads what is new. It
 * reads the end of the journal that it has not read yet, and parts with trials that it has not
 * seen; of a part that only merges others it reads the ids. It never writes. For one thread.
 */
public final class TableFollower {
  private static final MessageType IDS = TrialSchema.columns("trial_id", "started_at");

  private final Folder folder;

  /** When each trial that was told of began, in microseconds: one that ran again began later. */
  private final Map<String, Long> told = new HashMap<>();

  /** How many bytes of a segment of the journal were read. */
  private final Map<Long, Long> read = new HashMap<>();

  /** Parts that hold nothing new. A part never changes; its name says what is in it. */
  private final Set<String> known = new HashSet<>();

  /**
   * @param folder the table's folder, which may not exist yet
   */
  public TableFollower(Folder folder) {
    this.folder = folder;
  }

  /**
   * Reads what is new. A file that cannot be read at present, or that its writer removes meanwhile,
   * is left to the next call.
   *
   * @param trials receives each trial once, and once more if it ran again
   * @return whether there was any
   */
  public boolean follow(Consumer<TrialResult> trials) throws IOException {
    var any = new boolean[1];
    Consumer<TrialResult> fresh =
        trial -> {
          long began = ChronoUnit.MICROS.between(Instant.EPOCH, trial.startedAt());
          if (isFresh(trial.trialId(), began)) {
            told.put(trial.trialId(), began);
            any[0] = true;
            trials.accept(trial);
          }
        };
    try {
      // The journal first: a trial that moves meanwhile is then seen twice instead of never.
      for (long segment : Journal.segments(folder)) {
        journal(segment, fresh);
      }
      var parts = Parts.list(folder).stream().map(Parts.Part::name).toList();
      known.retainAll(parts);
      for (var part : parts) {
        part(part, fresh);
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      return any[0]; // merged, or not there yet: the next call sees what has become of it
    }
    return any[0];
  }

  private boolean isFresh(String trialId, long began) {
    var before = told.get(trialId);
    return before == null || before < began;
  }

  private void journal(long segment, Consumer<TrialResult> trials) throws IOException {
    if (!folder.keepsWhatIsAppended() && read.containsKey(segment)) {
      return; // a file that appears is complete
    }
    long from = read.getOrDefault(segment, 0L);
    try {
      read.put(segment, Journal.readFrom(folder, segment, from, trials::accept));
    } catch (EOFException | Journal.UnreadableException e) {
      return; // its writer is at work; the next call begins there again
    }
  }

  private void part(String part, Consumer<TrialResult> trials) throws IOException {
    if (known.contains(part)) {
      return;
    }
    var any = new boolean[1];
    Parts.read(
        folder,
        part,
        IDS,
        row -> any[0] |= isFresh(row.getString("trial_id", 0), row.getLong("started_at", 0)));
    if (any[0]) {
      Parts.read(folder, part, row -> trials.accept(TrialSchema.fromRow(row)));
    }
    known.add(part);
  }
}
