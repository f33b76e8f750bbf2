package org.infomorph.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A table in a file. The file is opened for each reading, and closed afterwards. */
public interface TableFile {
  /** The forms of files, for messages. */
  String FORMS = ".csv, .tsv, .csv.gz, .tsv.gz, .parquet, .npy, .npz";

  /** Largest number of entries of an array; some JVMs reserve the last few. */
  int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** The file or folder, for messages. */
  Path file();

  /** The names of the columns; columns without a name are called by their number, from 1. */
  List<String> columns();

  /** Whether the file itself names its columns. */
  boolean isNamed();

  /** Whether the file names its columns, but not this one. */
  boolean isUnnamed(int column);

  /** Whether all cells are unsigned bytes. */
  boolean isBytes();

  /**
   * Reads the table from its first row to its last.
   *
   * @param columns the indices of the columns to read, all different; only these are checked
   * @throws DataException if the file is not such a table, in one line
   */
  void read(int[] columns, RowReader reader) throws IOException;

  /**
   * Opens a table, and reads its beginning.
   *
   * @param file a file whose name ends in one of {@link #FORMS}, or a folder of Parquet files
   * @param array the name of an array in a {@code .npz} file; empty: its only array
   * @param header whether the first line of a text names the columns
   * @throws DataException if the file is missing, or not such a table, in one line
   */
  static TableFile open(Path file, String array, boolean header) throws IOException {
    if (!Files.exists(file)) {
      throw new DataException(file, "no such file");
    }
    if (!Files.isReadable(file)) {
      throw new DataException(file, "may not be read");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!array.isEmpty() && !name.endsWith(".npz")) {
      throw new DataException(file, "array " + array + ": only a .npz file holds several arrays");
    }
    if (Files.isDirectory(file) || name.endsWith(".parquet")) {
      return ParquetTable.open(file);
    } else if (name.endsWith(".npy") || name.endsWith(".npz")) {
      return NpyTable.open(file, array);
    } else if (name.matches(".*\\.[ct]sv(\\.gz)?")) {
      return CsvTable.open(file, name.contains(".tsv") ? '\t' : ',', header);
    }
    throw new DataException(file, "its form is not known; allowed are names in " + FORMS);
  }
}
