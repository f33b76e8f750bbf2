package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.files.LocalFolder;
import org.infomorph.result.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialSchemaTest {
  private static final String FILE = "results.parquet";

  @TempDir Path folder;

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
