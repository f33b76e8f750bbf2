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

/** The conversion of the rows of one table to parquet and back. Each row belongs to a trial. */
interface RowFormat<T> {
  /** Writes a new file. */
  ParquetWriter<T> writer(OutputFile file) throws IOException;

  /** Reads all columns of the rows of a file that pass the filter. */
  ParquetReader<T> reader(InputFile file, Filter filter) throws IOException;

  /** Converts a row of an older version to the present format. */
  default T current(T row) {
    return row;
  }

  /** The trial that a row belongs to. */
  String trialId(T row);

  /** Passes every row of a file to the consumer. */
  default void read(Folder folder, String name, Parts.RowConsumer<T> rows) throws IOException {
    read(folder, name, FilterCompat.NOOP, rows);
  }

  /** Passes the rows of one trial to the consumer; skips blocks that cannot contain any. */
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
