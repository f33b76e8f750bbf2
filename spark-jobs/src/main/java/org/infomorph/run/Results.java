package org.infomorph.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.infomorph.form.SpecException;
import org.infomorph.report.Report;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Sweep;
import org.infomorph.tables.Tables;
import org.infomorph.tables.Views;

/**
 * What a sweep has given: its tables, as data frames of the caller's session. The page {@code
 * docs/tables.md} has their columns. They are read from files when they are used, so that a run
 * that goes on later shows in data frames that are asked for anew.
 */
public final class Results {
  private final SparkSession spark;
  private final SweepFolder folder;
  private final Asked asked;

  Results(SparkSession spark, SweepFolder folder, Asked asked) {
    this.spark = spark;
    this.folder = folder;
    this.asked = asked;
  }

  /** The sweep, as its folder keeps it. */
  public Sweep sweep() {
    return asked.sweep();
  }

  /** Where the results are. */
  public String folder() {
    return folder.folder().describe("");
  }

  /** Where the page is that shows them. */
  public String report() {
    return folder.folder().describe(Report.PAGE);
  }

  /** A row for each trial of the sweep that has ended, in no order. */
  public Dataset<Row> trials() {
    return Views.trials(spark, folder.trials(), asked);
  }

  /** A row for each point: its axes, its scores over the seeds, its atoms. */
  public Dataset<Row> points() {
    return table("points");
  }

  /** Learning curves: a row for each point, epoch and score. */
  public Dataset<Row> curves() {
    return table("curves");
  }

  /** Atoms while learning: a row for each point, epoch, layer and atom. */
  public Dataset<Row> profiles() {
    return table("profiles");
  }

  /** Which atom a layer tells most of: a row for each point and layer. */
  public Dataset<Row> phases() {
    return table("phases");
  }

  /** Where phases change: a row for each two neighbouring points and layer. */
  public Dataset<Row> boundaries() {
    return table("boundaries");
  }

  /** Scores of single trials while learning. */
  public Dataset<Row> epochs() {
    return table("epochs");
  }

  /** Atoms of single trials while learning. */
  public Dataset<Row> atoms() {
    return table("atoms");
  }

  /** Atoms of single neurons at the end. */
  public Dataset<Row> neurons() {
    return table("neurons");
  }

  /**
   * A table by its name.
   *
   * @param name one of {@link Tables#NAMES}
   * @throws SpecException if there is no such table, or it was never made
   */
  public Dataset<Row> table(String name) {
    if (!Tables.NAMES.contains(name)) {
      throw new SpecException(
          "there is no table " + name + "; allowed are " + String.join(", ", Tables.NAMES));
    }
    var table = folder.tables().folder(name);
    try {
      if (!folder.tables().exists(name)) {
        throw new SpecException(
            table.describe("") + ": is not there; the sweep makes it when it has run");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reader().parquet(table.sparkPath());
  }

  /** The folder's name is no pattern, whatever characters it has. */
  private DataFrameReader reader() {
    return spark.read().option(DataSource.GLOB_PATHS_KEY(), "false");
  }
}
