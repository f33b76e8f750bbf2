package org.infomorph.store;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The parquet files of the table: {@code part-1-7-9a3bcd12.parquet} holds the trials of the journal
 * segments 1 to 7, and the CRC-32C of its bytes is 9a3bcd12: what a disk has changed is noticed.
 * Written and read without a Spark session, so that asking what is there takes no start-up, and so
 * that a commit waits for no free core.
 */
final class Parts {
  static final String STAGING = "_staging";
  private static final String PREFIX = "part-";
  private static final String SUFFIX = ".parquet";
  private static final Pattern NAME =
      Pattern.compile(PREFIX + "(\\d+)-(\\d+)-([0-9a-f]{8})" + Pattern.quote(SUFFIX));
  private static final int BUFFER = 1 << 16;

  private Parts() {}

  /**
   * A part's file.
   *
   * @param first number of the first journal segment in it
   * @param last number of the last one
   * @param checksum CRC-32C of its bytes
   */
  record Part(long first, long last, long checksum) {
    String name() {
      return PREFIX
          + number(first)
          + "-"
          + number(last)
          + String.format(Locale.ROOT, "-%08x", checksum)
          + SUFFIX;
    }
  }

  static String number(long segment) {
    return String.format(Locale.ROOT, "%08d", segment);
  }

  /** Where a part is written before it has its checksum. */
  static String staged(long first, long last) {
    return STAGING + "/" + number(first) + "-" + number(last) + SUFFIX;
  }

  /** The parts that readers see, by their first number. */
  static List<Part> list(Folder folder) throws IOException {
    return folder.list("").stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(
            name ->
                new Part(
                    Long.parseLong(name.group(1)),
                    Long.parseLong(name.group(2)),
                    Long.parseLong(name.group(3), 16)))
        .toList();
  }

  /** The part that a file would be: reads the file. */
  static Part sealed(Folder folder, String file, long first, long last) throws IOException {
    return new Part(first, last, checksum(folder, file));
  }

  /** Whether a part's bytes are those that were written. */
  static boolean isIntact(Folder folder, Part part) throws IOException {
    return checksum(folder, part.name()) == part.checksum();
  }

  private static long checksum(Folder folder, String file) throws IOException {
    var checksum = new CRC32C();
    var buffer = new byte[BUFFER];
    try (var in = folder.input(file).newStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return checksum.getValue();
  }

  static ParquetWriter<Group> writer(Folder folder, String name) throws IOException {
    return writer(folder, name, TrialSchema.schema());
  }

  static ParquetWriter<Group> writer(Folder folder, String name, MessageType schema)
      throws IOException {
    return ExampleParquetWriter.builder(folder.output(name))
        .withType(schema)
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withPageWriteChecksumEnabled(true)
        .build();
  }

  /** Gives every row of a part to the consumer, with the given columns. */
  static void read(Folder folder, String name, MessageType columns, RowConsumer rows)
      throws IOException {
    read(new GroupReader(folder.input(name)).columns(columns), rows);
  }

  /** Gives every row of a file to the consumer, with all its columns. */
  static void read(Folder folder, String name, RowConsumer rows) throws IOException {
    read(new GroupReader(folder.input(name)), rows);
  }

  private static void read(GroupReader file, RowConsumer rows) throws IOException {
    try (var reader = file.build()) {
      for (var row = reader.read(); row != null; row = reader.read()) {
        rows.accept(row);
      }
    }
  }

  static long rows(Folder folder, String name) throws IOException {
    try (var reader = ParquetFileReader.open(folder.input(name))) {
      return reader.getRecordCount();
    }
  }

  /** Takes rows one by one. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(Group row) throws IOException;
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
      usePageChecksumVerification();
    }

    GroupReader columns(MessageType columns) {
      set(ReadSupport.PARQUET_READ_SCHEMA, columns.toString());
      return this;
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
