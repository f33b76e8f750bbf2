package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.Consent;
import org.infomorph.run.SweepFolder;
import org.infomorph.run.SweepJob;
import org.infomorph.run.SweepOutputs;
import org.infomorph.sweep.Rounds;

/** A run of a sweep that a person follows: prints its progress and its outcome. */
final class ConsoleRun {
  private final SweepFolder folder;
  private final SweepJob job;
  private final Console console;
  private final Supplier<SparkSession> spark;

  /** Takes the parameters of {@link SweepJob}; prints to {@code out}. */
  ConsoleRun(
      Rounds rounds,
      SweepFolder folder,
      TrialRunner runner,
      Supplier<SparkSession> spark,
      PrintWriter out,
      Consent consent,
      int pack) {
    this.folder = folder;
    this.spark = spark;
    console = new Console(out);
    job = new SweepJob(rounds, folder, runner, spark, console, consent, pack);
  }

  /**
   * Runs the sweep.
   *
   * @return the exit code
   */
  int run() throws IOException {
    var tally = job.run();
    new BestPoints(job.asked(), folder).print(console.out());
    var outputs = new SweepOutputs(job.asked(), folder, spark, console);
    console.note("report: " + outputs.page());
    return tally.failed() > 0 ? Main.SOME_FAILED : Main.DONE;
  }
}
