package org.infomorph.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.infomorph.estimate.Probe;
import org.infomorph.estimate.RunTime;
import org.infomorph.estimate.WholeStudy;
import org.infomorph.form.SpecException;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code plan}. */
@Command(
    name = "plan",
    description = "Says what run would do, and about how long it would take. Stores nothing.")
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SweepFile file;

  @Option(
      names = "--cores",
      description = "Cores to estimate the time for (default: the cores of this machine).")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    var out = command.commandLine().getOut();
    if (cores < 1) {
      throw new SpecException("--cores: is " + cores + "; allowed is 1 or more");
    }
    var sweep = file.read();
    new OutOption(file.folder(sweep)).checkPlace();
    var trials = file.rounds(sweep).trials();
    Set<String> present = present(file.folder(sweep), command.commandLine().getErr()::println);
    var missing =
        trials.trials().stream().filter(trial -> !present.contains(trial.trialId())).toList();
    var points = Texts.points(trials.points().size(), trials.distinctPoints().size());
    out.println(
        "%s = %s, %d already there, %d to run"
            .formatted(
                sweep.decides()
                    ? "a study that begins with " + points
                    : points + " x " + Texts.count(sweep.seeds(), "seed"),
                Texts.count(trials.trials().size(), "trial"),
                trials.trials().size() - missing.size(),
                missing.size()));
    if (sweep.decides()) {
      out.println(WholeStudy.words(sweep));
      var confirmation = sweep.confirmation();
      if (confirmation.isGiven()) {
        out.println(
            "at the end, %s of the best %s: %s that no decision sees"
                .formatted(
                    Texts.count(confirmation.seeds(), "fresh seed"),
                    confirmation.points() == 1 ? "point" : confirmation.points() + " points",
                    Texts.count((long) confirmation.points() * confirmation.seeds(), "trial")));
      }
    }
    if (!missing.isEmpty()) {
      out.println(estimate(sweep, trials, missing, uptime()));
    }
    return Main.DONE;
  }

  private String estimate(
      Sweep sweep, SweepTrials trials, List<SweepTrials.Trial> missing, double start) {
    int atATime = Math.min(cores, missing.size());
    int here = Math.min(atATime, Runtime.getRuntime().availableProcessors());
    var found = new Probe(file.data(), here, trials::spec).measure(missing);
    if (!found.speeds().known()) {
      return "no estimate: in %s no trial ran far enough for one"
          .formatted(Texts.duration(found.seconds()));
    }
    var time = RunTime.of(found, missing, cores, start);
    var begin = sweep.decides() ? "the first round: about" : "about";
    var whole = sweep.decides() ? WholeStudy.time(sweep, trials, found, missing, cores) : "";
    return "%s %s on %s: %s of training, %s for start and tables (%s of %s timed in %s, %d at a time)%s"
        .formatted(
            begin,
            Texts.duration(time.seconds()),
            Texts.count(atATime, "core"),
            Texts.duration(time.training()),
            Texts.duration(time.around()),
            Texts.count(found.timed(), "trial"),
            Texts.count(found.strata(), "size"),
            Texts.duration(found.seconds()),
            here,
            whole);
  }

  /** Seconds since this JVM began. */
  private static double uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
  }

  private static Set<String> present(SweepFolder folder, Consumer<String> notes)
      throws IOException {
    var present = new HashSet<String>();
    if (folder.exists()) {
      TrialTable.scan(folder.trials(), trial -> present.add(trial.trialId()), notes);
    }
    return present;
  }
}
