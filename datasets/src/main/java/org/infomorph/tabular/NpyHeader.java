package org.infomorph.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array of NumPy, format versions 1.0, 2.0 and 3.0.
 *
 * @param kind the kind of its elements: b (truth values), u and i (whole numbers), f (floats), U
 *     (texts of UTF-32), S (texts of bytes)
 * @param itemBytes bytes of an element
 * @param order the order of the bytes
 * @param fortran whether the first index runs fastest
 * @param rows the first dimension; a single number has one row
 * @param inner the other dimensions
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
record NpyHeader(
    char kind, int itemBytes, ByteOrder order, boolean fortran, long rows, List<Integer> inner) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 20;
  private static final String ALLOWED =
      "allowed are truth values, whole numbers and floats of up to 64 bits, and texts";

  /** Of a size of elements: a label has at most a hundred million bytes. */
  private static final int MOST_DIGITS = 8;

  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=]?)(\\w)(\\d*)'");
  private static final Pattern ANY_DESCR = Pattern.compile("'descr':\\s*(.{1,60})");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  /** No disk holds more bytes. */
  private static final long MOST_BYTES = 1L << 60;

  /**
   * Reads the header at the beginning of an array.
   *
   * @throws DataException if it is no header, or one of elements that are not allowed
   */
  static NpyHeader read(Path file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw new DataException(file, "is no array of NumPy; it does not begin with \\x93NUMPY");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new DataException(
          file, "format version " + version + "; allowed are versions 1, 2 and 3");
    }
    byte[] size = in.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES);
    var numbers =
        ByteBuffer.wrap(Arrays.copyOf(size, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    int length = numbers.getInt();
    if (length < 0 || length > LONGEST) {
      throw new DataException(file, "its header has a length of " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new DataException(file, "ends within its header");
    }
    return parse(file, new String(bytes, StandardCharsets.UTF_8));
  }

  private static NpyHeader parse(Path file, String text) throws DataException {
    var descr = DESCR.matcher(text);
    if (!descr.find()) {
      var any = ANY_DESCR.matcher(text);
      throw new DataException(
          file,
          "its elements are " + (any.find() ? any.group(1).strip() : "unknown") + "; " + ALLOWED);
    }
    char kind = descr.group(2).charAt(0);
    if (kind == 'O') {
      throw new DataException(
          file,
          "its elements are Python objects, which only Python can read; save it with"
              + " array.astype(float), or array.astype(str) for labels");
    }
    String digits = descr.group(3);
    if (digits.length() > MOST_DIGITS) {
      throw new DataException(file, "its elements are of type " + kind + digits + "; " + ALLOWED);
    }
    int size = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    boolean known =
        switch (kind) {
          case 'b' -> size == 1;
          case 'u', 'i' -> size == 1 || size == 2 || size == 4 || size == 8;
          case 'f' -> size == 2 || size == 4 || size == 8;
          case 'U', 'S' -> size > 0;
          default -> false;
        };
    if (!known) {
      throw new DataException(file, "its elements are of type " + kind + size + "; " + ALLOWED);
    }
    return parse(
        file,
        text,
        kind,
        kind == 'U' ? size * Integer.BYTES : size,
        descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static NpyHeader parse(Path file, String text, char kind, int bytes, ByteOrder order)
      throws DataException {
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!fortran.find() || !shape.find()) {
      throw new DataException(file, "its header says neither order nor shape: " + text.strip());
    }
    long rows = 1;
    long columns = 1;
    var sizes = Arrays.stream(shape.group(1).split(",")).map(String::strip);
    var dimensions =
        sizes
            .filter(size -> !size.isEmpty())
            .mapToLong(size -> size.length() > 18 ? Long.MAX_VALUE : Long.parseLong(size))
            .toArray();
    for (int i = 0; i < dimensions.length; i++) {
      if (i == 0) {
        rows = dimensions[i];
      } else {
        columns *= Math.min(dimensions[i], Integer.MAX_VALUE); // no overflow below
        columns = Math.min(columns, Integer.MAX_VALUE);
      }
    }
    if (rows < 1 || columns < 1 || columns == Integer.MAX_VALUE) {
      throw new DataException(
          file, "has the shape (" + shape.group(1) + "); allowed are 1 or more in each dimension");
    }
    if (rows > MOST_BYTES / columns / bytes) {
      throw new DataException(
          file, "has the shape (" + shape.group(1) + "), which is more than any disk holds");
    }
    var inner = Arrays.stream(dimensions).skip(1).mapToObj(size -> (int) size).toList();
    return new NpyHeader(kind, bytes, order, fortran.group(1).equals("True"), rows, inner);
  }

  /** The number of columns: the product of the inner dimensions. */
  int columns() {
    return inner.stream().reduce(1, (a, b) -> a * b);
  }

  /**
   * The place of a column in Fortran order, where the first of the inner dimensions runs fastest.
   *
   * @param column its place if the last one runs fastest
   */
  int fortranColumn(int column) {
    int rest = column;
    int stride = columns();
    int place = 0;
    for (int i = inner.size() - 1; i >= 0; i--) {
      stride /= inner.get(i);
      place += rest % inner.get(i) * stride;
      rest /= inner.get(i);
    }
    return place;
  }

  /** Bytes of all elements. */
  long bytes() {
    return rows * columns() * itemBytes;
  }

  /** Whether the elements are numbers or truth values. */
  boolean isNumeric() {
    return kind != 'U' && kind != 'S';
  }
}
