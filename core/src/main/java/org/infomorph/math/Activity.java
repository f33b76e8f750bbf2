package org.infomorph.math;

import java.util.Arrays;

/**
 * Values of units over the samples of one batch, in one of two layouts: sample-major {@code
 * [samples][units]}, as data comes, or unit-major {@code [units][samples]}, as layers fire. A
 * buffer: allocated once for the largest batch, refilled for each.
 */
public final class Activity {
  private static final float[] NO_SINGLES = {};
  private static final double[] NO_DOUBLES = {};

  /** Which index varies slowest. */
  public enum Layout {
    SAMPLE_MAJOR,
    UNIT_MAJOR
  }

  private final Layout layout;
  private final int units;
  private final int capacity;
  private final float[] singles;
  private final double[] doubles;
  private int samples;

  /**
   * A buffer of zeros, with no samples yet.
   *
   * @param units number of units, 1 or more
   * @param capacity largest number of samples
   */
  public Activity(Layout layout, Precision precision, int units, int capacity) {
    if (units < 1 || capacity < 1) {
      throw new IllegalArgumentException(units + " units, capacity " + capacity);
    }
    this.layout = layout;
    this.units = units;
    this.capacity = capacity;
    int size = Math.multiplyExact(units, capacity);
    singles = precision == Precision.SINGLE ? new float[size] : NO_SINGLES;
    doubles = precision == Precision.DOUBLE ? new double[size] : NO_DOUBLES;
  }

  /** Sets how many samples the buffer holds from now on; their values are undefined until set. */
  public void resize(int samples) {
    if (samples < 0 || samples > capacity) {
      throw new IllegalArgumentException(samples + " samples in a buffer for " + capacity);
    }
    this.samples = samples;
  }

  /** Number of units. */
  public int units() {
    return units;
  }

  /** Number of samples held. */
  public int samples() {
    return samples;
  }

  /** The layout of {@link #singles} and {@link #doubles}. */
  public Layout layout() {
    return layout;
  }

  /** The number format, which decides which array is in use. */
  public Precision precision() {
    return doubles == NO_DOUBLES ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** The values in single precision, packed for {@link #samples()}; empty in double precision. */
  public float[] singles() {
    return singles;
  }

  /** The values in double precision, packed for {@link #samples()}; empty in single precision. */
  public double[] doubles() {
    return doubles;
  }

  /** One value. */
  public double get(int sample, int unit) {
    int at = index(sample, unit);
    return doubles == NO_DOUBLES ? singles[at] : doubles[at];
  }

  /** Sets one value. */
  public void set(int sample, int unit, double value) {
    int at = index(sample, unit);
    if (doubles == NO_DOUBLES) {
      singles[at] = (float) value;
    } else {
      doubles[at] = value;
    }
  }

  /** Sets every value to zero. */
  public void clear() {
    Arrays.fill(singles, 0);
    Arrays.fill(doubles, 0);
  }

  private int index(int sample, int unit) {
    return layout == Layout.SAMPLE_MAJOR ? sample * units + unit : unit * samples + sample;
  }
}
