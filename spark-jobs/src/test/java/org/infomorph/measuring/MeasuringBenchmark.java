package org.infomorph.measuring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.Measured;
import org.infomorph.space.Point;
import org.infomorph.train.EpochReport.LayerReport;

/**
 * Judges ways of measuring a point. Seeds until sure or narrow: on 200 made-up noisy planes. Rungs:
 * on a hundred goals that were trained fully ({@code conf/sweeps/surfaces/digits-goals.yaml}).
 * After {@code mvn -o -q test-compile}, from the folder {@code spark-jobs}:
 *
 * <pre>
 * java --add-modules jdk.incubator.vector \
 *     -cp "target/test-classes:target/classes:$(cat target/launcher/class.path)" \
 *     org.infomorph.measuring.MeasuringBenchmark
 * </pre>
 */
final class MeasuringBenchmark {
  static final Labels LABELS = new Labels(0.05, 0.5);
  private static final int PLANES = 200;
  private static final int POINTS = 200;
  private static final Point NOWHERE = new Point(List.of());

  private MeasuringBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("| points measured by | trials a point | wrong labels |\n|---|---:|---:|");
    for (var way :
        List.of(
            new FixedSeeds(5),
            new FixedSeeds(2),
            sure(5, 0.9),
            sure(7, 0.9),
            sure(10, 0.9),
            sure(5, 0.95),
            sure(10, 0.95))) {
      var found = labels(way);
      System.out.printf(
          Locale.ROOT, "| %s | %.2f | %.2f %% |%n", way, found.trials(), 100 * found.wrong());
    }
    System.out.println("\n| half width wanted, in standard deviations | trials | covered |");
    System.out.println("|---:|---:|---:|");
    for (double wanted : new double[] {0.5, 0.7, 1, 1.5, 2}) {
      var found = intervals(wanted, 20);
      System.out.printf(
          Locale.ROOT, "| %s | %.2f | %.1f %% |%n", wanted, found.trials(), 100 * found.covered());
    }
    System.out.println("\n| rungs | share of the epochs | regret, mean | largest |");
    System.out.println("|---|---:|---:|---:|");
    for (var rungs : List.of(rungs(0.33, 3, 10, 30), rungs(0.25, 2, 7, 30), rungs(0.2, 3, 30))) {
      var found = regret(rungs, curves("digits-goals.csv.gz"));
      System.out.printf(
          Locale.ROOT,
          "| %s, keep %s | %.1f %% | %.4f | %.4f |%n",
          rungs.values(),
          rungs.keep(),
          100 * found.epochs(),
          found.mean(),
          found.largest());
    }
  }

  // ---- seeds ----

  /** The trials that a way of measuring asks for, played one stage after the other. */
  private static final class Trials implements Cohort.Results {
    /** What a trial gives. */
    interface Source {
      Outcome of(int point, int setting, int seed);
    }

    private record Key(int point, int setting, int seed) {}

    private final Map<Key, Outcome> all = new HashMap<>();

    static Trials play(PerPoint way, int points, Source source) {
      var trials = new Trials();
      var cohort = trials.cohort(points);
      for (var wants = way.next(cohort); !wants.isEmpty(); wants = way.next(cohort)) {
        for (var want : wants) {
          for (int s = want.firstSeed(); s < want.firstSeed() + want.seeds(); s++) {
            var outcome = source.of(want.point(), want.setting(), s);
            trials.all.put(new Key(want.point(), want.setting(), s), outcome);
          }
        }
      }
      return trials;
    }

    Cohort cohort(int points) {
      return new Cohort(points, this, LABELS, true);
    }

    int size() {
      return all.size();
    }

    int size(int setting) {
      return (int) all.keySet().stream().filter(key -> key.setting() == setting).count();
    }

    @Override
    public Optional<Outcome> of(int point, int setting, int seed) {
      return Optional.ofNullable(all.get(new Key(point, setting, seed)));
    }
  }

  static SeedsUntil sure(int to, double sure) {
    return new SeedsUntil(2, to, OptionalDouble.empty(), OptionalDouble.of(sure));
  }

  /** Trials a point, and the share of points with a label that is not the truth. */
  record Labelled(double trials, double wrong) {}

  /**
   * Points drawn at random on planes with a straight boundary at a random place. Each trial sees
   * the boundary displaced by a normal deviate of 0.005 to 0.03.
   */
  static Labelled labels(PerPoint way) {
    long trials = 0;
    long wrong = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      var random = new Random(plane);
      double angle = 2 * Math.PI * random.nextDouble();
      double offset = 0.5 * (random.nextDouble() - 0.5);
      double noise = 0.005 + 0.025 * random.nextDouble();
      var depths = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        depths[i] =
            (random.nextDouble() - 0.5) * Math.cos(angle)
                + (random.nextDouble() - 0.5) * Math.sin(angle)
                - offset;
      }
      var displaced = gaussians(random, POINTS, way.most());
      var played =
          Trials.play(
              way,
              POINTS,
              (point, setting, seed) ->
                  outcome(0, depths[point] + noise * displaced[point][seed] >= 0));
      trials += played.size();
      for (int i = 0; i < POINTS; i++) {
        var label = way.measured(played.cohort(POINTS), i, NOWHERE).label();
        wrong += label.equals(label(depths[i] >= 0)) ? 0 : 1;
      }
    }
    return new Labelled((double) trials / PLANES / POINTS, (double) wrong / PLANES / POINTS);
  }

  private static double[][] gaussians(Random random, int points, int seeds) {
    var all = new double[points][seeds];
    for (var ofPoint : all) {
      Arrays.setAll(ofPoint, s -> random.nextGaussian());
    }
    return all;
  }

  private static final Profile INSIDE = profile("{r}", "{c}");
  private static final Profile OUTSIDE = profile("{c}", "{r}");

  private static Profile profile(String large, String small) {
    return Profile.of(List.of(new LayerReport("out", 0, Map.of(large, 0.7, small, 0.1))));
  }

  private static String label(boolean inside) {
    return (inside ? INSIDE : OUTSIDE).label(LABELS.silentBits(), LABELS.dominantShare());
  }

  private static Outcome outcome(double score, boolean inside) {
    return new Outcome(score, inside ? INSIDE : OUTSIDE, 1);
  }

  /** Trials a point, and the share of intervals that hold the truth. */
  record Covered(double trials, double covered) {}

  /** The mean of normal deviates, 0, until the 95 % interval is narrow. */
  static Covered intervals(double wanted, int to) {
    var way = new SeedsUntil(2, to, OptionalDouble.of(wanted), OptionalDouble.empty());
    long trials = 0;
    long covered = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      var scores = gaussians(new Random(plane), POINTS, to);
      var played =
          Trials.play(way, POINTS, (point, setting, seed) -> outcome(scores[point][seed], true));
      trials += played.size();
      for (int i = 0; i < POINTS; i++) {
        Measured measured = way.measured(played.cohort(POINTS), i, NOWHERE);
        covered += Math.abs(measured.sample().mean()) <= measured.sample().halfWidth() ? 1 : 0;
      }
    }
    return new Covered((double) trials / PLANES / POINTS, (double) covered / PLANES / POINTS);
  }

  // ---- rungs ----

  static Rungs rungs(double keep, int... epochs) {
    return new Rungs(
        SpecPath.parse("training.epochs"),
        Arrays.stream(epochs)
            .mapToObj(
                e ->
                    (com.fasterxml.jackson.databind.JsonNode)
                        JsonNodeFactory.instance.numberNode(e))
            .toList(),
        keep,
        1);
  }

  /** Learning curves, one for each goal: the score after each epoch, from the first. */
  static List<double[]> curves(String resource) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(MeasuringBenchmark.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  /**
   * What rungs cost, and what they miss.
   *
   * @param epochs the share of the epochs of training everything fully, if a promoted trial
   *     continues
   * @param mean how much worse than the best goal the found one is, both trained fully; the mean
   *     over draws
   * @param largest the same, the largest of all draws
   */
  record Regret(double epochs, double mean, double largest) {}

  /** Rungs over all goals, and over 20 draws of half of them. */
  static Regret regret(Rungs rungs, List<double[]> curves) {
    var draws = new ArrayList<List<double[]>>();
    draws.add(curves);
    for (int draw = 0; draw < 20; draw++) {
      var some = new ArrayList<>(curves);
      Collections.shuffle(some, new Random(draw));
      draws.add(some.subList(0, curves.size() / 2));
    }
    double share = 0;
    double sum = 0;
    double largest = 0;
    for (var goals : draws) {
      var played =
          Trials.play(
              rungs,
              goals.size(),
              (point, setting, seed) ->
                  outcome(goals.get(point)[epochs(rungs, setting) - 1], true));
      int last = rungs.values().size() - 1;
      long trained = 0;
      for (int rung = 0; rung <= last; rung++) {
        int before = rung == 0 ? 0 : epochs(rungs, rung - 1);
        trained += (long) played.size(rung) * (epochs(rungs, rung) - before);
      }
      share += (double) trained / goals.size() / epochs(rungs, last);
      double best = Double.NEGATIVE_INFINITY;
      double found = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < goals.size(); i++) {
        double full = goals.get(i)[epochs(rungs, last) - 1];
        best = Math.max(best, full);
        if (rungs.measured(played.cohort(goals.size()), i, NOWHERE).rung() == last) {
          found = Math.max(found, full);
        }
      }
      sum += best - found;
      largest = Math.max(largest, best - found);
    }
    return new Regret(share / draws.size(), sum / draws.size(), largest);
  }

  private static int epochs(Rungs rungs, int rung) {
    return rungs.values().get(rung).intValue();
  }
}
