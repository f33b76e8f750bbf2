package org.infomorph.result;

import java.util.List;
import java.util.Optional;

/**
 * A finished trial as one line, for the transfer to the driver and for the journal: its row as
 * JSON, and after a tab the kept network, if there is one. The JSON contains no tab.
 */
public final class ResultLine {
  private static final char SEPARATOR = '\t';

  /** What follows is a state, which is no part of the journal's line. */
  private static final char STATE = '\n';

  private ResultLine() {}

  /** One line, without a line break. */
  public static String of(FinishedTrial trial) {
    var row = ResultFormat.toJson(trial.result());
    return trial.weights().isEmpty() ? row : row + SEPARATOR + WeightsText.write(trial.weights());
  }

  /** The line, and after a line break the trial's state, if there is one. */
  static String withState(FinishedTrial trial) {
    return of(trial) + trial.state().map(state -> STATE + state.text()).orElse("");
  }

  /** The line alone of what a runner has returned. */
  public static String withoutState(String returned) {
    int end = returned.indexOf(STATE);
    return end < 0 ? returned : returned.substring(0, end);
  }

  /** The state, as text, of what a runner has returned; empty if there is none. */
  public static Optional<String> state(String returned) {
    int end = returned.indexOf(STATE);
    return end < 0 ? Optional.empty() : Optional.of(returned.substring(end + 1));
  }

  /**
   * The row of a line.
   *
   * @throws IllegalArgumentException if the line is anything else, such as half a line
   */
  public static TrialResult result(String line) {
    int end = line.indexOf(SEPARATOR);
    return ResultFormat.fromJson(end < 0 ? line : line.substring(0, end));
  }

  /**
   * The whole trial.
   *
   * @throws IllegalArgumentException if the line is anything else, such as half a line
   */
  public static FinishedTrial read(String line) {
    int end = line.indexOf(SEPARATOR);
    return new FinishedTrial(
        result(line), end < 0 ? List.of() : WeightsText.read(line.substring(end + 1)));
  }

  /**
   * The line with the trial's place in its sweep; the task does not know this place.
   *
   * @param line the line of a trial without a place, or with the place of a trial that ran alone
   */
  public static String at(Place place, String line) {
    int end = line.indexOf(SEPARATOR);
    var row = ResultFormat.at(place, end < 0 ? line : line.substring(0, end));
    return end < 0 ? row : row + line.substring(end);
  }

  /** Whether the line contains a network. */
  public static boolean hasWeights(String line) {
    return line.indexOf(SEPARATOR) >= 0;
  }
}
