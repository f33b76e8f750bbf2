package org.infomorph.estimate;

import java.util.Arrays;
import java.util.PriorityQueue;

/** Trials on cores: each core takes the next trial when it has finished the previous one. */
final class Schedule {
  private Schedule() {}

  /**
   * Seconds until the last trial has ended.
   *
   * @param seconds duration of each trial, in the order in which they start
   * @param cores number of trials at a time, 1 or more
   */
  static double makespan(double[] seconds, int cores) {
    if (seconds.length <= cores) {
      return Arrays.stream(seconds).max().orElse(0);
    }
    var free = new PriorityQueue<Double>();
    double end = 0;
    for (int i = 0; i < seconds.length; i++) {
      double start = i < cores ? 0 : free.remove();
      free.add(start + seconds[i]);
      end = Math.max(end, start + seconds[i]);
    }
    return end;
  }
}
