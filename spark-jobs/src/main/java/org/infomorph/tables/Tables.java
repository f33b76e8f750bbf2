package org.infomorph.tables;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;
import org.infomorph.store.Folder;
import org.infomorph.store.TableFolder;

/** The tables on disk: one parquet file each, which a reader sees whole or as it was before. */
public final class Tables {
  /** The tables, as their .sql files and their folders are called. */
  public static final List<String> NAMES =
      List.of("points", "curves", "profiles", "phases", "boundaries", "epochs", "atoms", "neurons");

  /** Queries from whose rows others select, each from those before it. */
  private static final List<String> SHARED = List.of("summaries", "labels", "boundaries");

  private static final String STAGING = "_staging";

  private final Views views;
  private final Folder folder;

  private Tables(Views views, Folder folder) {
    this.views = views;
    this.folder = folder;
  }

  /**
   * Writes all tables.
   *
   * @param folder where they go, a folder each
   */
  public static void write(Views views, Folder folder) throws IOException {
    folder.deleteFolder(STAGING);
    new Tables(views, folder).write();
    folder.deleteFolder(STAGING);
  }

  private void write() throws IOException {
    for (var name : SHARED) {
      var schema = stage(name);
      views.replace(name, schema, folder.folder(STAGING).folder(name));
    }
    for (var name : NAMES) {
      if (!SHARED.contains(name)) {
        stage(name);
      }
    }
    for (var name : NAMES) {
      TableFolder.replace(folder, STAGING + "/" + name, name);
    }
  }

  private StructType stage(String name) {
    var table = views.table(name);
    table
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .option("compression", "zstd")
        .parquet(folder.folder(STAGING).folder(name).uri().toString());
    return table.schema();
  }
}
