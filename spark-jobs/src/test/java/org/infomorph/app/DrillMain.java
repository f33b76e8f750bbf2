package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.run.Consent;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.run.SweepFolder;
import org.infomorph.session.LazySession;
import org.infomorph.session.LogFile;
import org.infomorph.session.Sessions;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;

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
    var rounds = Rounds.begin(sweep, spec -> {});
    var runner =
        new DrillTrials(
            new LocalTrials(new DataPlace(file.getParent()), Blas.Choice.NATIVE), begun);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    try {
      return new ConsoleRun(rounds, folder, runner, spark::get, out, Consent.NONE, pack).run();
    } finally {
      spark.stop();
    }
  }
}
