package org.infomorph.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/**
 * Numbers of a report, one per point, in the byte format of {@code model.js}.
 *
 * @param type {@code f32}, {@code u16} or {@code u8}
 * @param bytes little-endian
 * @param count how many numbers
 * @param least the lower end of the range that the codes divide into equal steps; NaN if the codes
 *     are the numbers
 * @param greatest the upper end of this range, or NaN
 */
record Column(String type, byte[] bytes, int count, double least, double greatest) {
  private static final int NARROW = 0xFF;
  private static final int WIDE = 0xFFFF;

  /** The precision of stored numbers. */
  enum Precision {
    SINGLE,
    WIDE_STEPS,
    NARROW_STEPS
  }

  /**
   * Measured numbers.
   *
   * @param values NaN for a missing number
   */
  static Column of(double[] values, Precision precision) {
    return switch (precision) {
      case SINGLE -> single(values);
      case WIDE_STEPS -> steps(values, WIDE);
      case NARROW_STEPS -> steps(values, NARROW);
    };
  }

  /** Whole numbers from 0 to 65535, two bytes each. */
  static Column places(int[] values) {
    var bytes = buffer(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return new Column("u16", bytes.array(), values.length, Double.NaN, Double.NaN);
  }

  /** Unchanged bytes. */
  static Column bytes(byte[] bytes) {
    return new Column("u8", bytes, bytes.length, Double.NaN, Double.NaN);
  }

  private static Column single(double[] values) {
    var bytes = buffer(4 * values.length);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return new Column("f32", bytes.array(), values.length, Double.NaN, Double.NaN);
  }

  /** Encodes numbers in equal steps; the last code stands for a missing number. */
  private static Column steps(double[] values, int none) {
    var range = Range.of(values);
    double step = (range.greatest() - range.least()) / (none - 1);
    var bytes = buffer((none == WIDE ? 2 : 1) * values.length);
    for (double value : values) {
      long code =
          Double.isNaN(value) ? none : step > 0 ? Math.round((value - range.least()) / step) : 0;
      if (none == WIDE) {
        bytes.putShort((short) code);
      } else {
        bytes.put((byte) code);
      }
    }
    var type = none == WIDE ? "u16" : "u8";
    double least = range.isEmpty() ? 0 : range.least();
    double greatest = range.isEmpty() ? 0 : range.greatest();
    return new Column(type, bytes.array(), values.length, least, greatest);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The column's entry in the header. */
  ObjectNode toJson(int offset) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("type", type).put("offset", offset).put("count", count);
    if (!Double.isNaN(least)) {
      json.put("min", least).put("max", greatest);
    }
    return json;
  }

  /** Approximate size of the column in a compressed file, in bytes. */
  int packedSize() {
    return packedSize(bytes);
  }

  static int packedSize(byte[] bytes) {
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      var buffer = new byte[1 << 16];
      int size = 0;
      while (!deflater.finished()) {
        size += deflater.deflate(buffer);
      }
      return size;
    } finally {
      deflater.end();
    }
  }
}
