package org.infomorph.store;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
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
 * The parquet files of the table: {@code part-7} holds the trials of journal segment 7, {@code
 * part-1-7} those of the parts 1 to 7. Written and read without a Spark session, so that asking
 * what is there takes no start-up, and so that a commit waits for no free core.
 */
final class Parts {
  static final String STAGING = "_staging";
  private static final String PREFIX = "part-";
  private static final String SUFFIX = ".parquet";

  private Parts() {}

  /** A part's file, with the numbers of the first and the last journal segment in it. */
  record Part(String name, long first, long last) {}

  static String number(long segment) {
    return String.format(Locale.ROOT, "%08d", segment);
  }

  static String name(long segment) {
    return PREFIX + number(segment) + SUFFIX;
  }

  static String name(long first, long last) {
    return PREFIX + number(first) + "-" + number(last) + SUFFIX;
  }

  static String staged(String name) {
    return STAGING + "/" + name;
  }

  /** The parts that readers see, by their first number. */
  static List<Part> list(Folder folder) throws IOException {
    return folder.list("").stream()
        .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
        .map(Parts::parse)
        .toList();
  }

  private static Part parse(String name) {
    var numbers = name.substring(PREFIX.length(), name.length() - SUFFIX.length()).split("-");
    return new Part(name, Long.parseLong(numbers[0]), Long.parseLong(numbers[numbers.length - 1]));
  }

  static ParquetWriter<Group> writer(Folder folder, String name) throws IOException {
    return ExampleParquetWriter.builder(folder.output(name))
        .withType(TrialSchema.schema())
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
