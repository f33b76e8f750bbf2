package org.infomorph.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.parquet.hadoop.ParquetWriter;
import org.infomorph.files.Folder;
import org.infomorph.files.MemoryFile;

/**
 * The part of a journal segment; a segment without rows has no part. A segment fits into memory,
 * and so does its part. The part is first written in memory and then stored in the folder in one
 * step.
 */
final class StagedPart<T> implements Closeable {
  private final Folder folder;
  private final RowFormat<T> format;
  private final long segment;
  private final MemoryFile file = new MemoryFile();
  private ParquetWriter<T> writer;

  StagedPart(Folder folder, RowFormat<T> format, long segment) {
    this.folder = folder;
    this.format = format;
    this.segment = segment;
  }

  void write(T row) throws IOException {
    if (writer == null) {
      writer = format.writer(file);
    }
    writer.write(row);
  }

  /** Makes the part visible to readers. */
  void publish() throws IOException {
    if (writer != null) {
      var ended = writer;
      writer = null;
      ended.close();
      var content = file.content();
      var checksum = new CRC32C();
      checksum.update(content);
      folder.publish(content, new Parts.Part(segment, segment, checksum.getValue()).name());
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
