package org.infomorph.tables;

import java.io.IOException;
import org.apache.spark.sql.SaveMode;
import org.infomorph.store.Folder;
import org.infomorph.store.TableFolder;

/** The tables on disk: one parquet file each, which a reader sees whole or as it was before. */
public final class Tables {
  private static final String STAGING = "_staging";

  private Tables() {}

  /**
   * Writes all tables.
   *
   * @param folder where they go, a folder each
   */
  public static void write(Views views, Folder folder) throws IOException {
    folder.deleteFolder(STAGING);
    for (var name : Views.TABLES) {
      views
          .table(name)
          .coalesce(1)
          .write()
          .mode(SaveMode.Overwrite)
          .option("compression", "zstd")
          .parquet(folder.folder(STAGING).folder(name).uri().toString());
      TableFolder.replace(folder, STAGING + "/" + name, name);
    }
    folder.deleteFolder(STAGING);
  }
}
