package org.infomorph.app;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.infomorph.store.TrialTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code plan}. */
@Command(
    name = "plan",
    description = "Says what run would do and about how long it would take; runs nothing.")
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SweepFile file;

  @Option(
      names = "--cores",
      description = "Trials at a time, for the estimate (default: this machine's cores).")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    var out = command.commandLine().getOut();
    var sweep = file.read();
    var trials = file.trials(sweep);
    Set<String> present = present(file.folder(sweep));
    var missing =
        trials.trials().stream().filter(trial -> !present.contains(trial.trialId())).toList();
    out.println(
        "%s x %s = %s, %d already there, %d to run"
            .formatted(
                Texts.count(trials.points().size(), "point"),
                Texts.count(sweep.seeds(), "seed"),
                Texts.count(trials.trials().size(), "trial"),
                trials.trials().size() - missing.size(),
                missing.size()));
    if (!missing.isEmpty()) {
      var probed = trials.spec(missing.get(0));
      double secondsPerCost = new Probe(file.data()).secondsPerCost(probed);
      double cost = missing.stream().mapToDouble(trial -> trial.cost()).sum();
      int atATime = Math.min(cores, missing.size());
      out.println(
          "about %s on %s (estimated from a few epochs of the first one)"
              .formatted(
                  Texts.duration(secondsPerCost * cost / atATime), Texts.count(atATime, "core")));
    }
    return Main.DONE;
  }

  private static Set<String> present(SweepFolder folder) throws IOException {
    var present = new HashSet<String>();
    if (folder.exists()) {
      TrialTable.scan(folder.trials(), trial -> present.add(trial.trialId()));
    }
    return present;
  }
}
