package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.infomorph.app.DrillMain;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.ContentHash;
import org.infomorph.store.TableFolder;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;

/** One sweep that is disturbed: where it lies, what runs it, and what has come of it so far. */
public final class Drill {
  private static final String MAIN = DrillMain.class.getName();

  /** Scores of every trial that any drill has run: the same trial, the same numbers. */
  private static final Map<String, Map<String, Double>> SCORES = new ConcurrentHashMap<>();

  private final Path folder;
  private final Map<String, Instant> finished = new HashMap<>();
  private final int pack;
  private final Folder results;
  private final Reach reach;
  private String sweep;
  private int disturbances;

  /**
   * What came of a drill.
   *
   * @param fault what was done to it
   * @param disturbances how often
   * @param trials of the sweep
   * @param lost trials that had finished before a disturbance, or should have at the end, and are
   *     not there
   * @param duplicated rows too many
   * @param rerun trials that had finished before a disturbance and were run again
   * @param recomputed how often a trial was begun that was never, or not yet, counted as finished:
   *     what ran when the fault came
   */
  public record Row(
      String fault,
      int disturbances,
      int trials,
      int lost,
      int duplicated,
      int rerun,
      int recomputed) {}

  /**
   * @param folder an empty one
   * @param sweep its text, see {@link SweepFiles}
   */
  Drill(Path folder, String sweep) throws IOException {
    this(folder, sweep, 1);
  }

  /**
   * @param pack trials at most in one task
   */
  Drill(Path folder, String sweep, int pack) throws IOException {
    this(folder, sweep, pack, folder.resolve("results").toString(), Reach.OF_THE_BUILD);
  }

  /**
   * @param results where they go, a path or a URI
   * @param reach what a JVM needs to reach them
   */
  public Drill(Path folder, String sweep, int pack, String results, Reach reach)
      throws IOException {
    this.folder = folder;
    this.sweep = sweep;
    this.pack = pack;
    this.results = Folder.at(results);
    this.reach = reach;
    Files.createDirectories(begun());
    write(sweep);
  }

  /** Changes the sweep: the next start extends it. */
  public void write(String text) {
    sweep = text;
    SweepFiles.write(folder, sweep);
  }

  Path results() {
    return results.local().orElseThrow();
  }

  /** The folder of this machine with the sweep, its logs, and what its trials leave. */
  public Path folder() {
    return folder;
  }

  private Path begun() {
    return folder.resolve("begun");
  }

  private List<String> arguments() {
    return List.of(
        folder.resolve("sweep.yaml").toString(),
        results.describe(""),
        begun().toString(),
        Integer.toString(pack));
  }

  /** Starts or resumes the sweep in a JVM of its own. */
  public LoggedProcess startHere() throws IOException {
    return startHere(List.of());
  }

  /**
   * The same with more options of the JVM.
   *
   * @param options such as {@code -Xmx200m}
   */
  LoggedProcess startHere(List<String> options) throws IOException {
    var words = new ArrayList<String>(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    words.addAll(options);
    words.add(MAIN);
    words.addAll(arguments());
    return start(ThisBuild.java(reach, words));
  }

  /** Starts a process in the folder of the drill, with its log there. */
  public LoggedProcess start(ProcessBuilder process) throws IOException {
    return LoggedProcess.start(
        process.directory(folder.toFile()), folder.resolve("run-" + System.nanoTime() + ".log"));
  }

  /** Starts or resumes the sweep on a cluster, as users do. */
  LoggedProcess startOn(StandaloneCluster cluster, String... options) throws IOException {
    var words = new ArrayList<String>(List.of("--jars", jar(cluster.folder()).toString()));
    words.addAll(List.of("--conf", "spark.executor.memory=600m"));
    words.addAll(List.of(options));
    return cluster.submit(words, MAIN, arguments().toArray(new String[0]));
  }

  /**
   * Starts or resumes the sweep with the spark-submit of an installation.
   *
   * @param options of spark-submit, {@code --master} among them
   */
  public LoggedProcess submit(SparkHome home, Map<String, String> environment, List<String> options)
      throws IOException {
    var words = new ArrayList<String>(options);
    words.addAll(List.of("--jars", jar(home.path()).toString(), "--class", MAIN));
    words.add(System.getProperty("infomorph.app.jar"));
    words.addAll(arguments());
    var process = home.submit(words);
    process.environment().putAll(environment);
    return start(process);
  }

  /** The few classes that the application jar lacks. */
  private static Path jar(Path parent) throws IOException {
    var jar = parent.resolve("drill.jar");
    var place = DrillMain.class.getProtectionDomain().getCodeSource().getLocation();
    var classes = Path.of(place.getPath()).resolve("org/infomorph/app");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.list(classes)) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith("Drill")).toList()) {
        out.putNextEntry(new JarEntry("org/infomorph/app/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  /** Waits until a trial begins, or the run is over. */
  public void awaitTraining(LoggedProcess run) {
    long before = bytesBegun();
    Pause.until("a trial", () -> !run.isAlive() || bytesBegun() > before, Duration.ofMinutes(6));
  }

  private long bytesBegun() {
    try (var files = Files.list(begun())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trials that are there now, by id. */
  public Map<String, TrialSummary> table() throws IOException {
    var table = new TreeMap<String, TrialSummary>();
    if (results.exists("trials")) {
      TrialTable.scan(results.folder("trials"), trial -> table.put(trial.trialId(), trial));
    }
    return table;
  }

  /** Notes what is there right after a disturbance: it must stay, as it is. */
  public void disturbed() throws IOException {
    disturbances++;
    table().forEach((id, trial) -> finished.putIfAbsent(id, trial.startedAt()));
  }

  /** How the trials ended that are there. */
  public Map<Status, Integer> statuses() throws IOException {
    var statuses = new TreeMap<Status, Integer>();
    table().values().forEach(trial -> statuses.merge(trial.status(), 1, Integer::sum));
    return statuses;
  }

  /** Messages of the trials that failed or diverged, by their number of atom batches. */
  Map<Integer, String> messages() throws IOException {
    var messages = new TreeMap<Integer, String>();
    var specs = specs();
    for (var trial : table().values()) {
      if (trial.status() != Status.OK) {
        messages.put(specs.get(trial.trialId()), trial.message());
      }
    }
    return messages;
  }

  /** The message of the trial with so many atom batches. */
  String message(int batches) {
    try {
      return messages().get(batches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Integer> specs() {
    var specs = new HashMap<String, Integer>();
    var trials = SweepFiles.trials(Sweep.read(folder.resolve("sweep.yaml"), List.of()));
    for (var trial : trials.trials()) {
      specs.put(trial.trialId(), trials.spec(trial).evaluation().atomBatches());
    }
    return specs;
  }

  /** Counts, once the sweep has come to its end. */
  public Row count(String fault) throws IOException {
    var expected = specs().keySet();
    var table = table();
    var lost = new HashSet<>(expected);
    lost.removeAll(table.keySet());
    finished.forEach(
        (id, startedAt) -> {
          if (!table.containsKey(id)) {
            lost.add(id);
          }
        });
    long rerun =
        finished.entrySet().stream()
            .filter(trial -> table.containsKey(trial.getKey()))
            .filter(trial -> !table.get(trial.getKey()).startedAt().equals(trial.getValue()))
            .count();
    var rows = LocalSpark.session().read().parquet(copyOfTrials().toString());
    int begun = begun(table.keySet());
    table.forEach(Drill::compareWithOtherDrills);
    return new Row(
        fault,
        disturbances,
        expected.size(),
        lost.size(),
        (int) (rows.count() - rows.select("trial_id").distinct().count()),
        (int) rerun,
        begun - table.size());
  }

  /** The hash of all that the trials have found. */
  public String contents() throws IOException {
    var hash = new ContentHash();
    TrialTable.scanWhole(results.folder("trials"), hash::add);
    return hash.hash();
  }

  /** The rows of a table that only studies have, as texts. */
  List<String> rows(String table) throws IOException {
    var rows = new ArrayList<String>();
    TableFolder.read(results.folder("tables").folder(table), row -> rows.add(row.toString()));
    return rows;
  }

  /** How many trials that had finished before a disturbance are not there, or ran again. */
  int lostOrRerun() throws IOException {
    var table = table();
    int count = 0;
    for (var trial : finished.entrySet()) {
      var there = table.get(trial.getKey());
      count += there != null && there.startedAt().equals(trial.getValue()) ? 0 : 1;
    }
    return count;
  }

  /** For a Spark of this JVM, which may not reach where they are. */
  private Path copyOfTrials() throws IOException {
    if (results.local().isPresent()) {
      return results().resolve("trials");
    }
    var copies = Files.createTempDirectory(folder, "trials");
    var trials = results.folder("trials");
    for (var part : trials.list("")) {
      if (part.endsWith(".parquet")) {
        try (var bytes = trials.open(part)) {
          Files.copy(bytes, copies.resolve(part));
        }
      }
    }
    return copies;
  }

  private static void compareWithOtherDrills(String id, TrialSummary trial) {
    var known = SCORES.putIfAbsent(id, trial.scores());
    if (trial.status() == Status.OK && known != null) {
      assertEquals(known, trial.scores(), "the same trial, other numbers");
    }
  }

  /** How often a trial was begun, in all. */
  private int begun(Set<String> ids) throws IOException {
    int count = 0;
    try (var files = Files.list(begun())) {
      for (var file : files.toList()) {
        for (var id : Files.readAllLines(file)) {
          assertTrue(ids.contains(id) || id.length() < 16, "unknown trial " + id);
          count++;
        }
      }
    }
    return count;
  }
}
