package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.infomorph.math.Blas;
import org.infomorph.store.Folder;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.SpecException;

/** The verb {@code run} with {@link DrillTrials}: {@code SWEEP.yaml FOLDER BEGUN PACK}. */
public final class DrillMain {
  private DrillMain() {}

  /** Runs the sweep, and ends the JVM with the exit code that {@code run} would give. */
  public static void main(String[] args) {
    LogFile.configure();
    int code;
    try {
      code = run(Path.of(args[0]), args[1], args[2], Integer.parseInt(args[3]));
    } catch (SpecException e) {
      System.err.println(e.getMessage());
      code = Main.WRONG_INPUT;
    } catch (Exception e) { // Scala code throws checked ones that it does not declare
      System.err.println(e.toString().lines().findFirst().orElseThrow());
      code = Main.UNEXPECTED;
    }
    if (code != Main.DONE || !Sessions.underSparkSubmit()) { // as Main does
      System.exit(code);
    }
  }

  private static int run(Path file, String results, String begun, int pack) throws IOException {
    var folder = new SweepFolder(Folder.at(results));
    folder.checkWritable();
    LogFile.open(folder.log());
    var spark = new LazySession(Optional.empty());
    if (Sessions.startedByCluster()) { // as RunCommand does
      spark.get();
    }
    var sweep = Sweep.read(file, List.of());
    var points = sweep.plan().next(sweep.space(), List.of(), Integer.MAX_VALUE);
    var trials = SweepTrials.bind(sweep, points, spec -> {});
    var runner =
        new DrillTrials(
            new LocalTrials(new DataPlace(file.getParent()), Blas.Choice.NATIVE), begun);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    try {
      return new SweepJob(
              sweep, trials, folder, runner, spark::get, out, SweepJob.Consent.NONE, pack)
          .run();
    } finally {
      spark.stop();
    }
  }
}
