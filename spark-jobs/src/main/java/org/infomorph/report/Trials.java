package org.infomorph.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;

/** The outcomes of a sweep's trials: counts, messages, machines, and the trials of each point. */
final class Trials {
  private static final int EXAMPLES = 3;

  private final PointTable points;
  private final Asked asked;
  private final int seeds;
  private final String[][] ids;
  private final Map<String, Integer> pointOf = new TreeMap<>();

  /** By the index of a point among those asked for, its place in the table of points, or -1. */
  private final int[] placeOf;

  /** By the id of a point with a setting, the sum of the measure and how many trials have it. */
  private final Map<String, double[]> sums = new HashMap<>();

  private int count;
  private final int[] byStatus = new int[Status.values().length];
  private final Map<String, Failure> failures = new TreeMap<>();
  private final Map<String, Integer> environments = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private double seconds;
  private final String measure;

  /** What the means of points are taken from: without the trials that confirm. */
  private final Asked decided;

  /** Of each trial, by point and seed: its measure, its seconds, its start, and its status. */
  private final double[] values;

  private final double[] durations;
  private final double[] starts;
  private final byte[] statuses;

  /** One message, with the trials that have it. */
  record Failure(Status status, String message, List<String> examples, int[] count) {}

  private Trials(PointTable points, Asked asked) {
    this.points = points;
    this.asked = asked;
    decided = asked.withoutConfirmation();
    seeds = decided.seedSpan();
    ids = new String[points.size()][];
    placeOf = new int[asked.points().size()];
    Arrays.fill(placeOf, -1);
    for (var ask : asked.ofPoints()) {
      var place = points.place(ask.pointId());
      placeOf[ask.point()] = place == null ? -1 : place;
    }
    measure = asked.sweep().measure();
    int places = seeds * points.size();
    values = filled(places);
    durations = filled(places);
    starts = filled(places);
    statuses = new byte[places];
    Arrays.fill(statuses, (byte) 0xFF);
  }

  private static double[] filled(int places) {
    var none = new double[places];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /** The same of trials that were followed before. */
  static Trials of(Iterable<TrialSummary> summaries, PointTable points, Asked asked) {
    var trials = new Trials(points, asked);
    summaries.forEach(trials::add);
    return trials;
  }

  /**
   * Reads the trials of a sweep; ignores other trials in the table.
   *
   * @param folder the table {@code trials}
   * @param asked the trials that the sweep has asked for
   */
  static Trials read(Folder folder, PointTable points, Asked asked) throws IOException {
    var trials = new Trials(points, asked);
    TrialTable.scan(folder, trials::add, note -> {}); // the caller reports unreadable files
    return trials;
  }

  private void add(TrialSummary trial) {
    int ask = asked.ask(trial.pointId(), trial.seed());
    int place = ask < 0 ? -1 : place(asked.asks().get(ask).point());
    if (place < 0) {
      return;
    }
    count++;
    var score = trial.scores().get(asked.sweep().measure());
    boolean decides = decided.ask(trial.pointId(), trial.seed()) >= 0;
    if (trial.isOk() && score != null && decides) {
      var sum = sums.computeIfAbsent(trial.pointId(), id -> new double[2]);
      sum[0] += score;
      sum[1]++;
    }
    // On a lower rung it is no trial of the tables, and neither is one that confirms.
    if (decides && points.id(place).equals(trial.pointId())) {
      if (ids[place] == null) {
        ids[place] = new String[seeds];
      }
      long seed = trial.seed() - decided.firstSeed();
      ids[place][(int) seed] = trial.trialId();
      int at = (int) (place * (long) seeds + seed);
      statuses[at] = (byte) trial.status().ordinal();
      values[at] = trial.isOk() ? trial.scores().getOrDefault(measure, Double.NaN) : Double.NaN;
      durations[at] = trial.seconds();
      starts[at] = trial.startedAt().toEpochMilli() * 1e-3;
      pointOf.put(trial.trialId(), place);
    }
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

  /**
   * The numbers of single trials, for the header; nothing if there is too little room.
   *
   * @param reserve space in the block that other data needs
   */
  Optional<ObjectNode> toJson(Block block, long reserve) {
    double zero = first.equals(Instant.MAX) ? 0 : first.toEpochMilli() * 1e-3;
    var begun = Arrays.stream(starts).map(start -> start - zero).toArray();
    var columns = new LinkedHashMap<String, Column>();
    columns.put("status", Column.bytes(statuses));
    columns.put("value", Column.of(values, Column.Precision.SINGLE));
    columns.put("seconds", Column.of(durations, Column.Precision.SINGLE));
    columns.put("started", Column.of(begun, Column.Precision.SINGLE));
    long size = columns.values().stream().mapToLong(Column::packedSize).sum();
    if (block.room() - size < reserve) {
      return Optional.empty();
    }
    var json = JsonNodeFactory.instance.objectNode();
    json.put("each", seeds).put("first", decided.firstSeed());
    columns.forEach((name, column) -> json.put(name, block.require(column)));
    return Optional.of(json);
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
    return count;
  }

  /** The place of a point that was asked for in the table of points; -1 if it is not there. */
  int place(int point) {
    return placeOf[point];
  }

  /** The mean of the measure at a point with a setting; NaN if no trial has it. */
  double mean(String pointId) {
    var sum = sums.get(pointId);
    return sum == null ? Double.NaN : sum[0] / sum[1];
  }

  /** The point of a trial, or null if the trial does not belong to this sweep. */
  Integer point(String trialId) {
    return pointOf.get(trialId);
  }

  /** The trials of a point by seed, with null for a missing trial. */
  String[] of(int point) {
    return ids[point] == null ? new String[seeds] : ids[point];
  }

  /** Number of points of the sweep. */
  int points() {
    return ids.length;
  }

  int seeds() {
    return seeds;
  }

  /** The failures and divergences, the most frequent first. */
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

  /** The start of the first trial; requires at least one trial. */
  Instant first() {
    return first;
  }

  /** The time from the first start to the last end, including pauses. */
  Duration span() {
    return Duration.between(first, last);
  }

  /** The seconds of all trials together. */
  double seconds() {
    return seconds;
  }
}
