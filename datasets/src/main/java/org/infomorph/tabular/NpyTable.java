package org.infomorph.tabular;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An array of NumPy: a row for each index of its first dimension. All other dimensions together
 * give the columns, the last one fastest. Columns are called by their numbers, from 1.
 *
 * @param file a {@code .npy} file, or a {@code .npz} file
 * @param entry the entry of a {@code .npz} file; else empty
 * @param header type and shape
 * @param columns "1", "2" and so on
 */
record NpyTable(Path file, String entry, NpyHeader header, List<String> columns)
    implements TableFile {
  private static final String SUFFIX = ".npy";
  private static final int BUFFER_BYTES = 1 << 18;

  static NpyTable open(Path file, String array) throws IOException {
    boolean zipped = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".npz");
    String entry = zipped ? entry(file, array) : "";
    var header = use(file, entry, in -> NpyHeader.read(file, in));
    var names = IntStream.rangeClosed(1, header.columns()).mapToObj(Integer::toString).toList();
    return new NpyTable(file, entry, header, names);
  }

  /** The entry of an array, or of the only array. */
  private static String entry(Path file, String array) throws IOException {
    var names = new ArrayList<String>();
    try (var zip = new ZipFile(file.toFile())) {
      zip.stream()
          .map(each -> each.getName())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .forEach(names::add);
    } catch (ZipException e) {
      throw new DataException(file, "is no .npz file (" + e.getMessage() + ")");
    }
    if (array.isEmpty() && names.size() == 1) {
      return names.get(0) + SUFFIX;
    }
    if (!names.contains(array)) {
      throw new DataException(
          file,
          names.isEmpty()
              ? "holds no array"
              : (array.isEmpty() ? "holds several arrays" : "there is no array " + array)
                  + "; allowed is "
                  + file.getFileName()
                  + ":NAME with one of "
                  + String.join(", ", names));
    }
    return array + SUFFIX;
  }

  private interface Use<T> {
    T of(InputStream in) throws IOException;
  }

  private static <T> T use(Path file, String entry, Use<T> use) throws IOException {
    if (entry.isEmpty()) {
      try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
        return use.of(in);
      }
    }
    try (var zip = new ZipFile(file.toFile());
        var in = new BufferedInputStream(zip.getInputStream(zip.getEntry(entry)), BUFFER_BYTES)) {
      return use.of(in);
    } catch (ZipException | EOFException e) {
      throw new DataException(file, "its array " + entry + " is damaged (" + e.getMessage() + ")");
    }
  }

  @Override
  public boolean isNamed() {
    return false;
  }

  @Override
  public boolean isBytes() {
    return header.kind() == 'u' && header.itemBytes() == 1;
  }

  @Override
  public boolean isUnnamed(int column) {
    return false;
  }

  @Override
  public void read(int[] chosen, RowReader reader) throws IOException {
    use(
        file,
        entry,
        in -> {
          NpyHeader.read(file, in);
          if (header.fortran()) {
            readColumns(in, chosen, reader);
          } else {
            readRows(in, chosen, reader);
          }
          if (in.read() >= 0) {
            throw new DataException(file, "holds more than " + describe());
          }
          return null;
        });
  }

  private void readRows(InputStream in, int[] chosen, RowReader reader) throws IOException {
    long size = (long) header.columns() * header.itemBytes();
    byte[] bytes = new byte[checkedSize(size, "a row of " + size + " bytes", "")];
    var row = new Cells(ByteBuffer.wrap(bytes).order(header.order()), chosen);
    for (long r = 0; r < header.rows(); r++) {
      readFully(in, bytes);
      row.row = r;
      reader.take(row);
    }
  }

  /** Rows of an array in Fortran order lie scattered over the file: it is read as a whole. */
  private void readColumns(InputStream in, int[] chosen, RowReader reader) throws IOException {
    byte[] bytes =
        new byte
            [checkedSize(
                header.bytes(),
                describe() + " in Fortran order",
                ". np.ascontiguousarray gives an array of any size")];
    readFully(in, bytes);
    var row = new Cells(ByteBuffer.wrap(bytes).order(header.order()), chosen);
    for (long r = 0; r < header.rows(); r++) {
      row.row = r;
      reader.take(row);
    }
  }

  private int checkedSize(long bytes, String found, String advice) throws DataException {
    if (bytes > LARGEST_ARRAY) {
      throw new DataException(file, found + "; allowed are " + LARGEST_ARRAY + " bytes" + advice);
    }
    return (int) bytes;
  }

  private void readFully(InputStream in, byte[] bytes) throws IOException {
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw new DataException(file, "ends early; declared are " + describe());
    }
  }

  private String describe() {
    return header.rows()
        + " rows of "
        + header.columns()
        + " elements, "
        + header.bytes()
        + " bytes";
  }

  private final class Cells implements Row {
    private final ByteBuffer bytes;
    private final int[] chosen;
    private final int[] places;
    private long row;

    Cells(ByteBuffer bytes, int[] chosen) {
      this.bytes = bytes;
      this.chosen = chosen;
      places =
          header.fortran() ? Arrays.stream(chosen).map(header::fortranColumn).toArray() : chosen;
    }

    private int at(int i) {
      long element = header.fortran() ? places[i] * header.rows() + row : places[i];
      return (int) (element * header.itemBytes());
    }

    @Override
    public boolean isMissing(int i) {
      return header.kind() == 'f' && Double.isNaN(value(i));
    }

    private double value(int i) {
      int at = at(i);
      if (header.kind() == 'f') {
        return switch (header.itemBytes()) {
          case 2 -> half(bytes.getShort(at));
          case 4 -> bytes.getFloat(at);
          default -> bytes.getDouble(at);
        };
      }
      boolean unsigned = header.kind() == 'u';
      return switch (header.itemBytes()) {
        case 1 -> unsigned ? bytes.get(at) & 0xff : bytes.get(at);
        case 2 -> unsigned ? bytes.getShort(at) & 0xffff : bytes.getShort(at);
        case 4 -> unsigned ? bytes.getInt(at) & 0xffffffffL : bytes.getInt(at);
        default -> {
          long value = bytes.getLong(at);
          yield unsigned && value < 0 ? value + 0x1p64 : value;
        }
      };
    }

    @Override
    public float number(int i) throws DataException {
      if (!header.isNumeric()) {
        throw error(i, text(i) + "; allowed are numbers");
      }
      double value = value(i);
      if (!Float.isFinite((float) value)) {
        throw error(i, value + "; allowed are finite numbers up to " + Float.MAX_VALUE);
      }
      return (float) value;
    }

    @Override
    public String text(int i) throws DataException {
      return switch (header.kind()) {
        case 'b' -> Boolean.toString(value(i) != 0);
        case 'U' -> decoded(i, header.order() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
        case 'S' -> decoded(i, StandardCharsets.UTF_8.name());
        case 'i' -> header.itemBytes() == 8 ? Long.toString(bytes.getLong(at(i))) : plain(i);
        case 'u' ->
            header.itemBytes() == 8 ? Long.toUnsignedString(bytes.getLong(at(i))) : plain(i);
        default -> plain(i);
      };
    }

    private String plain(int i) {
      return NumberText.of(value(i));
    }

    /** Texts are filled up with NUL characters. */
    private String decoded(int i, String charset) throws DataException {
      String text;
      try {
        var decoder =
            Charset.forName(charset).newDecoder(); // it refuses what new String() replaces
        text = decoder.decode(ByteBuffer.wrap(bytes.array(), at(i), header.itemBytes())).toString();
      } catch (CharacterCodingException e) {
        throw error(i, "a text that is not " + charset + ", whose labels could not be told apart");
      }
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == 0) {
        end--;
      }
      return text.substring(0, end);
    }

    @Override
    public DataException error(int i, String problem) {
      String array = entry.isEmpty() ? "" : "array " + entry.replace(SUFFIX, "") + ", ";
      return new DataException(
          file, array + "row " + (row + 1) + ", column " + (chosen[i] + 1) + ": " + problem);
    }
  }

  /** A float of 16 bits, IEEE 754 binary16; Java has this from version 20 on. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(exponent - 15 + 127 << 23 | fraction << 13);
        };
    return bits < 0 ? -size : size;
  }
}
