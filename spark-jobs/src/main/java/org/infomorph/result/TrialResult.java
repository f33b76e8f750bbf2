package org.infomorph.result;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.infomorph.train.EpochReport;
import org.infomorph.train.NeuronReport;

/**
 * The outcome of one trial: one row of the table {@code trials}.
 *
 * @param trialId the id of everything that determines the result
 * @param pointId the id without the seed
 * @param seed the trial's seed
 * @param spec the canonical specification, JSON
 * @param status how it ended
 * @param message the error, one line; empty if there was none
 * @param startedAt when it began, to the microsecond, as in the tables
 * @param seconds wall time
 * @param codeVersion the version of the code that ran it
 * @param environment where it ran: JVM, CPU, BLAS, host; and {@link #DATA}, if it read data of the
 *     user's own
 * @param scores score name to its value after the last epoch; finite
 * @param epochs one report per finished epoch
 * @param neurons the atoms of every neuron at the end
 * @param place its position in its sweep; empty in rows of version 0.4 and earlier
 * @param epochsTrained how many epochs were trained for this row: fewer than the trial has if it
 *     continued from a kept state. Depends on what was killed when, and so is no part of a trial's
 *     content; empty for rows of version 0.4, and where nothing is trained in epochs
 */
public record TrialResult(
    String trialId,
    String pointId,
    long seed,
    String spec,
    Status status,
    String message,
    Instant startedAt,
    double seconds,
    String codeVersion,
    Map<String, String> environment,
    Map<String, Double> scores,
    List<EpochReport> epochs,
    List<NeuronReport> neurons,
    Optional<Place> place,
    OptionalInt epochsTrained) {

  /** The entry of the environment that names the user's own data, then a blank, its fingerprint. */
  public static final String DATA = "data";

  /** How a trial ended. */
  public enum Status {
    /** All epochs were trained. */
    OK,
    /** A goal, a score, a drive or a weight became infinite or not a number. */
    DIVERGED,
    /** The trial threw an exception, ran out of memory, or killed its executor. */
    FAILED
  }

  public TrialResult {
    Objects.requireNonNull(trialId);
    Objects.requireNonNull(pointId);
    Objects.requireNonNull(spec);
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
    Objects.requireNonNull(codeVersion);
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    environment = Map.copyOf(environment);
    scores = Map.copyOf(scores);
    epochs = List.copyOf(epochs);
    neurons = List.copyOf(neurons);
    Objects.requireNonNull(place);
    Objects.requireNonNull(epochsTrained);
  }

  /** A trial that ran alone, at {@link Place#ALONE}; nobody has counted its epochs. */
  public TrialResult(
      String trialId,
      String pointId,
      long seed,
      String spec,
      Status status,
      String message,
      Instant startedAt,
      double seconds,
      String codeVersion,
      Map<String, String> environment,
      Map<String, Double> scores,
      List<EpochReport> epochs,
      List<NeuronReport> neurons) {
    this(
        trialId,
        pointId,
        seed,
        spec,
        status,
        message,
        startedAt,
        seconds,
        codeVersion,
        environment,
        scores,
        epochs,
        neurons,
        Optional.of(Place.ALONE),
        OptionalInt.empty());
  }
}
