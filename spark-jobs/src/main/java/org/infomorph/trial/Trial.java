package org.infomorph.trial;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.infomorph.data.SampleSupply;
import org.infomorph.math.Seeds;
import org.infomorph.train.EpochReport;
import org.infomorph.train.Method;
import org.infomorph.train.Trainer;
import org.infomorph.train.TrainingOutcome;
import org.infomorph.trial.TrialResult.Status;

/** Runs trials: a pure function from a spec and its data to a result, and the clock beside it. */
public final class Trial {
  private Trial() {}

  /**
   * Trains one network and never throws for what happens inside: what fails is a result with its
   * message.
   *
   * @param dataFolder where data files are
   * @param listener told of each epoch as it ends
   */
  public static TrialResult run(TrialSpec spec, Path dataFolder, Consumer<EpochReport> listener) {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    Status status;
    String message = "";
    TrainingOutcome outcome = new TrainingOutcome(List.of(), List.of(), 0);
    try {
      Seeds seeds = new Seeds(spec.seed());
      SampleSupply supply = Datasets.get(spec.dataset(), dataFolder, seeds);
      outcome = fit(spec, supply, seeds, listener);
      status = outcome.diverged() ? Status.DIVERGED : Status.OK;
      if (outcome.diverged()) {
        message = "a goal or score was no longer finite in epoch " + outcome.divergedIn();
      }
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
      status = Status.FAILED;
      message = describe(e);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<EpochReport> epochs = outcome.epochs();
    return new TrialResult(
        spec.trialId(),
        spec.pointId(),
        spec.seed(),
        spec.canonical(),
        status,
        message,
        startedAt,
        seconds,
        CodeVersion.get(),
        Environment.get(),
        epochs.isEmpty() ? Map.of() : epochs.get(epochs.size() - 1).scores(),
        epochs,
        outcome.neurons());
  }

  private static TrainingOutcome fit(
      TrialSpec spec, SampleSupply supply, Seeds seeds, Consumer<EpochReport> listener) {
    if (spec.training().method() instanceof Method.LogisticRegression regression) {
      return new LogisticRegressionTrial(regression, spec.training(), supply, seeds).fit(listener);
    }
    return new Trainer(spec.network(), spec.training(), spec.evaluation(), supply, seeds)
        .fit(listener);
  }

  /** One line that tells an error: its kind, unless it is plain from the message, and its place. */
  private static String describe(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return (error + place).replaceAll("\\s+", " ");
  }
}
