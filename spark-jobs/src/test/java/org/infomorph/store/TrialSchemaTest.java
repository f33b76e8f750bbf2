package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.infomorph.files.LocalFolder;
import org.infomorph.result.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialSchemaTest {
  private static final String FILE = "results.parquet";

  @TempDir Path folder;

  /** Version 0.4 wrote no place; a file of it is read, and merged with files of today. */
  @Test
  void rowsOfAnOlderVersionHaveNoPlace() throws IOException {
    var result = Results.result(4);
    var fields = new ArrayList<>(TrialSchema.schema().getFields());
    var older =
        new MessageType(
            "trial",
            fields.stream()
                .filter(
                    field -> !List.of("point", "axes", "epochs_trained").contains(field.getName()))
                .toList());
    var local = new LocalFolder(folder);
    try (var writer = Parts.writer(local.output("older.parquet"), older)) {
      var row = new SimpleGroup(older);
      var today = TrialSchema.toRow(result);
      for (var field : older.getFields()) {
        int from = TrialSchema.schema().getFieldIndex(field.getName());
        var name = field.getName();
        if (!field.isPrimitive()) {
          row.add(name, today.getGroup(from, 0));
        } else if (name.equals("seed") || name.equals("started_at")) {
          row.add(name, today.getLong(from, 0));
        } else if (name.equals("seconds")) {
          row.add(name, today.getDouble(from, 0));
        } else {
          row.add(name, today.getString(from, 0));
        }
      }
      writer.write(row);
    }

    var merged = new ArrayList<TrialResult>();
    try (var writer = Parts.writer(local, FILE)) {
      Parts.TRIALS.read(local, "older.parquet", writer::write);
    }
    Parts.read(local, FILE, row -> merged.add(TrialSchema.fromRow(row)));

    assertEquals(Optional.empty(), merged.get(0).place());
    assertEquals(ContentHash.contents(result), ContentHash.contents(merged.get(0)));
  }

  @Test
  void resultsComeBackFromParquetExactly() throws IOException {
    var results = List.of(Results.result(0), Results.result(4), Results.result(7));
    var local = new LocalFolder(folder);
    try (var writer = Parts.writer(local, FILE)) {
      for (var result : results) {
        writer.write(TrialSchema.toRow(result));
      }
    }

    var read = new ArrayList<TrialResult>();
    Parts.read(local, FILE, TrialSchema.schema(), row -> read.add(TrialSchema.fromRow(row)));

    assertEquals(results, read);
  }
}
