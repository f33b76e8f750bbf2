package org.infomorph.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageTypeParser;
import org.infomorph.app.FakeTrials;
import org.infomorph.files.Folder;
import org.infomorph.measuring.Outcome;
import org.infomorph.plan.Sample;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.TableFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;

/** Studies of made-up trials, as rows and tables of studies in a folder, without Spark. */
public final class MadeUpStudy {
  static final String HEAD =
      """
      name: study
      trial: trial.yaml
      measure: quality
      """;

  static final String PLANE =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 5}}
            unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 5}}
          """;

  /** Boundaries between phases, on 17 x 17 points. */
  public static final String REFINE =
      PLANE + "plan: {refine: {levels: 2}}\nseeds: {from: 2, to: 4, sure: 0.95}\n";

  /** The best of two weights, on three rungs. */
  public static final String SEARCH =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
            unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
          plan: {search: {seed: 3}}
          per_point: {rungs: {path: training.epochs, values: [1, 2, 4], keep: 0.4}}
          budget: {trials: 60}
          """;

  /** Each of two weights set to 0. */
  public static final String KNOCKOUT =
      PLANE + "plan: {knockout: {base: {red: 1, unq: 0.5}}}\nseeds: 3\n";

  /** The smallest goal; {r} goes, and {r}{c} stays. */
  public static final String PRUNE =
      PLANE + "plan: {prune: {base: {red: 1, unq: 0.5}, tolerance: 0.01}}\nseeds: 3\n";

  /** Up to which weight of {r} the quality is 0.2; nowhere for the first point. */
  public static final String BISECT =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", values: [0.1, 0.5, 1]}
          per_point:
            bisect:
              axis: network.layers.out.goal.{r}
              at_least: {quality: 0.2}
              from: 0
              to: 1
              step: 0.125
            seeds: 2
          """;

  private final SweepFolder place;
  private final Rounds rounds;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private Asked asked;

  private MadeUpStudy(Path folder, SweepFolder place, String sweep) {
    this.place = place;
    rounds = Rounds.begin(SweepFiles.sweep(folder, sweep), spec -> {});
  }

  /**
   * Runs a study, writes what it has asked for, and the tables of studies.
   *
   * @param most trials after which it is stopped
   */
  public static MadeUpStudy run(Path folder, String sweep, int most) throws IOException {
    var place = folder.resolve("study");
    var study = run(folder, place, sweep, FakeTrials::qualityOf, most);
    StudyTables.write(study.place, study.asked);
    return study;
  }

  /**
   * Runs a study with trials of one's own, and writes what it has asked for.
   *
   * @param folder of the sweep's files
   * @param place where results go
   */
  public static MadeUpStudy run(Path folder, Path place, String sweep, TrialRunner runner, int most)
      throws IOException {
    var study = new MadeUpStudy(folder, new SweepFolder(Folder.at(place.toString())), sweep);
    boolean ended = study.run(runner, most);
    study.asked = study.rounds.asked();
    if (ended) {
      study.asked = study.asked.ended(study.rounds.ending());
    }
    study.place.write(study.asked);
    return study;
  }

  private boolean run(TrialRunner runner, int most) throws IOException {
    var weights = new TrialTable.Weights(place.weights(), trial -> false);
    try (var table = TrialTable.open(place.trials(), weights, trial -> {})) {
      for (int lane = 0; lane < Rounds.LANES; lane++) {
        if (!run(runner, table, lane, most)) {
          return false;
        }
      }
      for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
        rounds.turn(lane, this::outcome);
        if (!run(runner, table, lane, most)) {
          return false;
        }
      }
      table.finish();
    }
    return true;
  }

  private boolean run(TrialRunner runner, TrialTable table, int lane, int most) throws IOException {
    for (var trial : rounds.asked(lane)) {
      if (outcomes.size() == most) {
        return false;
      }
      var line = runner.run(rounds.trials().canonical(trial));
      table.append(trial.trialId(), ResultLine.at(rounds.trials().place(trial), line));
      outcomes.put(
          trial.trialId(), EndedTrial.outcome(ResultLine.result(line), rounds.sweep().measure()));
    }
    return true;
  }

  private Optional<Outcome> outcome(String trialId) {
    return Optional.ofNullable(outcomes.get(trialId));
  }

  /**
   * Writes the tables that the report reads besides those of studies, as far as made-up trials fill
   * them: means of points, and no history.
   */
  public void writePoints() throws IOException {
    var values = new HashMap<String, TreeMap<Long, Double>>();
    var decided = asked.withoutConfirmation(); // as the tables do
    TrialTable.scan(
        place.trials(),
        trial -> {
          if (decided.ask(trial.pointId(), trial.seed()) >= 0) {
            values
                .computeIfAbsent(trial.pointId(), id -> new TreeMap<>())
                .put(trial.seed(), trial.scores().get("quality"));
          }
        });
    var columns = new StringBuilder("message points { required binary point_id (STRING); ");
    var axes = asked.sweep().space().axes();
    axes.forEach(axis -> columns.append("optional double ").append(axis.label()).append("; "));
    columns.append("optional double quality_mean; optional double quality_half_width; ");
    columns.append("optional group atoms (LIST) { repeated group list { optional double x; } } }");
    var schema = MessageTypeParser.parseMessageType(columns.toString());
    TableFolder.write(
        place.tables(),
        "points",
        schema,
        Map.of(),
        rows -> {
          for (var ask : decided.ofPoints()) {
            var row = new SimpleGroup(schema).append("point_id", ask.pointId());
            for (int a = 0; a < axes.size(); a++) {
              var value = asked.points().get(ask.point()).values().get(a);
              row.append(axes.get(a).label(), value.doubleValue());
            }
            var seeds = values.getOrDefault(ask.pointId(), new TreeMap<>()).values();
            var sample = Sample.of(seeds.stream().mapToDouble(v -> v).toArray());
            if (sample.count() > 0) {
              row.append("quality_mean", sample.mean());
            }
            if (sample.count() > 1) {
              row.append("quality_half_width", sample.halfWidth());
            }
            rows.accept(row);
          }
        });
    for (var empty : List.of("phases", "curves", "profiles", "neurons")) {
      TableFolder.write(place.tables(), empty, List.of("point_id"), List.of());
    }
  }

  /** Where it is. */
  public SweepFolder place() {
    return place;
  }

  /** Its rounds, as they were decided. */
  public Rounds rounds() {
    return rounds;
  }

  /** What it has asked for, and why it has ended. */
  public Asked asked() {
    return asked;
  }

  /** How many trials have ended. */
  public int ended() {
    return outcomes.size();
  }
}
