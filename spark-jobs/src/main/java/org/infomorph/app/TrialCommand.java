package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.math.Blas;
import org.infomorph.result.Continuation;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.sweep.Texts;
import org.infomorph.train.EpochReport;
import org.infomorph.trial.ReadData;
import org.infomorph.trial.TrialSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code trial}. */
@Command(
    name = "trial",
    description = {
      "Runs one trial here, without Spark, and prints a line per epoch.",
      "With --from it evaluates a kept network; with --set training.epochs=N, too, it trains the"
          + " network further, up to epoch N."
    })
final class TrialCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(arity = "0..1", paramLabel = "TRIAL.yaml", description = "The trial.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "The folder of a sweep whose trials have kept their networks.")
  private String from;

  @Option(
      names = "--trial",
      paramLabel = "ID",
      description = "Which of its trials; not needed if there is only one.")
  private String trialId;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Adds the result to the tables in this folder: its row, and its network if kept.")
  private String out;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description = "Changes a field of the trial; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--json",
      description =
          "Print the result as one line of JSON, as a row of trials; everything else goes to"
              + " standard error.")
  private boolean json;

  @Mixin private DataFolder data;
  @Mixin private BlasOption blas;

  @Override
  public Integer call() throws IOException {
    if (from != null) {
      return resume();
    }
    if (file == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required parameter: 'TRIAL.yaml'");
    }
    if (trialId != null) {
      throw new SpecException("--trial " + trialId + ": needs --from, which is not given");
    }
    var tree = SpecFile.read(file);
    assignments.forEach(text -> SpecPath.Assignment.parse(text).applyTo(tree));
    var spec = TrialSpec.bind(file.toString(), tree);
    check(spec);
    checkPlace();
    ReadData.line(spec.dataset(), data.path()).ifPresent(stream()::println);
    Blas.use(blas.choice());
    return end(Trial.finish(spec, data.path(), this::tell), spec.keepsWeights());
  }

  /** Evaluates a kept network, and trains it further. */
  private int resume() throws IOException {
    if (file != null) {
      throw new SpecException("--from " + from + ": names the trial already; leave out " + file);
    }
    var kept = KeptTrial.find(from, Optional.ofNullable(trialId));
    var continuation = Continuation.bind(kept.row(), kept.weights(), assignments);
    continuation.check(data.path());
    if (out != null) {
      refuseWhatNoTrialIs(continuation);
      checkPlace();
    }
    Blas.use(
        blas.given().orElse(Blas.Choice.of(kept.row().environment().getOrDefault("blas", ""))));
    var look = new FirstLook(continuation, kept.row());
    look.announce(stream());
    var finished =
        continuation.run(
            data.path(),
            epoch -> {
              tell(epoch);
              look.compare(epoch, stream());
            });
    look.explain(finished.result().environment(), stream());
    int code = end(finished, continuation.keepsWeights());
    return code == Main.DONE && look.differs() ? Main.UNEXPECTED : code;
  }

  private void refuseWhatNoTrialIs(Continuation continuation) {
    if (!continuation.learns()) {
      throw new SpecException(
          "--out " + out + ": nothing is trained without --set training.epochs");
    }
    if (!continuation.changes().isEmpty()) {
      throw new SpecException(
          "--out "
              + out
              + ": the result of changing "
              + String.join(", ", continuation.changes())
              + " during training is not a trial; allowed are training.epochs, training.until and keep");
    }
  }

  private void checkPlace() {
    if (out != null) {
      new TrialPlace(out).prepare();
    }
  }

  /** The stream for text that people read; with {@code --json} standard output has only the row. */
  private PrintWriter stream() {
    return json ? command.commandLine().getErr() : command.commandLine().getOut();
  }

  private void tell(EpochReport epoch) {
    stream().println(line(epoch));
  }

  private int end(FinishedTrial finished, boolean keepsWeights) throws IOException {
    var result = finished.result();
    stream().println(summary(result));
    if (out != null) {
      boolean isNew = new TrialPlace(out).put(finished);
      var text = isNew ? "added to " : "is already in ";
      stream().println("trial " + result.trialId() + " " + text + out);
    } else if (keepsWeights) {
      stream().println("note: the network is not kept; --out DIR keeps it");
    }
    if (json) {
      command.commandLine().getOut().println(ResultFormat.toJson(result));
    }
    return result.status() == TrialResult.Status.OK ? Main.DONE : Main.SOME_FAILED;
  }

  /**
   * Checks a trial, and adds the file to error messages, because a trial does not know its file.
   */
  private void check(TrialSpec spec) {
    try {
      spec.check(data.path());
    } catch (SpecException e) {
      throw SpecException.at(file.toString(), "", e.getMessage());
    }
  }

  private static String line(EpochReport epoch) {
    var text = new StringBuilder("epoch ").append(epoch.epoch());
    new TreeMap<>(epoch.scores())
        .forEach((score, value) -> text.append("  ").append(score + " " + Texts.number(value)));
    for (var layer : epoch.layers()) {
      text.append("  ").append(layer.layer()).append(": goal ");
      text.append(Texts.number(layer.goal())).append(", ").append(Texts.atoms(layer.atoms()));
    }
    return text.toString();
  }

  private static String summary(TrialResult result) {
    var scores =
        new TreeMap<>(result.scores())
            .entrySet().stream()
                .map(score -> score.getKey() + " " + Texts.number(score.getValue()))
                .collect(Collectors.joining(", "));
    return result.status()
        + " after "
        + Texts.duration(result.seconds())
        + (result.message().isEmpty() ? "" : ": " + result.message())
        + (scores.isEmpty() ? "" : ": " + scores);
  }
}
