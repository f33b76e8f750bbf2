package org.infomorph.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.infomorph.form.CanonicalJson;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.result.TrialRunner;
import org.infomorph.train.EpochReport;
import org.infomorph.trial.TrialSpec;

/**
 * Trials that take no time: the score is the redundant atom's weight, and seed 2 is unlucky if told
 * so.
 */
public record FakeTrials(boolean seedTwoThrows, boolean seedTwoDiverges) implements TrialRunner {
  /** Trials that ran in this JVM. */
  static final AtomicInteger RUNS = new AtomicInteger();

  @Override
  public String run(String canonicalSpec) {
    RUNS.incrementAndGet();
    var tree = CanonicalJson.read(canonicalSpec);
    var spec = TrialSpec.bind("trial", tree);
    if (seedTwoThrows && spec.seed() == 2) {
      throw new IllegalStateException("seed 2 is unlucky");
    }
    return result(spec, seedTwoDiverges && spec.seed() == 2);
  }

  /** A result that the goal and the seed make up. */
  static String result(TrialSpec spec) {
    return result(spec, false);
  }

  /**
   * A result with a score {@code quality} that is best at {r}{c} = 1 and {r} = 0, differs a little
   * from seed to seed, and grows with the epochs.
   */
  public static String quality(TrialSpec spec) {
    var goal = spec.toJson().at("/network/layers/0/goal");
    double red = goal.path("{r}{c}").asDouble();
    double unq = goal.path("{r}").asDouble();
    double epochs = spec.toJson().at("/training/epochs").asDouble();
    double score = red - unq * unq - 0.01 / epochs - 0.0001 * spec.seed();
    var atoms = Map.of("{r}{c}", red + 1, "{r}", unq + 1);
    return result(spec, Status.OK, Map.of("quality", score), atoms);
  }

  /** The same of a trial's canonical form. */
  public static String qualityOf(String canonicalSpec) {
    return quality(TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec)));
  }

  private static String result(
      TrialSpec spec, Status status, Map<String, Double> scores, Map<String, Double> atoms) {
    var layers = List.of(new EpochReport.LayerReport("out", 0, atoms));
    return ResultFormat.toJson(
        new TrialResult(
            spec.trialId(),
            spec.pointId(),
            spec.seed(),
            spec.canonical(),
            status,
            "",
            Instant.now(),
            0.25,
            CodeVersion.get(),
            Map.of(),
            scores,
            List.of(new EpochReport(1, scores, layers)),
            List.of()));
  }

  /** A validation score, the weight and a hundredth for each seed, and a test score twice that. */
  static String validated(String canonicalSpec) {
    var spec = TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec));
    double red = spec.toJson().at("/network/layers/0/goal/{r}{c}").asDouble();
    double score = red + 0.01 * spec.seed();
    var scores = Map.of("validation_accuracy", score, "test_accuracy", 2 * score);
    return result(spec, Status.OK, scores, Map.of("{r}{c}", red));
  }

  private static String result(TrialSpec spec, boolean diverged) {
    var tree = spec.toJson();
    double score = tree.at("/network/layers/0/goal/{r}{c}").asDouble() + 0.001 * spec.seed();
    var scores = diverged ? Map.<String, Double>of() : Map.of("test_accuracy", score);
    var atoms = Map.of("{r}{c}", score, "h_res", 0.5);
    var layers = List.of(new EpochReport.LayerReport("out", score, atoms));
    return ResultFormat.toJson(
        new TrialResult(
            spec.trialId(),
            spec.pointId(),
            spec.seed(),
            spec.canonical(),
            diverged ? Status.DIVERGED : Status.OK,
            diverged ? "the goal was no longer finite in epoch 1" : "",
            Instant.now(),
            0.25,
            CodeVersion.get(),
            Map.of(),
            scores,
            diverged ? List.of() : List.of(new EpochReport(1, scores, layers)),
            List.of()));
  }

  /** A result with another time. */
  static String line(TrialResult result, Instant startedAt, double seconds) {
    return ResultFormat.toJson(
        new TrialResult(
            result.trialId(),
            result.pointId(),
            result.seed(),
            result.spec(),
            result.status(),
            result.message(),
            startedAt,
            seconds,
            result.codeVersion(),
            result.environment(),
            result.scores(),
            result.epochs(),
            result.neurons()));
  }
}
