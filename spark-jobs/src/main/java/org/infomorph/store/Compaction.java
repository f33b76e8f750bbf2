package org.infomorph.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.parquet.hadoop.ParquetWriter;
import org.infomorph.files.Folder;
import org.infomorph.store.Parts.Part;

/**
 * Merges small parts into larger ones, and removes rows from parts. The new file is first completed
 * in the staging folder. Then a note of intent names the new file and the parts that it replaces.
 * Then these parts are deleted, and the new file is published. After a crash before the note, the
 * next writer undoes the work; after a crash later on, the next writer repeats it. A reader never
 * sees a trial twice. In the few milliseconds between deletion and publication, a reader may miss a
 * trial.
 */
final class Compaction<T> {
  /** A part with this many trials is no longer merged. */
  static final int FULL_ROWS = 10_000;

  /** A part with this many bytes is no longer merged. */
  static final long FULL_BYTES = 128L << 20;

  static final String INTENT = "_compaction.json";
  private static final String STAGED = "staged";
  private static final String OUTPUT = "output";
  private static final String INPUTS = "inputs";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Folder folder;
  private final RowFormat<T> format;
  private final Folder journal;
  private final Map<String, Size> sizes = new HashMap<>();

  private record Size(long rows, long bytes) {}

  /**
   * @param folder the table's folder
   * @param format the format of its rows
   * @param journal the folder of the journal that its rows come from
   */
  Compaction(Folder folder, RowFormat<T> format, Folder journal) {
    this.folder = folder;
    this.format = format;
    this.journal = journal;
  }

  /** Finishes or undoes the work of a killed writer, and leaves no staged file. */
  void recover() throws IOException {
    if (folder.exists(INTENT)) {
      carryOut(JSON.readTree(folder.read(INTENT)));
    }
    for (var leftover : folder.list(Folder.STAGING)) {
      folder.delete(Folder.STAGING + "/" + leftover);
    }
  }

  /** The number of parts that could be merged. */
  int smallParts() throws IOException {
    return groups().stream().mapToInt(List::size).sum();
  }

  /** The number of rows of all parts. */
  long rows() throws IOException {
    long rows = 0;
    for (var part : Parts.list(folder)) {
      rows += size(part.name()).rows();
    }
    return rows;
  }

  /** Merges all small parts. */
  void run() throws IOException {
    for (var group : groups()) {
      merge(group);
    }
  }

  /** Groups of two or more parts; each group becomes one file. */
  private List<List<Part>> groups() throws IOException {
    // Skips a part whose journal segment still exists: the segment would restore the part after a
    // merge.
    var journalled = new HashSet<>(Journal.segments(journal));
    var groups = new ArrayList<List<Part>>();
    var group = new ArrayList<Part>();
    long rows = 0;
    long bytes = 0;
    for (var part : Parts.list(folder)) {
      var size = size(part.name());
      if (size.rows() >= FULL_ROWS
          || size.bytes() >= FULL_BYTES
          || journalled.contains(part.first())) {
        continue;
      }
      group.add(part);
      rows += size.rows();
      bytes += size.bytes();
      if (rows >= FULL_ROWS || bytes >= FULL_BYTES) {
        groups.add(List.copyOf(group));
        group.clear();
        rows = 0;
        bytes = 0;
      }
    }
    groups.add(group);
    groups.removeIf(parts -> parts.size() < 2);
    return groups;
  }

  /** Parts never change, so the size of each part is read only once. */
  private Size size(String part) throws IOException {
    var known = sizes.get(part);
    if (known == null) {
      known = new Size(Parts.rows(folder, part), folder.size(part));
      sizes.put(part, known);
    }
    return known;
  }

  /** Removes the rows of trials from all parts. */
  void remove(Predicate<String> trialIds) throws IOException {
    for (var part : Parts.list(folder)) {
      var found = new AtomicBoolean();
      Parts.read(
          folder,
          part.name(),
          TrialSummary.ID,
          row -> found.compareAndSet(false, trialIds.test(row.getString("trial_id", 0))));
      if (found.get()) {
        replace(List.of(part), trialIds);
      }
    }
  }

  private void merge(List<Part> parts) throws IOException {
    replace(parts, trialId -> false);
  }

  private void replace(List<Part> parts, Predicate<String> unwanted) throws IOException {
    long first = parts.get(0).first();
    long last = parts.stream().mapToLong(Part::last).max().orElseThrow();
    var staged = Parts.staged(first, last);
    folder.delete(staged);
    long rows = 0;
    try (var writer = format.writer(folder.output(staged))) {
      for (var part : parts) {
        rows += copy(part, unwanted, writer);
      }
    }
    var intent = JSON.createObjectNode();
    if (rows > 0) { // otherwise no file replaces the removed part
      intent.put(STAGED, staged).put(OUTPUT, Parts.sealed(folder, staged, first, last).name());
    } else {
      folder.delete(staged);
    }
    var inputs = intent.putArray(INPUTS);
    parts.forEach(part -> inputs.add(part.name()));
    write(intent);
    carryOut(intent);
  }

  /** Returns the number of copied rows. */
  private long copy(Part part, Predicate<String> unwanted, ParquetWriter<T> writer)
      throws IOException {
    var rows = new AtomicLong();
    format.read(
        folder,
        part.name(),
        row -> {
          if (!unwanted.test(format.trialId(row))) {
            writer.write(row);
            rows.incrementAndGet();
          }
        });
    return rows.get();
  }

  private void write(JsonNode intent) throws IOException {
    var staged = Folder.STAGING + "/" + INTENT;
    folder.delete(staged);
    try (var note = folder.create(staged)) {
      note.append(intent.toString());
    }
    folder.publish(staged, INTENT);
  }

  /** May be repeated from the beginning after a crash at any point. */
  private void carryOut(JsonNode intent) throws IOException {
    var output = intent.path(OUTPUT).asText();
    for (var input : intent.get(INPUTS)) {
      if (!input.textValue().equals(output)) {
        folder.delete(input.textValue());
      }
    }
    if (intent.has(STAGED) && folder.exists(intent.get(STAGED).textValue())) {
      folder.publish(intent.get(STAGED).textValue(), output);
    }
    folder.delete(INTENT);
  }
}
