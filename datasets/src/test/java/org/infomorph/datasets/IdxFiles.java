package org.infomorph.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small IDX files, good ones and parts of bad ones. */
final class IdxFiles {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private IdxFiles() {}

  /** A good set: 3 training and 2 test images of 2 x 2; training labels 0 2 1, test labels 1 2. */
  static void writeAll(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(TRAIN_IMAGES), images(3, 2, 2));
    Files.write(folder.resolve(TRAIN_LABELS), labels(0, 2, 1));
    Files.write(folder.resolve(TEST_IMAGES), images(2, 2, 2));
    Files.write(folder.resolve(TEST_LABELS), labels(1, 2));
  }

  /** Images whose bytes count 250, 251, ..., 255, 0, 1, ... */
  static byte[] images(int count, int rows, int columns) {
    byte[] pixels = new byte[count * rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (250 + i);
    }
    return idx(0x803, new int[] {count, rows, columns}, pixels);
  }

  static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return idx(0x801, new int[] {labels.length}, bytes);
  }

  static byte[] idx(int magic, int[] shape, byte[] items) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + items.length);
    buffer.putInt(magic);
    for (int size : shape) {
      buffer.putInt(size);
    }
    return buffer.put(items).array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
