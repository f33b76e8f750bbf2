package org.infomorph.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.infomorph.store.Parts.Part;

/**
 * Merges small parts into few. The merged file is complete in the staging folder before a note of
 * intent names it and the parts it replaces; then these are deleted and it is published. A crash
 * before the note undoes all, one after it is redone, and at no moment does a reader see a trial
 * twice. For the few milliseconds between deletion and publishing it may not see it.
 */
final class Compaction {
  /** A part with this many trials is not merged any more. */
  static final int FULL_ROWS = 10_000;

  /** Nor is one with this many bytes. */
  static final long FULL_BYTES = 128L << 20;

  static final String INTENT = "_compaction.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Folder folder;
  private final Map<String, Size> sizes = new HashMap<>();

  private record Size(long rows, long bytes) {}

  Compaction(Folder folder) {
    this.folder = folder;
  }

  /** Finishes or forgets what a killed writer had begun; leaves no staged file. */
  void recover() throws IOException {
    if (folder.exists(INTENT)) {
      carryOut(JSON.readTree(folder.read(INTENT)));
    }
    for (var leftover : folder.list(Parts.STAGING)) {
      folder.delete(Parts.staged(leftover));
    }
  }

  /** The number of parts that could be merged. */
  int smallParts() throws IOException {
    return groups().stream().mapToInt(List::size).sum();
  }

  /** Merges all that is small. */
  void run() throws IOException {
    for (var group : groups()) {
      merge(group);
    }
  }

  /** Parts that belong into one file: each of two or more. */
  private List<List<Part>> groups() throws IOException {
    // A part whose journal segment still exists would come back from it if it were merged away.
    var journalled = new HashSet<>(Journal.segments(folder));
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

  /** Parts never change, so that each is opened for this only once. */
  private Size size(String part) throws IOException {
    var known = sizes.get(part);
    if (known == null) {
      known = new Size(Parts.rows(folder, part), folder.size(part));
      sizes.put(part, known);
    }
    return known;
  }

  private void merge(List<Part> parts) throws IOException {
    long last = parts.stream().mapToLong(Part::last).max().orElseThrow();
    var output = Parts.name(parts.get(0).first(), last);
    try (var writer = Parts.writer(folder, Parts.staged(output))) {
      for (var part : parts) {
        Parts.read(folder, part.name(), TrialSchema.schema(), writer::write);
      }
    }
    var intent = JSON.createObjectNode().put("output", output);
    var inputs = intent.putArray("inputs");
    parts.forEach(part -> inputs.add(part.name()));
    folder.delete(Parts.staged(INTENT));
    try (var note = folder.create(Parts.staged(INTENT))) {
      note.append(intent.toString());
    }
    folder.publish(Parts.staged(INTENT), INTENT);
    carryOut(intent);
  }

  private void carryOut(JsonNode intent) throws IOException {
    var output = intent.get("output").textValue();
    if (folder.exists(Parts.staged(output))) { // else all is done but for the note
      for (var input : intent.get("inputs")) {
        folder.delete(input.textValue());
      }
      folder.publish(Parts.staged(output), output);
    }
    folder.delete(INTENT);
  }
}
