package org.infomorph.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A data set of four IDX files like MNIST, but of a few images of 4 x 4, in ten classes. */
public final class SmallImages {
  private static final int TRAINING = 120;
  private static final int TEST = 40;
  private static final int SIZE = 4;

  private SmallImages() {}

  /** Writes the files into a folder. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", TRAINING);
    write(folder, "t10k", TEST);
  }

  /** Packs the files of a folder into an archive, as {@code zip -j} does. */
  public static void pack(Path folder, Path archive) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive));
        var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
    }
  }

  private static void write(Path folder, String set, int count) throws IOException {
    var images = idx(0x803, count, SIZE, SIZE);
    var labels = idx(0x801, count);
    for (int image = 0; image < count; image++) {
      int label = image % 10;
      labels.put((byte) label);
      for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
        int noise = (image * 31 + pixel * 17) % 60;
        images.put((byte) ((pixel % 10 == label ? 180 : 10) + noise));
      }
    }
    Files.write(folder.resolve(set + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels.array());
  }

  private static ByteBuffer idx(int magic, int... shape) {
    int items = 1;
    for (int size : shape) {
      items *= size;
    }
    var file = ByteBuffer.allocate(4 + 4 * shape.length + items).putInt(magic);
    for (int size : shape) {
      file.putInt(size);
    }
    return file;
  }
}
