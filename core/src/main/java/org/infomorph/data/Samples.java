package org.infomorph.data;

import java.util.Objects;

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

  private Samples(
      int features, byte[] values, int classes, byte[] labels, double scale, double offset) {
    this.features = features;
    this.values = values;
    this.classes = classes;
    this.labels = labels;
    this.scale = scale;
    this.offset = offset;
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
}
