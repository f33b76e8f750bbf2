package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.infomorph.report.Report;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.tables.Tables;
import org.infomorph.tables.Views;

/** What is made of a sweep's trials: its tables and its report. */
final class SweepOutputs {
  private final Sweep sweep;
  private final SweepTrials trials;
  private final SweepFolder folder;
  private final Supplier<SparkSession> spark;
  private final PrintWriter out;

  /**
   * @param trials all trials of the sweep
   * @param spark started only if tables have to be made
   */
  SweepOutputs(
      Sweep sweep,
      SweepTrials trials,
      SweepFolder folder,
      Supplier<SparkSession> spark,
      PrintWriter out) {
    this.sweep = sweep;
    this.trials = trials;
    this.folder = folder;
    this.spark = spark;
    this.out = out;
  }

  /** Makes tables and report, unless they are of these trials already. */
  void makeWhatIsMissing() throws IOException {
    if (makeTables() || !Report.exists(folder.folder())) {
      makeReport();
    }
  }

  /** Makes the tables if they are not of these trials; says whether it did. */
  boolean makeTables() throws IOException {
    if (folder.tablesAreOf(sweep)) {
      return false;
    }
    out.println("making the tables");
    Tables.write(Views.create(spark.get(), folder.trials(), sweep, trials), folder.tables());
    folder.noteTablesAreOf(sweep);
    return true;
  }

  /** Says where the page is. */
  void printReport() {
    out.println("report: " + folder.folder().describe(Report.PAGE));
  }

  /** Makes the page of the tables as they are. */
  Report makeReport() throws IOException {
    var report = Report.of(folder.folder(), sweep, trials);
    report.writePage();
    return report;
  }
}
