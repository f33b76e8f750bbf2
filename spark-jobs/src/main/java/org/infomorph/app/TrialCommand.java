package org.infomorph.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.infomorph.math.Blas;
import org.infomorph.train.EpochReport;
import org.infomorph.trial.ResultFormat;
import org.infomorph.trial.SpecException;
import org.infomorph.trial.SpecFile;
import org.infomorph.trial.SpecPath;
import org.infomorph.trial.Trial;
import org.infomorph.trial.TrialResult;
import org.infomorph.trial.TrialSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code trial}. */
@Command(name = "trial", description = "Runs one trial here, without Spark; a line per epoch.")
final class TrialCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TRIAL.yaml", description = "The trial.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description = "Changes a field of the trial; may be given often.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Print the result as one line of JSON, the last one, as a row of trials.")
  private boolean json;

  @Mixin private DataFolder data;
  @Mixin private BlasOption blas;

  @Override
  public Integer call() {
    var tree = SpecFile.read(file);
    assignments.forEach(text -> SpecPath.Assignment.parse(text).applyTo(tree));
    var spec = TrialSpec.bind(file.toString(), tree);
    check(spec);
    Blas.use(blas.choice());
    var out = command.commandLine().getOut();
    var result = Trial.run(spec, data.path(), epoch -> out.println(line(epoch)));
    out.println(summary(result));
    if (json) {
      out.println(ResultFormat.toJson(result));
    }
    return result.status() == TrialResult.Status.OK ? Main.DONE : Main.SOME_FAILED;
  }

  /** A trial does not know which file it comes from. */
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
