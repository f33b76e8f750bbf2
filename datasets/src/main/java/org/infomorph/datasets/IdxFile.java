package org.infomorph.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.infomorph.tabular.DataException;

/**
 * One IDX file of unsigned bytes, checked from its first byte to its last.
 *
 * @param file the file's path
 * @param shape the number of items, then the size of an item in each dimension; all 1 or more
 * @param bytes the items, row-major
 */
record IdxFile(Path file, int[] shape, byte[] bytes) {
  /** Two zero bytes, the type (unsigned bytes), and the number of dimensions in the last byte. */
  private static final int MAGIC = 0x0800;

  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * Reads a whole file; a name that ends in {@code .gz} is inflated.
   *
   * @param dimensions 1 for labels, 3 for images
   * @throws DataException if the file is not an IDX file of that many dimensions of unsigned bytes,
   *     or does not hold exactly what it declares
   */
  static IdxFile read(Path file, int dimensions) throws IOException {
    return read(
        file,
        in -> {
          int[] shape = readShape(file, in, dimensions);
          return new IdxFile(file, shape, readItems(file, in, shape));
        });
  }

  /**
   * Reads only the shape, from the beginning of a file.
   *
   * @throws DataException if the file does not begin as {@link #read} requires
   */
  static int[] shape(Path file, int dimensions) throws IOException {
    return read(file, in -> readShape(file, in, dimensions));
  }

  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  private static <T> T read(Path file, Reading<T> reading) throws IOException {
    boolean gzipped = file.getFileName().toString().endsWith(".gz");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = gzipped ? new GZIPInputStream(raw, BUFFER_BYTES) : raw) {
      return reading.of(in);
    } catch (ZipException e) {
      throw new DataException(file, "bad gzip (" + e.getMessage() + ")");
    } catch (EOFException e) {
      throw new DataException(file, "bad gzip (it ends before the end of its contents)");
    }
  }

  private static int[] readShape(Path file, InputStream in, int dimensions) throws IOException {
    int headerBytes = Integer.BYTES * (1 + dimensions);
    byte[] header = in.readNBytes(headerBytes);
    if (header.length < headerBytes) {
      throw new DataException(
          file, header.length + " bytes; its header alone needs " + headerBytes);
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int magic = fields.getInt();
    if (magic != MAGIC + dimensions) {
      throw new DataException(
          file,
          String.format(
              "magic number 0x%08x; allowed is 0x%08x (unsigned bytes, dimensions: %d)",
              magic, MAGIC + dimensions, dimensions));
    }
    int[] shape = new int[dimensions];
    long total = 1;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = fields.getInt();
      // Sizes are unsigned; a factor of at most 2^32 keeps the product of two ints' range in a
      // long.
      total *= Integer.toUnsignedLong(shape[i]);
      if (total < 1 || total > Fields.LARGEST_ARRAY) {
        throw new DataException(
            file,
            "declares "
                + describe(Arrays.copyOf(shape, i + 1))
                + " bytes; allowed are 1 to "
                + Fields.LARGEST_ARRAY);
      }
    }
    return shape;
  }

  private static byte[] readItems(Path file, InputStream in, int[] shape) throws IOException {
    int declared = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    byte[] items = in.readNBytes(declared);
    if (items.length < declared) {
      throw new DataException(
          file, "declares " + describe(shape) + " bytes of items; found are " + items.length);
    }
    long trailing = in.transferTo(OutputStream.nullOutputStream());
    if (trailing > 0) {
      throw new DataException(
          file, "declares " + describe(shape) + " bytes of items; found are " + trailing + " more");
    }
    return items;
  }

  /** Bytes of one item. */
  int itemBytes() {
    return bytes.length / shape[0];
  }

  /** The largest of the bytes, unsigned. */
  int largest() {
    int largest = 0;
    for (byte b : bytes) {
      largest = Math.max(largest, b & 0xff);
    }
    return largest;
  }

  /** Refuses the file if the number of labels differs from the number of images. */
  void requireCountOf(IdxFile images) throws DataException {
    if (shape[0] != images.shape[0]) {
      throw new DataException(
          file, shape[0] + " labels, but " + images.file + " has " + images.shape[0] + " images");
    }
  }

  /** Refuses images of another size. */
  void requireItemsLike(IdxFile other) throws DataException {
    int[] size = Arrays.copyOfRange(shape, 1, shape.length);
    int[] otherSize = Arrays.copyOfRange(other.shape, 1, other.shape.length);
    if (!Arrays.equals(size, otherSize)) {
      throw new DataException(
          file,
          "images of " + describe(size) + ", but " + other.file + " has " + describe(otherSize));
    }
  }

  private static String describe(int[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining(" x "));
  }
}
