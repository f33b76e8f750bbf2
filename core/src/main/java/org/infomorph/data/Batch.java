package org.infomorph.data;

import org.infomorph.math.Activity;
import org.infomorph.math.Precision;

/**
 * Samples in the form that a network reads: their values, and their classes, one unit per class. A
 * buffer that is refilled for each batch.
 */
public final class Batch {
  private final Activity input;
  private final Activity label;
  private final boolean labelled;

  /**
   * @param capacity largest number of samples
   * @param features values of a sample
   * @param classes classes of the data; 0 if it has no labels
   */
  public Batch(Precision precision, int capacity, int features, int classes) {
    input = new Activity(Activity.Layout.SAMPLE_MAJOR, precision, features, capacity);
    label = new Activity(Activity.Layout.UNIT_MAJOR, precision, Math.max(1, classes), capacity);
    labelled = classes > 0;
  }

  /**
   * Refills the batch.
   *
   * @param order indices of samples; the batch takes the entries {@code from} to {@code from +
   *     count - 1}
   */
  public void fill(Samples samples, int[] order, int from, int count) {
    input.resize(count);
    label.resize(count);
    label.clear();
    samples.gather(order, from, input);
    for (int s = 0; labelled && s < count; s++) {
      label.set(s, samples.label(order[from + s]), 1);
    }
  }

  /** Values, sample-major. */
  public Activity input() {
    return input;
  }

  /**
   * Classes, one unit each: 1 for the true class, else 0. Without labels, a single unit that is 0.
   */
  public Activity label() {
    return label;
  }

  /** Number of samples held. */
  public int size() {
    return input.samples();
  }
}
