package org.infomorph.data;

import java.util.Objects;
import org.infomorph.math.Activity;
import org.infomorph.math.Precision;

/**
 * Labelled samples, read-only: {@code [samples][features]} values and one class each. Values that
 * come as unsigned bytes stay bytes; {@code value = offset + scale * byte}.
 */
public final class Samples {
  private final int features;
  private final int classes;
  private final byte[] values;
  private final byte[] labels;
  private final double scale;
  private final double offset;

  /** What each of the 256 bytes reads as, in single precision. */
  private final float[] table = new float[256];

  private Samples(
      int features, byte[] values, int classes, byte[] labels, double scale, double offset) {
    this.features = features;
    this.values = values;
    this.classes = classes;
    this.labels = labels;
    this.scale = scale;
    this.offset = offset;
    for (int v = 0; v < table.length; v++) {
      table[v] = (float) (offset + scale * v);
    }
  }

  /**
   * Samples of unsigned bytes, whose values read as 0 to 255 until {@link #standardised}.
   *
   * @param features values of one sample, 1 or more
   * @param values {@code [samples][features]}, kept, not copied
   * @param classes number of classes, 1 to 256
   * @param labels {@code [samples]}, unsigned, each below {@code classes}; kept, not copied
   * @throws IllegalArgumentException if the sizes do not fit or a label is not a class
   */
  public static Samples ofBytes(int features, byte[] values, int classes, byte[] labels) {
    Objects.requireNonNull(values);
    if (features < 1 || (long) labels.length * features != values.length) {
      throw new IllegalArgumentException(
          labels.length
              + " samples of "
              + features
              + " features need another number of values than "
              + values.length);
    }
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("classes is " + classes + "; allowed are 1 to 256");
    }
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw new IllegalArgumentException(
            "label " + (labels[i] & 0xff) + " of sample " + i + " is not below " + classes);
      }
    }
    return new Samples(features, values, classes, labels, 1, 0);
  }

  /** Number of samples. */
  public int size() {
    return labels.length;
  }

  /** Number of values of one sample. */
  public int features() {
    return features;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Class of one sample, 0 to {@code classes - 1}. */
  public int label(int sample) {
    return labels[sample] & 0xff;
  }

  /** One value, after standardisation. */
  public double value(int sample, int feature) {
    return offset + scale * (values[sample * features + feature] & 0xff);
  }

  /**
   * The mean over all values of all samples and their standard deviation.
   *
   * @return {@code {mean, deviation}}, of the values as they read now
   */
  public double[] meanAndDeviation() {
    long[] histogram = new long[256];
    for (byte value : values) {
      histogram[value & 0xff]++;
    }
    double sum = 0;
    double squares = 0;
    for (int v = 0; v < 256; v++) {
      sum += (double) histogram[v] * v;
      squares += (double) histogram[v] * v * v;
    }
    double mean = sum / values.length;
    double variance = Math.max(0, squares / values.length - mean * mean);
    return new double[] {offset + scale * mean, Math.abs(scale) * Math.sqrt(variance)};
  }

  /**
   * The same samples, read as {@code (value − mean) / deviation}; the bytes are shared.
   *
   * @param deviation not 0 and finite, as {@code mean}
   */
  public Samples standardised(double mean, double deviation) {
    if (!Double.isFinite(mean) || !Double.isFinite(1 / deviation)) {
      throw new IllegalArgumentException("mean " + mean + ", deviation " + deviation);
    }
    return new Samples(
        features, values, classes, labels, scale / deviation, (offset - mean) / deviation);
  }

  /**
   * Copies samples into a batch.
   *
   * @param order indices of samples, read from {@code from} on
   * @param out sample-major, {@link #features} units; overwritten for as many samples as it holds
   */
  void gather(int[] order, int from, Activity out) {
    float[] singles = out.singles();
    if (out.precision() == Precision.SINGLE) {
      for (int s = 0; s < out.samples(); s++) {
        int at = order[from + s] * features;
        int to = s * features;
        for (int f = 0; f < features; f++) {
          singles[to + f] = table[values[at + f] & 0xff];
        }
      }
    } else {
      for (int s = 0; s < out.samples(); s++) {
        for (int f = 0; f < features; f++) {
          out.set(s, f, value(order[from + s], f));
        }
      }
    }
  }
}
