package org.infomorph.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;

/** A table of one parquet file that is replaced as a whole, in one step. */
public final class TableFolder {
  private static final String FILE = "part-0.parquet";

  private TableFolder() {}

  /** The file of a table. */
  public static Path file(Path table) {
    return table.resolve(FILE);
  }

  /**
   * Reads a table without a Spark session.
   *
   * @param rows told of every row, in order
   */
  public static void read(Path table, Consumer<Group> rows) throws IOException {
    Parts.read(new LocalFolder(table), FILE, rows::accept);
  }

  /**
   * Puts the one parquet file that Spark wrote into a staging folder where readers look; they see
   * the table as it was or as it is now. The staging folder is gone after that.
   *
   * @param staged where Spark wrote
   * @param table the table's folder
   */
  public static void replace(Path staged, Path table) throws IOException {
    String part;
    try (var files = Files.list(staged)) {
      part =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("part-") && name.endsWith(".parquet"))
              .reduce(
                  (a, b) -> {
                    throw new IllegalArgumentException(staged + " has more than one part");
                  })
              .orElseThrow(() -> new IOException(staged + " has no part"));
    }
    Files.createDirectories(table);
    new LocalFolder(staged.getParent())
        .publish(
            staged.getFileName() + "/" + part,
            staged.getParent().relativize(file(table)).toString());
    delete(staged);
  }

  /** Removes a folder and what is in it; nothing happens if there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
