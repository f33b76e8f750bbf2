package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.RandomRows;
import org.infomorph.result.TrialResult;
import org.infomorph.run.Repetition;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.ContentHash;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code verify}. */
@Command(
    name = "verify",
    description = {
      "Runs random finished trials of a sweep again, here and without Spark, and compares them bit"
          + " for bit. Prints a hash of all trials. Works while the sweep runs, too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all are equal",
      "1:a trial differs, or anything unexpected",
      "2:wrong input: a file, a key, an argument",
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The sweep's folder, such as runs/quickstart, or the folder given to trial --out.")
  private String folder;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many trials to run again (default: ${DEFAULT-VALUE}); 0 prints only the hash.")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides which trials are drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--accept-version",
      description = "Include trials of versions whose numbers may differ.")
  private boolean acceptVersion;

  @Mixin private DataFolder data;

  /**
   * Without this option, the choice that the trials ran with; for a mixed table, the part to
   * verify.
   */
  @Mixin private BlasOption blas;

  private final ContentHash contents = new ContentHash();
  private final Map<Blas.Choice, RandomRows> drawn = new EnumMap<>(Blas.Choice.class);
  private final Set<String> otherVersions = new TreeSet<>();

  @Override
  public Integer call() throws IOException {
    if (count < 0) {
      throw new SpecException("--trials is " + count + "; allowed is 0 or more");
    }
    var sweep = new SweepFolder(Folder.at(folder));
    if (!sweep.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    var out = command.commandLine().getOut();
    var err = command.commandLine().getErr();
    TrialTable.scanWhole(sweep.trials(), this::see, err::println);
    boolean equal = count == 0 || verify(out);
    out.println(
        "contents: "
            + contents.hash()
            + ", "
            + Texts.count(contents.trials(), "trial")
            + " (times and hosts left out)");
    return equal ? Main.DONE : Main.UNEXPECTED;
  }

  /**
   * Adds a trial to the hash. Only trials that have not failed may be drawn: the machine may have
   * caused a failure, which then need not recur.
   */
  private void see(TrialResult trial) {
    contents.add(trial);
    if (trial.status() != TrialResult.Status.FAILED) {
      if (!CodeVersion.hasTheSameNumbers(trial.codeVersion())) {
        otherVersions.add(trial.codeVersion());
      }
      var ranWith = Blas.Choice.of(trial.environment().getOrDefault("blas", ""));
      drawn.computeIfAbsent(ranWith, choice -> new RandomRows(count, seed)).add(trial);
    }
  }

  private boolean verify(PrintWriter out) {
    if (drawn.isEmpty()) {
      throw new SpecException(folder + ": there is no finished trial to run again");
    }
    if (!otherVersions.isEmpty() && !acceptVersion) {
      throw new SpecException(
          folder
              + ": trials of version "
              + String.join(", ", otherVersions)
              + ", but this is "
              + CodeVersion.get()
              + "; --accept-version runs them anyway");
    }
    var choice = choice();
    var rows = drawn.getOrDefault(choice, drawn.values().iterator().next()).rows();
    var repetition = new Repetition(data.path(), choice, acceptVersion);
    int equal = repetition.run(rows, out::println);
    repetition.environments().forEach(out::println);
    out.println(equal + " of " + Texts.count(rows.size(), "trial") + " equal bit for bit");
    return equal == rows.size();
  }

  private Blas.Choice choice() {
    if (blas.given().isEmpty() && drawn.size() > 1) {
      throw new SpecException(
          folder + ": some trials ran with --blas native, some with java; choose one with --blas");
    }
    return blas.given().orElseGet(() -> drawn.keySet().iterator().next());
  }
}
