package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.infomorph.estimate.Tally;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Seeds;
import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Profile;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.Consent;
import org.infomorph.run.SweepFolder;
import org.infomorph.session.Sessions;
import org.infomorph.space.Point;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.train.EpochReport;
import org.infomorph.trial.TrialSpec;

/**
 * One measurement of what a sweep costs besides its trials, in a JVM of its own: {@code plan},
 * {@code noop}, {@code noop-packed}, {@code tail}, {@code tail5}, {@code study}, or {@code made}
 * and then {@code status} and {@code report} of what was made; then the number of trials and a
 * folder, which all but these two find empty. Prints one line, {@code name=value} for each figure.
 */
public final class ScaleMain {
  /** Five axes of the goal. */
  private static final String GOALS =
      """
      name: scale
      trial: trial.yaml
      plan: %s
      points: %d
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
        con: {path: "network.layers.out.goal.{c}", linear: {from: -1, to: 1}}
        syn: {path: "network.layers.out.goal.{rc}", linear: {from: -1, to: 1}}
        res: {path: "network.layers.out.goal.h_res", linear: {from: -1, to: 1}}
      """;

  /** A study: ten seeds a point, along a boundary in three axes of the goal. */
  private static final String STUDY =
      """
      name: scale
      trial: trial.yaml
      measure: quality
      plan: {refine: {levels: 6}}
      seeds: 10
      budget: {trials: %d}
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 9}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 9}}
        con: {path: "network.layers.out.goal.{c}", linear: {from: -1, to: 1, count: 9}}
      """;

  /** Trials in a pack. */
  private static final int PACK = 100;

  private final int trials;
  private final Path folder;

  private ScaleMain(int trials, Path folder) {
    this.trials = trials;
    this.folder = folder;
  }

  /** Measures, and ends the JVM. */
  public static void main(String[] args) throws IOException {
    var measurement = new ScaleMain(Integer.parseInt(args[1]), Path.of(args[2]));
    switch (args[0]) {
      case "plan" -> measurement.plan();
      case "noop" -> measurement.noop(1);
      case "noop-packed" -> measurement.noop(PACK);
      case "tail" -> measurement.tail(0.01, 4);
      case "tail5" -> measurement.tail(0.05, 20);
      case "study" -> measurement.study();
      case "made" -> measurement.made();
      case "status" -> measurement.verb("status");
      case "report" -> measurement.verb("report");
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(0);
  }

  private void plan() {
    long start = System.nanoTime();
    var bound = bind(sweep());
    report(
        "points", bound.trials().points().size(), "seconds", seconds(start), "heap_mb", peakHeap());
  }

  private void noop(int pack) throws IOException {
    var bound = bind(sweep());
    long start = System.nanoTime();
    var threads = new DriverThreads();
    run(bound, new FakeTrials(false, false), pack);
    threads.close();
    double first = seconds(start);
    start = System.nanoTime();
    var begun = new TreeSet<Instant>();
    int present = present(begun);
    double opening = seconds(start);
    report(
        "trials",
        present,
        "seconds",
        first,
        "ms_a_trial",
        1e3 * first / trials,
        "ms_from_first_to_last",
        1e-3 * ChronoUnit.MICROS.between(begun.first(), begun.last()) / trials,
        "files",
        files(),
        "open_seconds",
        opening,
        "launch_ms",
        threads.millis("dispatcher-event-loop") / trials,
        "take_ms",
        threads.millis("dag-scheduler-event-loop") / trials,
        "commit_ms",
        threads.millis("infomorph-commit") / trials,
        "heap_mb",
        peakHeap());
  }

  private void tail(double shortest, double longest) throws IOException {
    run(bind(sweep()), new HeavyTail(shortest, longest), 1);
    var spans = new ArrayList<double[]>();
    TrialTable.scan(
        results().resolve("trials"),
        trial -> {
          double from = trial.startedAt().toEpochMilli() * 1e-3;
          spans.add(new double[] {from, from + trial.seconds()});
        });
    double first = spans.stream().mapToDouble(span -> span[0]).min().orElseThrow();
    double last = spans.stream().mapToDouble(span -> span[0]).max().orElseThrow();
    double busy =
        spans.stream().mapToDouble(span -> Math.max(0, Math.min(span[1], last) - span[0])).sum();
    report(
        "trials",
        spans.size(),
        "busy_percent",
        100 * busy / (2 * (last - first)),
        "longest_seconds",
        spans.stream().mapToDouble(span -> span[1] - span[0]).max().orElseThrow());
  }

  /** What the driver holds of a study: its rounds, what came of its trials, and counts. */
  private void study() {
    var rounds = bind(SweepFiles.sweep(folder, STUDY.formatted(trials)));
    var tally = new Tally(rounds.sweep(), rounds.trials());
    var outcomes = new ConcurrentHashMap<String, Outcome>();
    Function<String, Optional<Outcome>> results = id -> Optional.ofNullable(outcomes.get(id));
    long decided = 0;
    for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
      for (var trial : rounds.asked(lane)) {
        var point = rounds.trials().points().get(trial.point());
        outcomes.putIfAbsent(trial.trialId(), outcome(point, trial.seed()));
      }
      if (rounds.waitsForTheOther(lane, results)) {
        continue;
      }
      long start = System.nanoTime();
      rounds.turn(lane, results);
      decided += System.nanoTime() - start;
      tally.follow(rounds.trials());
    }
    System.gc();
    var runtime = Runtime.getRuntime();
    report(
        "trials",
        rounds.trials().trials().size(),
        "points",
        rounds.trials().points().size(),
        "rounds",
        rounds.measured().size(),
        "ms_a_point",
        1e-6 * decided / rounds.trials().points().size(),
        "kept_mb",
        (double) (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20),
        "heap_mb",
        peakHeap());
  }

  /** Two phases, inside and outside of a ball, that seeds do not always agree on. */
  private static Outcome outcome(Point point, long seed) {
    double radius = 0.02 * Math.sin(seed);
    for (var value : point.values()) {
      radius += value.doubleValue() * value.doubleValue();
    }
    double inside = radius < 0.5 ? 1 : 0.1;
    var atoms = Map.of("{r}{c}", inside, "{r}", 0.4, "{c}", 0.01, "{rc}", 0.02, "h_res", 0.1);
    var layers = List.of(new EpochReport.LayerReport("out", 0, atoms));
    return new Outcome(1 - radius, Profile.of(layers), 10);
  }

  /** Writes results that no trial had, five seeds a point. */
  private void made() throws IOException {
    var text = GOALS.formatted("random", trials / 5) + "seeds: 5\n";
    var rounds = bind(SweepFiles.sweep(folder, text));
    var place = new SweepFolder(Folder.at(results().toString()));
    place.write(rounds.asked());
    var all = rounds.trials();
    long start = System.nanoTime();
    var first = FakeTrials.result(all.spec(all.trials().get(0)));
    var id = all.trials().get(0).trialId();
    var point = all.pointId(0);
    try (var table = TrialTable.open(place.trials(), trial -> {})) {
      for (var trial : all.trials()) {
        var line =
            first // all that reading does not look at stays as it is
                .replace(id, trial.trialId())
                .replace(point, all.pointId(trial.point()))
                .replace("\"seed\":1,\"spec\"", "\"seed\":" + trial.seed() + ",\"spec\"");
        table.append(trial.trialId(), ResultLine.at(all.place(trial), line));
      }
    }
    report("trials", all.trials().size(), "seconds", seconds(start), "heap_mb", peakHeap());
  }

  private void verb(String verb) {
    long start = System.nanoTime();
    var nothing = new PrintWriter(Writer.nullWriter());
    int code = Main.execute(nothing, nothing, verb, results().toString());
    report("code", code, "seconds", seconds(start), "heap_mb", peakHeap());
  }

  private Sweep sweep() {
    return SweepFiles.sweep(folder, GOALS.formatted("random", trials));
  }

  private static Rounds bind(Sweep sweep) {
    return Rounds.begin(sweep, spec -> {});
  }

  private void run(Rounds bound, TrialRunner runner, int pack) throws IOException {
    var quiet = new PrintWriter(Writer.nullWriter());
    new ConsoleRun(
            bound,
            new SweepFolder(Folder.at(results().toString())),
            runner,
            () -> Sessions.start(Optional.of("local[2]")),
            quiet,
            Consent.NONE,
            pack)
        .run();
  }

  private Path results() {
    return folder.resolve("results");
  }

  private int present(Set<Instant> begun) throws IOException {
    var count = new int[1];
    TrialTable.open(
            results().resolve("trials"),
            trial -> {
              count[0]++;
              begun.add(trial.startedAt());
            })
        .close();
    return count[0];
  }

  private int files() throws IOException {
    try (var files = Files.list(results().resolve("trials"))) {
      return (int) files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Sum of the pools' peaks, in MB: more than was ever used at one time. */
  /** An upper bound: the heap's parts reach their peaks at different times. */
  private static double peakHeap() {
    double sum =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToDouble(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return Math.min(sum, Runtime.getRuntime().maxMemory()) / (1 << 20);
  }

  private static void report(Object... namesAndValues) {
    var line = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      line.append(i == 0 ? "" : " ").append(namesAndValues[i]).append('=');
      line.append(
          namesAndValues[i + 1] instanceof Double number
              ? String.format(Locale.ROOT, "%.3f", number)
              : namesAndValues[i + 1]);
    }
    System.out.println(line);
  }

  /**
   * Trials whose durations have a Pareto distribution of exponent 1, cut off: half of them take at
   * most twice the shortest. They wait, they do not compute.
   */
  private record HeavyTail(double shortest, double longest) implements TrialRunner {

    @Override
    public String run(String canonicalSpec) {
      var startedAt = Instant.now();
      long start = System.nanoTime();
      var spec = TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec));
      double uniform = new Seeds(spec.trialId().hashCode()).stream("duration").nextDouble();
      double seconds = Math.min(shortest / (1 - uniform), longest);
      while (seconds(start) < seconds) {
        LockSupport.parkNanos((long) ((seconds - seconds(start)) * 1e9));
      }
      var fake = ResultFormat.fromJson(new FakeTrials(false, false).run(canonicalSpec));
      return FakeTrials.line(fake, startedAt, seconds(start));
    }
  }
}
