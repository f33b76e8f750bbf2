package org.infomorph.tables;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SaveMode;
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
  public static void write(Views views, Path folder) throws IOException {
    TableFolder.delete(folder.resolve(STAGING));
    for (var name : Views.TABLES) {
      var staged = folder.resolve(STAGING).resolve(name);
      views
          .table(name)
          .coalesce(1)
          .write()
          .mode(SaveMode.Overwrite)
          .option("compression", "zstd")
          .parquet(staged.toUri().toString());
      TableFolder.replace(staged, folder.resolve(name));
    }
    TableFolder.delete(folder.resolve(STAGING));
  }
}
