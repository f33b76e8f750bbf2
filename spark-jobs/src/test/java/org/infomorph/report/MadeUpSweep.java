package org.infomorph.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.infomorph.drawing.Drawing;
import org.infomorph.files.Folder;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TableFollower;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.tables.Tables;
import org.infomorph.tables.Views;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;

/** A sweep whose trials are made up, or trained, with its real tables for those who ask. */
final class MadeUpSweep {
  private final Path folder;
  private final Sweep sweep;
  private final SweepTrials trials;
  private boolean written;

  /** What one trial gives; no scores: it failed; null: it is missing. */
  record Outcome(Map<String, Double> scores, Map<String, Double> atoms) {
    static final Outcome FAILED = new Outcome(Map.of(), Map.of());
  }

  /**
   * @param text the sweep's file
   * @param outcome of a point and a seed, both counted from 0
   */
  MadeUpSweep(Path folder, String text, BiFunction<Integer, Integer, Outcome> outcome)
      throws IOException {
    this(folder, text);
    fill(
        trial -> {
          var made = outcome.apply(trial.point(), (int) trial.seed() - 1);
          return made == null ? null : ResultFormat.toJson(result(trial, made));
        });
  }

  private MadeUpSweep(Path folder, String text, String... assignments) {
    this.folder = folder;
    sweep = SweepFiles.sweep(folder, text, assignments);
    trials = SweepFiles.trials(sweep);
  }

  /** A sweep whose trials are really trained. */
  static MadeUpSweep trained(Path folder, String text, String... assignments) throws IOException {
    var made = new MadeUpSweep(folder, text, assignments);
    made.fill(trial -> ResultLine.of(Trial.attempt(made.trials.spec(trial), folder, report -> {})));
    return made;
  }

  private void fill(Function<SweepTrials.Trial, String> lines) throws IOException {
    var weights = new TrialTable.Weights(folder().folder("weights"), trial -> true);
    try (var table = TrialTable.open(folder().folder("trials"), weights, trial -> {})) {
      for (var trial : trials.trials()) {
        var line = lines.apply(trial);
        if (line != null) {
          table.append(trial.trialId(), line);
        }
      }
    }
  }

  /** Makes the tables, once. */
  private void writeTables() throws IOException {
    if (!written) {
      Tables.write(
          Views.create(LocalSpark.session(), folder().folder("trials"), SweepFiles.asked(sweep)),
          folder().folder("tables"));
      written = true;
    }
  }

  private TrialResult result(SweepTrials.Trial trial, Outcome made) {
    boolean failed = made.scores().isEmpty();
    var epochs = new ArrayList<EpochReport>();
    for (int epoch = 1; epoch <= 3 && !failed; epoch++) {
      var scores = new TreeMap<String, Double>();
      double share = epoch / 3.0;
      made.scores().forEach((name, value) -> scores.put(name, share * value));
      epochs.add(
          new EpochReport(
              epoch,
              scores,
              made.atoms().isEmpty()
                  ? List.of()
                  : List.of(new LayerReport("out", 0.1 * epoch, made.atoms()))));
    }
    return new TrialResult(
        trial.trialId(),
        trials.pointId(trial.point()),
        trial.seed(),
        trials.canonical(trial),
        failed ? Status.FAILED : Status.OK,
        failed ? "it was <b>made</b> to fail" : "",
        Instant.parse("2026-11-01T10:00:00Z").plusSeconds(trial.point()),
        2.5,
        CodeVersion.get(),
        Map.of("cpu", "made up", "jvm", "17"),
        made.scores(),
        epochs,
        made.atoms().isEmpty()
            ? List.of()
            : List.of(
                new NeuronReport("out", 0, made.atoms()),
                new NeuronReport("out", 1, made.atoms())));
  }

  Folder folder() {
    return Folder.at(folder.toString());
  }

  Path path() {
    return folder;
  }

  /** The report of its tables. */
  Report report() throws IOException {
    writeTables();
    return Report.of(folder(), SweepFiles.asked(sweep), Optional.empty());
  }

  /** What the page shows, from its tables. */
  ReportData data() throws IOException {
    writeTables();
    return ReportData.read(folder(), SweepFiles.asked(sweep), Optional.empty(), Page.room());
  }

  /** The same without Spark, from its trials. {@link LiveReportTest} compares the two. */
  ReportData followed() throws IOException {
    var asked = SweepFiles.asked(sweep);
    var report = new LiveReport(folder(), sweep.measure(), 1_000_000);
    new TableFollower(folder().folder("trials")).follow(report::accept);
    return report.whole(asked, Optional.empty());
  }

  /** All figures, by name. */
  Map<String, Drawing.Figure> figures() throws IOException {
    return figures("");
  }

  /** All figures of a kind, by name; of all kinds for "". */
  Map<String, Drawing.Figure> figures(String kind) throws IOException {
    var figures = new TreeMap<String, Drawing.Figure>();
    var data = followed();
    try (var drawing = new Drawing(data.header().toString(), data.block())) {
      for (int k = 0; k < drawing.count(); k++) {
        if (!kind.isEmpty() && !drawing.kind(k).equals(kind)) {
          continue;
        }
        var figure = drawing.draw(k, "light", 720, 480);
        figures.put(figure.name(), figure);
      }
    }
    return figures;
  }
}
