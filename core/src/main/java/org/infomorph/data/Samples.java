package org.infomorph.data;

import java.util.Objects;
import java.util.Optional;
import org.infomorph.math.Activity;
import org.infomorph.math.Precision;
import org.infomorph.math.SparseRows;

/**
 * Samples, read-only: {@code [samples][features]} values and, if the data has them, each sample's
 * class or the hidden causes that made the sample. Values that come as unsigned bytes stay bytes
 * and read as {@code offset + scale * byte}.
 */
public final class Samples {
  private static final byte[] NO_BYTES = {};
  private static final float[] NO_FLOATS = {};

  private final int size;
  private final int features;
  private final byte[] bytes;
  private final float[] floats;
  private final int classes;
  private final byte[] labels;
  private final int causes;
  private final byte[] causeValues;
  private final double offset;
  private final double scale;

  /** The value of each of the 256 bytes, in single precision. */
  private final float[] table = new float[256];

  /** The nonzero bytes, if there are few of them; null until the first request. */
  private Optional<SparseRows> sparse;

  private Samples(
      int size,
      int features,
      byte[] bytes,
      float[] floats,
      int classes,
      byte[] labels,
      int causes,
      byte[] causeValues,
      double offset,
      double scale) {
    this.size = size;
    this.features = features;
    this.bytes = bytes;
    this.floats = floats;
    this.classes = classes;
    this.labels = labels;
    this.causes = causes;
    this.causeValues = causeValues;
    this.offset = offset;
    this.scale = scale;
    for (int v = 0; v < table.length; v++) {
      table[v] = (float) (offset + scale * v);
    }
  }

  /**
   * Labelled samples of unsigned bytes, which read as 0 to 255 unless {@link #affine} rescales
   * them.
   *
   * @param features values of one sample, 1 or more
   * @param values {@code [samples][features]}, kept, not copied
   * @param classes number of classes, 1 to 256
   * @param labels {@code [samples]}, unsigned, each below {@code classes}; kept, not copied
   * @throws IllegalArgumentException if the sizes do not match or a label is not a class
   */
  public static Samples ofBytes(int features, byte[] values, int classes, byte[] labels) {
    int size = size(features, values.length);
    checkLabels(size, features, classes, labels);
    return new Samples(size, features, values, NO_FLOATS, classes, labels, 0, NO_BYTES, 0, 1);
  }

  private static void checkLabels(int size, int features, int classes, byte[] labels) {
    if (labels.length != size) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + size + " samples of " + features + " features");
    }
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("classes is " + classes + "; allowed are 1 to 256");
    }
    for (int i = 0; i < size; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw new IllegalArgumentException(
            "label " + (labels[i] & 0xff) + " of sample " + i + " is not below " + classes);
      }
    }
  }

  /**
   * Samples of unsigned bytes without labels.
   *
   * @param features values of one sample, 1 or more
   * @param values {@code [samples][features]}, kept, not copied
   */
  public static Samples ofBytes(int features, byte[] values) {
    int size = size(features, values.length);
    return new Samples(size, features, values, NO_FLOATS, 0, NO_BYTES, 0, NO_BYTES, 0, 1);
  }

  /**
   * Samples of real numbers without labels.
   *
   * @param features values of one sample, 1 or more
   * @param values {@code [samples][features]}, finite; kept, not copied
   */
  public static Samples ofFloats(int features, float[] values) {
    int size = size(features, values.length);
    return new Samples(size, features, NO_BYTES, values, 0, NO_BYTES, 0, NO_BYTES, 0, 1);
  }

  /**
   * Labelled samples of real numbers.
   *
   * @param features values of one sample, 1 or more
   * @param values {@code [samples][features]}, finite; kept, not copied
   * @param classes number of classes, 1 to 256
   * @param labels {@code [samples]}, unsigned, each below {@code classes}; kept, not copied
   * @throws IllegalArgumentException if the sizes do not match or a label is not a class
   */
  public static Samples ofFloats(int features, float[] values, int classes, byte[] labels) {
    int size = size(features, values.length);
    checkLabels(size, features, classes, labels);
    return new Samples(size, features, NO_BYTES, values, classes, labels, 0, NO_BYTES, 0, 1);
  }

  private static int size(int features, int values) {
    if (features < 1 || values % features != 0) {
      throw new IllegalArgumentException(
          values + " values are not a whole number of samples of " + features + " features");
    }
    return values / features;
  }

  /**
   * The same samples, with the hidden causes that made them.
   *
   * @param number how many causes there are, 1 or more
   * @param present {@code [samples][number]}, 1 where a cause is present, else 0
   */
  public Samples withCauses(int number, byte[] present) {
    Objects.requireNonNull(present);
    if (number < 1 || (long) size * number != present.length) {
      throw new IllegalArgumentException(
          present.length + " values for " + number + " causes of " + size + " samples");
    }
    return new Samples(
        size, features, bytes, floats, classes, labels, number, present, offset, scale);
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /** Number of values of one sample. */
  public int features() {
    return features;
  }

  /** Number of classes; 0 if the samples have no labels. */
  public int classes() {
    return classes;
  }

  /** Class of one sample, 0 to {@code classes - 1}. */
  public int label(int sample) {
    return labels[sample] & 0xff;
  }

  /** Number of hidden causes; 0 if none are known. */
  public int causes() {
    return causes;
  }

  /** Whether a hidden cause is present in a sample. */
  public boolean hasCause(int sample, int cause) {
    return causeValues[sample * causes + cause] != 0;
  }

  /** One value, after shift and scale. */
  public double value(int sample, int feature) {
    return offset + scale * raw(sample * features + feature);
  }

  private double raw(int index) {
    return bytes.length > 0 ? bytes[index] & 0xff : floats[index];
  }

  /**
   * The mean and the standard deviation over all values of all samples.
   *
   * @return {@code {mean, deviation}}, of the values after shift and scale
   */
  public double[] meanAndDeviation() {
    double[] moments = bytes.length > 0 ? momentsOfBytes() : momentsOfFloats();
    return new double[] {
      offset + scale * moments[0], Math.abs(scale) * Math.sqrt(Math.max(0, moments[1]))
    };
  }

  /** Mean and variance of the stored bytes. The sums of bytes and of their squares are exact. */
  private double[] momentsOfBytes() {
    int values = size * features;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < values; i++) {
      double raw = raw(i);
      sum += raw;
      squares += raw * raw;
    }
    double mean = sum / values;
    return new double[] {mean, squares / values - mean * mean};
  }

  /**
   * Mean and variance of real numbers, summed as distances from the first value and then from the
   * mean. Plain sums of squares would lose the variance where the mean is large, and would give a
   * nonzero variance where all values are equal.
   */
  private double[] momentsOfFloats() {
    double first = floats[0];
    double sum = 0;
    for (float value : floats) {
      sum += value - first;
    }
    double mean = sum / floats.length;
    double squares = 0;
    for (float value : floats) {
      double distance = value - first - mean;
      squares += distance * distance;
    }
    return new double[] {first + mean, squares / floats.length};
  }

  /**
   * The same samples, read as {@code shift + factor * value}. Both objects share the stored values.
   *
   * @param shift finite
   * @param factor finite, not 0
   */
  public Samples affine(double shift, double factor) {
    if (!Double.isFinite(shift) || !Double.isFinite(factor) || factor == 0) {
      throw new IllegalArgumentException("shift " + shift + ", factor " + factor);
    }
    return new Samples(
        size,
        features,
        bytes,
        floats,
        classes,
        labels,
        causes,
        causeValues,
        shift + factor * offset,
        factor * scale);
  }

  /**
   * Copies samples into a batch.
   *
   * @param order indices of samples, read from {@code from} on
   * @param out sample-major, {@link #features} units; all samples that it holds are overwritten
   */
  void gather(int[] order, int from, Activity out) {
    boolean fast = out.precision() == Precision.SINGLE && bytes.length > 0;
    if (fast && sparse().isPresent()) {
      out.fill(sparse().get(), order, from, table, offset, scale);
      return;
    }
    for (int s = 0; s < out.samples(); s++) {
      int sample = order[from + s];
      if (fast) {
        read(sample * features, out.singles(), s * features);
      } else if (out.precision() == Precision.SINGLE) {
        scale(sample * features, out.singles(), s * features);
      } else {
        for (int f = 0; f < features; f++) {
          out.set(s, f, value(sample, f));
        }
      }
    }
  }

  private synchronized Optional<SparseRows> sparse() {
    if (sparse == null) {
      sparse = SparseRows.of(features, bytes);
    }
    return sparse;
  }

  private void scale(int at, float[] to, int toAt) {
    for (int f = 0; f < features; f++) {
      to[toAt + f] = (float) (offset + scale * floats[at + f]);
    }
  }

  private void read(int at, float[] to, int toAt) {
    for (int f = 0; f < features; f++) {
      to[toAt + f] = table[bytes[at + f] & 0xff];
    }
  }
}
