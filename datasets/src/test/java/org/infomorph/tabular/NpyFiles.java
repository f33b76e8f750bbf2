package org.infomorph.tabular;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Arrays of NumPy, as its format says. */
public final class NpyFiles {
  private NpyFiles() {}

  /** A file of version 1.0. */
  public static byte[] array(String descr, boolean fortran, String shape, byte[] elements) {
    return array(1, "'" + descr + "'", fortran, shape, elements);
  }

  static byte[] array(int version, String descr, boolean fortran, String shape, byte[] elements) {
    String header =
        "{'descr': %s, 'fortran_order': %s, 'shape': (%s), }"
            .formatted(descr, fortran ? "True" : "False", shape);
    int before = version == 1 ? 10 : 12;
    header += " ".repeat(63 - (before + header.length()) % 64) + "\n";
    var bytes = ByteBuffer.allocate(before + header.length() + elements.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    bytes.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    return bytes.put(header.getBytes(StandardCharsets.UTF_8)).put(elements).array();
  }

  /** Unsigned bytes. */
  public static byte[] bytes(String shape, int... values) {
    byte[] elements = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      elements[i] = (byte) values[i];
    }
    return array("|u1", false, shape, elements);
  }

  /** Doubles, big or little endian. */
  public static byte[] doubles(ByteOrder order, double... values) {
    var bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(order);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  /** A file of several arrays, names and arrays in turn. */
  public static byte[] zip(Object... namesAndArrays) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndArrays.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndArrays[i] + ".npy"));
        zip.write((byte[]) namesAndArrays[i + 1]);
      }
    }
    return bytes.toByteArray();
  }
}
