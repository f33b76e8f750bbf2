package org.infomorph.store;

import java.io.Closeable;
import java.io.IOException;
import org.apache.parquet.hadoop.ParquetWriter;

/** The part that a segment of the journal becomes, while it is written; none without a row. */
final class StagedPart<T> implements Closeable {
  private final Folder folder;
  private final RowFormat<T> format;
  private final long segment;
  private ParquetWriter<T> writer;

  StagedPart(Folder folder, RowFormat<T> format, long segment) {
    this.folder = folder;
    this.format = format;
    this.segment = segment;
  }

  void write(T row) throws IOException {
    if (writer == null) {
      folder.delete(staged());
      writer = format.writer(folder.output(staged()));
    }
    writer.write(row);
  }

  /** Lets readers see it. */
  void publish() throws IOException {
    if (writer != null) {
      var ended = writer;
      writer = null;
      ended.close();
      folder.publish(staged(), Parts.sealed(folder, staged(), segment, segment).name());
    }
  }

  private String staged() {
    return Parts.staged(segment, segment);
  }

  /** Leaves the file behind, if it was not published. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
