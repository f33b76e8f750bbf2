package org.infomorph.result;

import java.util.List;

/**
 * A finished trial as one line, for the way to the driver and into the journal: its row as JSON,
 * and behind a tab the network that is kept, if one is. No JSON has a tab in it.
 */
public final class ResultLine {
  private static final char SEPARATOR = '\t';

  private ResultLine() {}

  /** One line, without a line break. */
  public static String of(FinishedTrial trial) {
    var row = ResultFormat.toJson(trial.result());
    return trial.weights().isEmpty() ? row : row + SEPARATOR + WeightsText.write(trial.weights());
  }

  /**
   * The row of a line.
   *
   * @throws IllegalArgumentException if it is anything else, such as half a line
   */
  public static TrialResult result(String line) {
    int end = line.indexOf(SEPARATOR);
    return ResultFormat.fromJson(end < 0 ? line : line.substring(0, end));
  }

  /**
   * The whole trial.
   *
   * @throws IllegalArgumentException if it is anything else, such as half a line
   */
  public static FinishedTrial read(String line) {
    int end = line.indexOf(SEPARATOR);
    return new FinishedTrial(
        result(line), end < 0 ? List.of() : WeightsText.read(line.substring(end + 1)));
  }

  /**
   * A line with the trial's place in its sweep, which its task does not know.
   *
   * @param line of a trial without a place, or with the one of a trial that was run for itself
   */
  public static String at(Place place, String line) {
    int end = line.indexOf(SEPARATOR);
    var row = ResultFormat.at(place, end < 0 ? line : line.substring(0, end));
    return end < 0 ? row : row + line.substring(end);
  }

  /** Whether a network comes with it. */
  public static boolean hasWeights(String line) {
    return line.indexOf(SEPARATOR) >= 0;
  }
}
