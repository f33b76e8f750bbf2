package org.infomorph.tables;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;

/** The tables on disk: one parquet file each, which a reader sees whole or as it was before. */
public final class Tables {
  /** The tables, as their .sql files and their folders are called. */
  public static final List<String> NAMES =
      List.of("points", "curves", "profiles", "phases", "boundaries", "epochs", "atoms", "neurons");

  /** Queries from whose rows others select, each from those before it. */
  private static final List<String> SHARED = List.of("summaries", "labels", "boundaries");

  /** Those that select from the trials alone. */
  private static final List<String> FLAT = List.of("epochs", "atoms", "neurons");

  /** Tables, and what others are made of. */
  public static final int STEPS =
      (int) Stream.concat(NAMES.stream(), SHARED.stream()).distinct().count();

  private static final String STAGING = "_staging";

  private final Views views;
  private final Folder folder;
  private final Consumer<String> made;

  private Tables(Views views, Folder folder, Consumer<String> made) {
    this.views = views;
    this.folder = folder;
    this.made = made;
  }

  /**
   * Writes all tables.
   *
   * @param folder where they go, a folder each
   */
  public static void write(Views views, Folder folder) throws IOException {
    write(views, folder, step -> {});
  }

  /**
   * As the other one.
   *
   * @param made told of each of the {@link #STEPS} steps when it has ended, from several threads
   */
  public static void write(Views views, Folder folder, Consumer<String> made) throws IOException {
    folder.deleteFolder(STAGING);
    new Tables(views, folder, made).write();
    folder.deleteFolder(STAGING);
  }

  /** Much of the time goes into planning, on one core: two queries at a time. */
  private void write() throws IOException {
    var second = new SecondThread();
    try {
      var flat = second.submit(() -> stage(FLAT));
      for (var name : SHARED) {
        var schema = stage(name);
        views.replace(name, schema, folder.folder(STAGING).folder(name));
      }
      var curves = second.submit(() -> stage(List.of("curves", "profiles")));
      stage(List.of("points", "phases"));
      await(flat);
      await(curves);
    } finally {
      second.end(); // or it would write into what the next attempt deletes
    }
    for (var name : NAMES) {
      TableFolder.replace(folder, STAGING + "/" + name, name);
    }
  }

  private static void await(Future<?> staged) throws IOException {
    try {
      staged.get();
    } catch (ExecutionException e) {
      throw new IOException("a table could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while making the tables");
    }
  }

  private void stage(List<String> names) {
    names.forEach(this::stage);
  }

  private StructType stage(String name) {
    var table = views.table(name);
    table
        .coalesce(1)
        .write()
        .mode(SaveMode.Append) // the folder is new; to make sure would take requests
        .option("compression", "zstd")
        .parquet(folder.folder(STAGING).folder(name).sparkPath());
    made.accept(name);
    return table.schema();
  }
}
