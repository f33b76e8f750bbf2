package org.infomorph.store;

import java.io.IOException;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.compat.FilterCompat.Filter;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.infomorph.files.Folder;

/** How the rows of one table become parquet, and back; each belongs to a trial. */
interface RowFormat<T> {
  /** Writes a new file. */
  ParquetWriter<T> writer(OutputFile file) throws IOException;

  /** Reads all columns of a file, of the rows that pass. */
  ParquetReader<T> reader(InputFile file, Filter filter) throws IOException;

  /** A row that was read as rows are written now, should an older version have written it. */
  default T current(T row) {
    return row;
  }

  /** The trial that a row belongs to. */
  String trialId(T row);

  /** Gives every row of a file to the consumer. */
  default void read(Folder folder, String name, Parts.RowConsumer<T> rows) throws IOException {
    read(folder, name, FilterCompat.NOOP, rows);
  }

  /** Gives the rows of one trial to the consumer; skips what surely has none. */
  default void read(Folder folder, String name, String trialId, Parts.RowConsumer<T> rows)
      throws IOException {
    var id = FilterApi.binaryColumn("trial_id");
    read(folder, name, FilterCompat.get(FilterApi.eq(id, Binary.fromString(trialId))), rows);
  }

  private void read(Folder folder, String name, Filter filter, Parts.RowConsumer<T> rows)
      throws IOException {
    try (var reader = reader(folder.input(name), filter)) {
      for (var row = reader.read(); row != null; row = reader.read()) {
        rows.accept(current(row));
      }
    }
  }
}
