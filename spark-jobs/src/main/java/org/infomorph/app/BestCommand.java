package org.infomorph.app;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.plan.Sample;
import org.infomorph.run.Ranking;
import org.infomorph.run.SweepFolder;
import org.infomorph.sweep.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code best}. */
@Command(
    name = "best",
    description = {
      "Prints the trial file of a sweep's best point, ready to be run, also while the sweep runs.",
      "Comments above it say what chose the point."
    })
final class BestCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "The sweep's folder, such as runs/search-digits.")
  private String folder;

  @Option(names = "--rank", description = "1 is the best point (default), 2 the next one, ...")
  private int rank = 1;

  @Override
  public Integer call() throws IOException {
    var place = new SweepFolder(Folder.at(folder));
    if (!place.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    var ranking = Ranking.of(place);
    int points = ranking.best().size();
    var measure = Ranking.measureOf(ranking.sweep());
    if (points == 0) {
      throw new SpecException("%s: no point has a %s yet".formatted(folder, measure));
    }
    if (rank < 1 || rank > points) {
      throw new SpecException(
          "--rank: is %d; allowed is 1 to %d, the number of points with a %s"
              .formatted(rank, points, measure));
    }
    var best = ranking.best().get(rank - 1);
    var sweep = ranking.sweep();
    var out = command.commandLine().getOut();
    out.printf("# rank %d of %d in %s%n", rank, points, folder);
    out.printf("# at %s%n", Texts.point(sweep, best.measured().point()));
    out.printf("# chosen by %s: %s%n", measure, words(best.measured().sample()));
    best.scores()
        .forEach(
            (name, sample) -> {
              if (name.startsWith("test_")) {
                out.printf("# %s of the same seeds: %s%n", name, words(sample));
              }
            });
    if (best.fresh().isEmpty()) {
      out.println("# not confirmed: these are scores of the trials that have chosen the point");
    }
    best.fresh()
        .forEach(
            (name, sample) -> {
              if (name.equals(sweep.measure()) || name.startsWith("test_")) {
                out.printf("# %s of fresh seeds: %s%n", name, spread(sample));
              }
            });
    difference(best, sweep.measure())
        .ifPresent(text -> out.printf("# fresh seeds less those that chose: %s%n", text));
    out.print(SpecFile.write(ranking.trial(best)));
    out.flush();
    return Main.DONE;
  }

  /** How much of the measure was the luck of being chosen. */
  private static Optional<String> difference(Ranking.Best best, String measure) {
    var fresh = best.fresh().get(measure);
    return fresh == null
        ? Optional.empty()
        : Optional.of(Texts.number(fresh.mean() - best.measured().sample().mean()));
  }

  private static String spread(Sample sample) {
    return words(sample)
        + (sample.count() < 2 ? "" : ", standard deviation " + Texts.number(sample.deviation()));
  }

  private static String words(Sample sample) {
    var halfWidth =
        sample.count() < 2 ? "" : " ± " + Texts.number(sample.halfWidth()) + " (95 % interval)";
    return Texts.number(sample.mean()) + halfWidth + ", " + Texts.count(sample.count(), "seed");
  }
}
