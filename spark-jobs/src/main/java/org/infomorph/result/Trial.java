package org.infomorph.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.infomorph.data.SampleSupply;
import org.infomorph.datasets.ImageShape;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Seeds;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.train.EpochReport;
import org.infomorph.train.NetworkState;
import org.infomorph.train.Trainer;
import org.infomorph.train.TrainingOutcome;
import org.infomorph.train.TrainingState;
import org.infomorph.trial.Datasets;
import org.infomorph.trial.TrialSpec;

/** Runs trials: a pure function from a spec and its data to a result, plus measured times. */
public final class Trial {
  private Trial() {}

  /**
   * Trains one network. Never throws for an error inside the trial; such an error becomes a result
   * with its message.
   *
   * @param dataFolder the folder of data files
   * @param listener receives each report when its epoch ends
   */
  public static TrialResult run(TrialSpec spec, Path dataFolder, Consumer<EpochReport> listener) {
    return finish(spec, dataFolder, listener).result();
  }

  /** The same, with the kept network. */
  public static FinishedTrial finish(
      TrialSpec spec, Path dataFolder, Consumer<EpochReport> listener) {
    return finish(spec, dataFolder, Begin.FRESH, listener);
  }

  /**
   * Evaluates a kept network, and trains it further.
   *
   * @param spec the specification of the network and of its continuation
   * @param from the network, which fits the specification
   * @param epochs whether the network learns for the remaining epochs
   * @param listener receives the report of the kept network, and each later report when its epoch
   *     ends
   */
  public static FinishedTrial resume(
      TrialSpec spec,
      Path dataFolder,
      NetworkState from,
      boolean epochs,
      Consumer<EpochReport> listener) {
    return finish(spec, dataFolder, new Kept(from, epochs), listener);
  }

  private static FinishedTrial finish(
      TrialSpec spec, Path dataFolder, Begin begin, Consumer<EpochReport> listener) {
    var clock = new Clock(Instant.now(), System.nanoTime());
    try {
      return attempt(spec, dataFolder, begin, false, listener);
    } catch (UncheckedIOException e) {
      return failed(spec, clock, e.getCause());
    } catch (OutOfMemoryError | CancellationException e) {
      return failed(spec, clock, e);
    }
  }

  /**
   * Trains one network in a JVM that may run other trials. An error of the trial itself becomes a
   * result with its message. An error that may have another cause is thrown, so that the trial can
   * run again.
   *
   * @param dataFolder the folder of data files
   * @param listener receives each report when its epoch ends
   * @throws UncheckedIOException if the data cannot be read
   * @throws OutOfMemoryError if memory, which all trials of a JVM share, runs out
   * @throws CancellationException if the thread is interrupted
   */
  public static FinishedTrial attempt(
      TrialSpec spec, Path dataFolder, Consumer<EpochReport> listener) {
    return attempt(spec, dataFolder, Begin.FRESH, false, listener);
  }

  /**
   * The same for a trial that may continue from the state of a shorter one. The row and the kept
   * network are those of a trial that runs from its beginning; only {@code epochs_trained}, times
   * and place tell the two apart.
   *
   * @param request says whether the trial's own state is wanted, and has the shorter one's
   * @param dataFolder the folder of data files
   * @throws UncheckedIOException as {@link #attempt(TrialSpec, Path, Consumer)}; likewise {@code
   *     OutOfMemoryError} and {@code CancellationException}
   */
  public static String attempt(TrialRequest request, Path dataFolder) {
    var spec = TrialSpec.bind("trial", CanonicalJson.read(request.canonical()));
    Begin begin = request.stateFor(spec).<Begin>map(Continued::new).orElse(Begin.FRESH);
    return ResultLine.withState(
        attempt(spec, dataFolder, begin, request.wantsState(), epoch -> {}));
  }

  /** Where learning begins. */
  private sealed interface Begin permits Fresh, Kept, Continued {
    Begin FRESH = new Fresh();

    /** How many epochs the network has learned before. */
    int epoch();
  }

  /** With fresh weights. */
  private record Fresh() implements Begin {
    @Override
    public int epoch() {
      return 0;
    }
  }

  /** With a kept network, which is evaluated first, and maybe learns. */
  private record Kept(NetworkState network, boolean learns) implements Begin {
    @Override
    public int epoch() {
      return network.epoch();
    }
  }

  /** Where a shorter trial has ended. */
  private record Continued(TrialState state) implements Begin {
    @Override
    public int epoch() {
      return state.epoch();
    }
  }

  private static FinishedTrial attempt(
      TrialSpec spec,
      Path dataFolder,
      Begin begin,
      boolean wantsState,
      Consumer<EpochReport> listener) {
    var clock = new Clock(Instant.now(), System.nanoTime());
    try {
      Seeds seeds = new Seeds(spec.seed());
      var supply = Datasets.supply(spec.dataset(), dataFolder, seeds);
      var environment = environment(spec, supply.fingerprint());
      Optional<ImageShape> image =
          spec.keepsWeights() ? spec.dataset().image(dataFolder) : Optional.empty();
      Begin start = onTheSameData(begin, environment);
      Fitted fitted = fit(spec, supply.samples(), seeds, start, listener);
      TrainingOutcome outcome = fitted.outcome();
      OptionalInt trained = epochsTrained(spec, start, outcome);
      if (outcome.diverged()) {
        var message = "a goal or score was no longer finite in epoch " + outcome.divergedIn();
        return finished(
            result(spec, clock, environment, Status.DIVERGED, message, outcome, trained));
      }
      var result = result(spec, clock, environment, Status.OK, "", outcome, trained);
      var ids = new WeightsRow.Ids(result.trialId(), result.pointId(), result.seed());
      return new FinishedTrial(
          result,
          outcome
              .kept()
              .map(network -> WeightsRow.of(ids, spec.network(), image, network))
              .orElse(List.of()),
          wantsState
              ? fitted.state().flatMap(state -> TrialState.of(result, state))
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return failed(spec, clock, e);
    }
  }

  /** A state that was learned from other contents of the user's own data is none. */
  private static Begin onTheSameData(Begin begin, Map<String, String> environment) {
    return begin instanceof Continued continued
            && !continued
                .state()
                .data()
                .equals(Optional.ofNullable(environment.get(TrialResult.DATA)))
        ? Begin.FRESH
        : begin;
  }

  /** The time at which a trial began. */
  private record Clock(Instant startedAt, long nanoTime) {
    double seconds() {
      return (System.nanoTime() - nanoTime) * 1e-9;
    }
  }

  /** Where the trial runs, and on which contents of the user's own data. */
  private static Map<String, String> environment(TrialSpec spec, Optional<String> fingerprint) {
    if (fingerprint.isEmpty()) {
      return Environment.get();
    }
    var environment = new HashMap<>(Environment.get());
    environment.put(TrialResult.DATA, spec.dataset().name() + " " + fingerprint.get());
    return environment;
  }

  private static FinishedTrial finished(TrialResult result) {
    return new FinishedTrial(result, List.of());
  }

  private static FinishedTrial failed(TrialSpec spec, Clock clock, Throwable error) {
    var nothing = new TrainingOutcome(List.of(), List.of(), 0);
    return finished(
        result(
            spec,
            clock,
            Environment.get(),
            Status.FAILED,
            describe(error),
            nothing,
            OptionalInt.empty()));
  }

  private static TrialResult result(
      TrialSpec spec,
      Clock clock,
      Map<String, String> environment,
      Status status,
      String message,
      TrainingOutcome outcome,
      OptionalInt epochsTrained) {
    List<EpochReport> epochs = outcome.epochs();
    return new TrialResult(
        spec.trialId(),
        spec.pointId(),
        spec.seed(),
        spec.canonical(),
        status,
        message,
        clock.startedAt(),
        clock.seconds(),
        CodeVersion.get(),
        environment,
        epochs.isEmpty() ? Map.of() : epochs.get(epochs.size() - 1).scores(),
        epochs,
        outcome.neurons(),
        Optional.of(Place.ALONE),
        epochsTrained);
  }

  /** Epochs that were trained here, those of a training that diverged included. */
  private static OptionalInt epochsTrained(TrialSpec spec, Begin begin, TrainingOutcome outcome) {
    if (spec.training().method().regression().isPresent()) {
      return OptionalInt.empty(); // its one report has a number, and there are no epochs
    }
    List<EpochReport> epochs = outcome.epochs();
    int last = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
    int end = outcome.diverged() ? outcome.divergedIn() : Math.max(last, begin.epoch());
    return OptionalInt.of(end - begin.epoch());
  }

  /** The outcome of training, and the state from which a longer training continues. */
  private record Fitted(TrainingOutcome outcome, Optional<TrainingState> state) {}

  private static Fitted fit(
      TrialSpec spec,
      SampleSupply supply,
      Seeds seeds,
      Begin begin,
      Consumer<EpochReport> listener) {
    var regression = spec.training().method().regression();
    if (regression.isPresent()) {
      var trial = new LogisticRegressionTrial(regression.get(), spec.training(), supply, seeds);
      return new Fitted(trial.fit(listener), Optional.empty());
    }
    var trainer = new Trainer(spec.network(), spec.training(), spec.evaluation(), supply, seeds);
    if (begin instanceof Kept kept) {
      return new Fitted(resume(spec, trainer, kept, listener), Optional.empty());
    }
    if (begin instanceof Continued continued) {
      trainer.restore(continued.state().training());
    }
    TrainingOutcome outcome = trainer.fit(spec.keep(), listener);
    return new Fitted(outcome, trainer.state());
  }

  private static TrainingOutcome resume(
      TrialSpec spec, Trainer trainer, Kept begin, Consumer<EpochReport> listener) {
    trainer.restore(begin.network());
    TrainingOutcome kept = trainer.look();
    kept.epochs().forEach(listener);
    if (kept.diverged() || !begin.learns()) {
      return kept;
    }
    TrainingOutcome more = trainer.fit(spec.keep(), listener);
    var epochs = new ArrayList<>(kept.epochs());
    epochs.addAll(more.epochs());
    return new TrainingOutcome(epochs, more.neurons(), more.divergedIn(), more.kept());
  }

  /**
   * One line that describes an error: its kind, unless the message makes it clear, and its place.
   */
  private static String describe(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return (error + place).replaceAll("\\s+", " ");
  }
}
