package org.infomorph.store;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;

/** A table of one parquet file that is replaced as a whole, in one step. */
public final class TableFolder {
  private static final String FILE = "part-0.parquet";

  private TableFolder() {}

  /**
   * Reads a table without a Spark session.
   *
   * @param rows told of every row, in order
   */
  public static void read(Folder table, Consumer<Group> rows) throws IOException {
    Parts.read(table, FILE, rows::accept);
  }

  /**
   * Puts the one parquet file that Spark wrote into a staging folder where readers look; they see
   * the table as it was or as it is now. The staging folder is gone after that.
   *
   * @param tables the folder that holds both
   * @param staged where Spark wrote
   * @param table the table's folder
   */
  public static void replace(Folder tables, String staged, String table) throws IOException {
    var parts =
        tables.list(staged).stream()
            .filter(name -> name.startsWith("part-") && name.endsWith(".parquet"))
            .toList();
    if (parts.size() != 1) {
      throw new IOException(
          tables.describe(staged) + " has " + parts.size() + " parts where Spark wrote one");
    }
    tables.publish(staged + "/" + parts.get(0), table + "/" + FILE);
    tables.deleteFolder(staged);
  }
}
