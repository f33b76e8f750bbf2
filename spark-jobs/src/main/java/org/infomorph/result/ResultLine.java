package org.infomorph.result;

import java.util.List;

/**
 * A finished trial as one line, for the transfer to the driver and for the journal: its row as
 * JSON, and after a tab the kept network, if there is one. The JSON contains no tab.
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
