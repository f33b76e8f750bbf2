package org.infomorph.math;

import java.util.Arrays;

/**
 * Values of units over the samples of one batch, in one of two layouts: sample-major {@code
 * [samples][units]}, for data, or unit-major {@code [units][samples]}, for the outputs of layers. A
 * buffer: allocated once for the largest batch, refilled for each batch.
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

  /** Where the values come from; they may not have been written into this buffer yet. */
  private SparseBatch sparse;

  /** Of no meaning, see {@link SparseRows#touch}. */
  private int touched;

  private boolean written = true;

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

  /**
   * References to stored samples, and how their bytes are converted.
   *
   * @param rows all samples
   * @param order indices of samples, used from {@code from} on
   * @param table what each of the 256 bytes reads as
   * @param offset a byte v reads as {@code offset + scale * v}, before rounding
   */
  record SparseBatch(
      SparseRows rows, int[] order, int from, float[] table, double offset, double scale) {}

  /** Sets how many samples the buffer holds from now on; their values are undefined until set. */
  public void resize(int samples) {
    if (samples < 0 || samples > capacity) {
      throw new IllegalArgumentException(samples + " samples in a buffer for " + capacity);
    }
    this.samples = samples;
    sparse = null;
    written = true;
  }

  /**
   * Sets all values to those of some samples of bytes, in single precision and sample-major. The
   * values are written into the array only on request; products with few neurons read the bytes
   * directly.
   *
   * @param rows samples with as many units as this buffer
   * @param order indices of samples, read from {@code from} on; the caller must not change them
   *     before the next {@link #resize}
   * @param table what each of the 256 bytes reads as
   * @param offset a byte v reads as {@code offset + scale * v}, before rounding
   * @throws IllegalArgumentException if this buffer has another layout or precision, or the units
   *     differ
   */
  public void fill(
      SparseRows rows, int[] order, int from, float[] table, double offset, double scale) {
    if (layout != Layout.SAMPLE_MAJOR || precision() != Precision.SINGLE || rows.units() != units) {
      throw new IllegalArgumentException(
          "rows of %d units for %s values of %d in %s"
              .formatted(rows.units(), layout, units, precision()));
    }
    sparse = new SparseBatch(rows, order, from, table, offset, scale);
    written = false;
  }

  /** The sparse samples that the values come from; null if they do not come from sparse samples. */
  SparseBatch sparse() {
    return sparse;
  }

  private void write() {
    for (int first = 0; first < samples; first += SparseProducts.CHUNK) {
      int end = Math.min(samples, first + SparseProducts.CHUNK);
      touched ^= sparse.rows.touch(sparse.order, sparse.from + first, sparse.from + end);
      for (int s = first; s < end; s++) {
        int sample = sparse.order[sparse.from + s];
        sparse.rows.write(sample, sparse.table, singles, s * units);
      }
    }
    written = true;
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

  /** The number format, which decides the array in use. */
  public Precision precision() {
    return doubles == NO_DOUBLES ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** The values in single precision, packed for {@link #samples()}; empty in double precision. */
  public float[] singles() {
    if (!written) {
      write();
    }
    return singles;
  }

  /** The values in double precision, packed for {@link #samples()}; empty in single precision. */
  public double[] doubles() {
    return doubles;
  }

  /** One value. */
  public double get(int sample, int unit) {
    if (!written) {
      write();
    }
    int at = index(sample, unit);
    return doubles == NO_DOUBLES ? singles[at] : doubles[at];
  }

  /** Sets one value. */
  public void set(int sample, int unit, double value) {
    if (sparse != null) {
      own();
    }
    int at = index(sample, unit);
    if (doubles == NO_DOUBLES) {
      singles[at] = (float) value;
    } else {
      doubles[at] = value;
    }
  }

  /** From now on, the array in this buffer holds the values. */
  private void own() {
    if (!written) {
      write();
    }
    sparse = null;
  }

  /** Sets every value to zero. */
  public void clear() {
    sparse = null;
    written = true;
    Arrays.fill(singles, 0);
    Arrays.fill(doubles, 0);
  }

  private int index(int sample, int unit) {
    return layout == Layout.SAMPLE_MAJOR ? sample * units + unit : unit * samples + sample;
  }
}
