package org.infomorph.run;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.infomorph.files.LocalFolder;
import org.infomorph.space.Axis;
import org.infomorph.store.TrialTable;

/**
 * Keeps a finished dense sweep as a surface on which plans are judged: one line for each trial, by
 * point and then by seed, with the value of each axis, the score, and the phases of the layers.
 * From the folder {@code spark-jobs}, after {@code mvn test-compile}:
 *
 * <pre>
 * java --add-modules jdk.incubator.vector \
 *     -cp "target/test-classes:target/classes:$(cat target/launcher/class.path)" \
 *     org.infomorph.run.SurfaceRecorder surface ../runs/digits-plane FILE.csv.gz
 * </pre>
 *
 * With {@code curves} in the place of {@code surface}, the lines are learning curves: the score
 * after each epoch.
 */
final class SurfaceRecorder {
  private SurfaceRecorder() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[1]);
    var file = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "surface" -> surface(folder, file);
      case "curves" -> curves(folder, file);
      default -> throw new IllegalArgumentException(arguments[0] + ": surface or curves");
    }
  }

  /** A trial's line, and where it belongs. */
  private record Line(int point, long seed, String text) {}

  private static void curves(Path folder, Path file) throws IOException {
    var sweepFolder = new SweepFolder(new LocalFolder(folder));
    var measure = sweepFolder.asked().sweep().measure();
    var lines = new ArrayList<Line>();
    TrialTable.scanWhole(
        sweepFolder.trials(),
        trial -> {
          var scores =
              trial.epochs().stream().map(report -> number(report.scores().get(measure))).toList();
          var place = trial.place().orElseThrow();
          lines.add(new Line(place.point(), trial.seed(), String.join(",", scores)));
        });
    write(file, List.of(), lines);
  }

  private static String number(double score) {
    return String.format(Locale.ROOT, "%.5f", score);
  }

  private static void surface(Path folder, Path file) throws IOException {
    var sweepFolder = new SweepFolder(new LocalFolder(folder));
    var sweep = sweepFolder.asked().sweep();
    var thresholds = sweep.phases();
    var axes = sweep.space().axes().stream().map(Axis::label).toList();
    var lines = new ArrayList<Line>();
    TrialTable.scanWhole(
        sweepFolder.trials(),
        trial -> {
          var outcome = EndedTrial.outcome(trial, sweep.measure());
          var place = trial.place().orElseThrow();
          var fields = new ArrayList<String>();
          axes.forEach(axis -> fields.add(place.axes().get(axis)));
          fields.add(outcome.counts() ? number(outcome.score()) : "");
          fields.add(outcome.profile().label(thresholds.silentBits(), thresholds.dominantShare()));
          lines.add(new Line(place.point(), trial.seed(), String.join(",", fields)));
        });
    var header = new ArrayList<>(axes);
    header.addAll(List.of("score", "label"));
    write(file, List.of(String.join(",", header)), lines);
  }

  private static void write(Path file, List<String> header, List<Line> lines) throws IOException {
    lines.sort(Comparator.comparingInt(Line::point).thenComparingLong(Line::seed));
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      for (var line : header) {
        out.write(line + "\n");
      }
      for (var line : lines) {
        out.write(line.text() + "\n");
      }
    }
  }
}
