package org.infomorph.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;

/** What became of a sweep's trials: counts, messages, machines, and which belong to which point. */
final class Trials {
  private static final int EXAMPLES = 3;

  private final PointTable points;
  private final Asked asked;
  private final int seeds;
  private final String[][] ids;
  private final Map<String, Integer> pointOf = new TreeMap<>();
  private final int[] byStatus = new int[Status.values().length];
  private final Map<String, Failure> failures = new TreeMap<>();
  private final Map<String, Integer> environments = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private double seconds;

  /** One message, and whose it is. */
  record Failure(Status status, String message, List<String> examples, int[] count) {}

  private Trials(PointTable points, Asked asked) {
    this.points = points;
    this.asked = asked;
    seeds = asked.seedSpan();
    ids = new String[points.size()][];
  }

  /**
   * Reads the trials of a sweep; others in the table do not count.
   *
   * @param folder the table {@code trials}
   * @param asked what the sweep has asked for
   */
  static Trials read(Folder folder, PointTable points, Asked asked) throws IOException {
    var trials = new Trials(points, asked);
    TrialTable.scan(folder, trials::add, note -> {}); // what cannot be read is the caller's to tell
    return trials;
  }

  private void add(TrialSummary trial) {
    var place = points.place(trial.pointId());
    if (place == null || asked.ask(trial.pointId(), trial.seed()) < 0) {
      return;
    }
    if (ids[place] == null) {
      ids[place] = new String[seeds];
    }
    long seed = trial.seed() - asked.firstSeed();
    ids[place][(int) seed] = trial.trialId();
    pointOf.put(trial.trialId(), place);
    byStatus[trial.status().ordinal()]++;
    if (trial.status() != Status.OK) {
      var failure =
          failures.computeIfAbsent(
              trial.status() + trial.message(),
              key -> new Failure(trial.status(), trial.message(), new ArrayList<>(), new int[1]));
      failure.count()[0]++;
      if (failure.examples().size() < EXAMPLES) {
        failure.examples().add(trial.trialId());
      }
    }
    environments.merge(describe(trial.environment()), 1, Integer::sum);
    versions.merge(trial.codeVersion(), 1, Integer::sum);
    var end = trial.startedAt().plusMillis(Math.round(1e3 * trial.seconds()));
    first = trial.startedAt().isBefore(first) ? trial.startedAt() : first;
    last = end.isAfter(last) ? end : last;
    seconds += trial.seconds();
  }

  private static String describe(Map<String, String> environment) {
    return environment.isEmpty()
        ? "not known: the executor was lost"
        : String.join(
            "; ",
            List.of("jvm", "cpu", "blas", "os", "host").stream()
                .filter(environment::containsKey)
                .map(environment::get)
                .toList());
  }

  int count(Status status) {
    return byStatus[status.ordinal()];
  }

  int count() {
    return pointOf.size();
  }

  /** The point of a trial, or null if it is none of this sweep. */
  Integer point(String trialId) {
    return pointOf.get(trialId);
  }

  /** The trials of a point, by seed, null where one is missing. */
  String[] of(int point) {
    return ids[point] == null ? new String[seeds] : ids[point];
  }

  /** Of the sweep. */
  int points() {
    return ids.length;
  }

  int seeds() {
    return seeds;
  }

  /** What failed or diverged, the most frequent first. */
  List<Failure> failures() {
    return failures.values().stream()
        .sorted((p, q) -> Integer.compare(q.count()[0], p.count()[0]))
        .toList();
  }

  Map<String, Integer> environments() {
    return environments;
  }

  Map<String, Integer> versions() {
    return versions;
  }

  /** When the first trial began; only if there is one. */
  Instant first() {
    return first;
  }

  /** From the first beginning to the last end, pauses included. */
  Duration span() {
    return Duration.between(first, last);
  }

  /** Of all trials together. */
  double seconds() {
    return seconds;
  }
}
