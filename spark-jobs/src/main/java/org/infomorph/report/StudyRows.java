package org.infomorph.report;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;

/** The tables of a study: in its folder, or in memory while the study runs. */
public interface StudyRows {
  /** Whether there is a table of this name. */
  boolean has(String table) throws IOException;

  /**
   * Reads a table that is there.
   *
   * @param rows receives every row, in order
   */
  void read(String table, Consumer<Group> rows) throws IOException;

  /** The tables in a folder. */
  static StudyRows in(Folder tables) {
    return new StudyRows() {
      @Override
      public boolean has(String table) throws IOException {
        return TableFolder.exists(tables, table);
      }

      @Override
      public void read(String table, Consumer<Group> rows) throws IOException {
        TableFolder.read(tables.folder(table), rows);
      }
    };
  }
}
