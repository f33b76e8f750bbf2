package org.infomorph.data;

import org.infomorph.math.Activity;
import org.infomorph.math.Precision;

/**
 * Some samples as a network reads them: their values, and their classes as one unit each. A buffer,
 * refilled for each batch.
 */
public final class Batch {
  private final Activity input;
  private final Activity label;
  private final int[] classes;

  /**
   * @param capacity largest number of samples
   * @param features values of a sample
   * @param classes classes of the data
   */
  public Batch(Precision precision, int capacity, int features, int classes) {
    input = new Activity(Activity.Layout.SAMPLE_MAJOR, precision, features, capacity);
    label = new Activity(Activity.Layout.UNIT_MAJOR, precision, classes, capacity);
    this.classes = new int[capacity];
  }

  /**
   * Refills the batch.
   *
   * @param order indices of samples; those at {@code from} to {@code from + count - 1} are taken
   */
  public void fill(Samples samples, int[] order, int from, int count) {
    input.resize(count);
    label.resize(count);
    label.clear();
    samples.gather(order, from, input);
    for (int s = 0; s < count; s++) {
      classes[s] = samples.label(order[from + s]);
      label.set(s, classes[s], 1);
    }
  }

  /** Values, sample-major. */
  public Activity input() {
    return input;
  }

  /** Classes, one unit each: 1 for the right one, 0 else. */
  public Activity label() {
    return label;
  }

  /** Number of samples held. */
  public int size() {
    return input.samples();
  }
}
