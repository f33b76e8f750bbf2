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

/**
 * The tables on disk: one parquet file each. A reader sees either the complete new file or the old
 * one.
 */
public final class Tables {
  /** The names of the tables, which are also the names of their .sql files and folders. */
  public static final List<String> NAMES =
      List.of(
          "points",
          "curves",
          "profiles",
          "phases",
          "boundaries",
          "epochs",
          "atoms",
          "neurons",
          "measures");

  /** Queries whose rows other queries select from; each selects from earlier ones. */
  private static final List<String> SHARED = List.of("summaries", "labels", "boundaries");

  /** Queries that select only from the trials. */
  private static final List<String> FLAT = List.of("epochs", "atoms", "neurons", "measures");

  /** Number of steps: the tables and the queries that they are made from. */
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
   * @param folder the parent folder; each table has its own folder
   */
  public static void write(Views views, Folder folder) throws IOException {
    write(views, folder, step -> {});
  }

  /**
   * Writes all tables, and reports each step.
   *
   * @param made called after each of the {@link #STEPS} steps, from several threads
   */
  public static void write(Views views, Folder folder, Consumer<String> made) throws IOException {
    folder.deleteFolder(STAGING);
    new Tables(views, folder, made).write();
    folder.deleteFolder(STAGING);
  }

  /**
   * Runs two queries at a time, because planning a query takes much of the time and uses one core.
   */
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
      second.end(); // otherwise it would write into a folder that the next attempt deletes
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
        .mode(SaveMode.Append) // the folder is new; a check would take requests
        .option("compression", "zstd")
        .parquet(folder.folder(STAGING).folder(name).sparkPath());
    made.accept(name);
    return table.schema();
  }
}
