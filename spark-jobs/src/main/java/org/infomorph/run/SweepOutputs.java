package org.infomorph.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.FolderLock;
import org.infomorph.files.FolderLostException;
import org.infomorph.form.SpecException;
import org.infomorph.report.Report;
import org.infomorph.sweep.Asked;
import org.infomorph.tables.Tables;
import org.infomorph.tables.Views;

/** What is made of a sweep's trials: its tables and its report. */
public final class SweepOutputs {
  private static final int MOST_ATTEMPTS = 5;
  private static final long WAIT_MILLIS = 500;
  private static final long MOST_WAIT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Asked asked;
  private final SweepFolder folder;
  private final Supplier<SparkSession> spark;
  private final RunListener listener;

  /**
   * @param asked what the sweep has asked for
   * @param spark asked only if tables have to be made
   * @param listener told of what happens
   */
  public SweepOutputs(
      Asked asked, SweepFolder folder, Supplier<SparkSession> spark, RunListener listener) {
    this.asked = asked;
    this.folder = folder;
    this.spark = spark;
    this.listener = listener;
  }

  /** Makes tables and report, unless they are of these trials already. */
  public void makeWhatIsMissing() throws IOException {
    if (makeTables() || !Report.exists(folder.folder())) {
      makeReport();
    }
  }

  /** Makes the tables if they are not of these trials; says whether it did. */
  public boolean makeTables() throws IOException {
    if (folder.tablesAreOf(folder.state(asked))) {
      return false;
    }
    listener.note("making the tables");
    try (var alone = lock()) {
      var mine = folder.guardedBy(alone);
      for (int attempt = 1; ; attempt++) {
        var state = folder.state(asked);
        try {
          var steps = new TableSteps();
          listener.during(steps::line, () -> write(mine, steps));
          mine.noteTablesAreOf(state);
          return true;
        } catch (FolderLostException e) {
          throw e;
        } catch (Exception e) { // Scala code throws checked ones that it does not declare
          if (attempt == MOST_ATTEMPTS || folder.state(asked).equals(state)) {
            throw e;
          } // while the sweep runs its files are merged: those that were listed may be gone
        }
      }
    }
  }

  private void write(SweepFolder mine, TableSteps steps) throws IOException {
    var views = Views.create(spark.get(), folder.trials(), asked);
    Tables.write(views, mine.tables(), steps::made);
    StudyTables.write(mine, asked);
    steps.end();
  }

  /** A report of a running sweep, and the sweep itself, must not make tables at the same time. */
  private FolderLock lock() throws IOException {
    for (long waited = 0; ; waited += WAIT_MILLIS) {
      try {
        return folder.tables().lock("_lock");
      } catch (SpecException e) {
        if (waited >= MOST_WAIT_MILLIS) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another process made the tables");
    }
  }

  /** Where the page is, for people. */
  public String page() {
    return folder.folder().describe(Report.PAGE);
  }

  /** Makes the page of the tables as they are. */
  public Report makeReport() throws IOException {
    var report = Report.of(folder.folder(), asked, StudyLook.at(folder, asked));
    report.writePage();
    return report;
  }
}
