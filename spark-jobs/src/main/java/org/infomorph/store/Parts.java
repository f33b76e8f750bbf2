package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat.Filter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.infomorph.files.Folder;
import org.infomorph.files.NativeCode;

/**
 * The parquet files of the table: {@code part-1-7-9a3bcd12.parquet} holds the trials of the journal
 * segments 1 to 7, and the CRC-32C of its bytes is 9a3bcd12, which reveals changes by a faulty
 * disk. The files are written and read without a Spark session, so a query of the table needs no
 * start of Spark, and a commit does not wait for a free core.
 */
final class Parts {
  private static final String DAMAGED = "_damaged";
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
   * @param last number of the last segment in it
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

  /** The staging name of a part before its checksum is known. */
  static String staged(long first, long last) {
    return Folder.STAGING + "/" + number(first) + "-" + number(last) + SUFFIX;
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

  /** The part that a file becomes; reads the file for its checksum. */
  static Part sealed(Folder folder, String file, long first, long last) throws IOException {
    return new Part(first, last, checksum(folder, file));
  }

  /** Whether a part's bytes match its checksum. */
  static boolean isIntact(Folder folder, Part part) throws IOException {
    return checksum(folder, part.name()) == part.checksum();
  }

  /** Whether a segment of the journal is in an intact part. */
  static boolean isCommitted(Folder folder, long segment) throws IOException {
    for (var part : list(folder)) {
      if (part.first() == segment && part.last() == segment) {
        return isIntact(folder, part);
      }
    }
    return false;
  }

  /**
   * The parts whose bytes match their checksums; moves all others to {@code _damaged}.
   *
   * @param damaged receives the new places of the moved parts
   */
  static List<Part> intact(Folder folder, List<String> damaged) throws IOException {
    var intact = new ArrayList<Part>();
    for (var part : list(folder)) {
      if (isIntact(folder, part)) {
        intact.add(part);
      } else {
        var aside = DAMAGED + "/" + part.name();
        folder.publish(part.name(), aside);
        damaged.add(folder.describe(aside));
      }
    }
    return intact;
  }

  private static long checksum(Folder folder, String file) throws IOException {
    var checksum = new CRC32C();
    var buffer = new byte[BUFFER];
    try (var in = folder.open(file)) { // parquet's own stream reads local files byte by byte
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return checksum.getValue();
  }

  /** The conversion of the rows of the table {@code trials} to parquet and back. */
  static final RowFormat<Group> TRIALS =
      new RowFormat<>() {
        @Override
        public ParquetWriter<Group> writer(OutputFile file) throws IOException {
          return Parts.writer(file, TrialSchema.schema());
        }

        @Override
        public ParquetReader<Group> reader(InputFile file, Filter filter) throws IOException {
          return new GroupReader(file).withFilter(filter).build();
        }

        @Override
        public Group current(Group row) {
          return TrialSchema.current(row);
        }

        @Override
        public String trialId(Group row) {
          return row.getString("trial_id", 0);
        }
      };

  static ParquetWriter<Group> writer(Folder folder, String name) throws IOException {
    return TRIALS.writer(folder.output(name));
  }

  static ParquetWriter<Group> writer(OutputFile file, MessageType schema) throws IOException {
    return writer(file, schema, Map.of());
  }

  static ParquetWriter<Group> writer(
      OutputFile file, MessageType schema, Map<String, String> metadata) throws IOException {
    NativeCode.load();
    return ExampleParquetWriter.builder(file)
        .withType(schema)
        .withExtraMetaData(metadata)
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withPageWriteChecksumEnabled(true)
        .build();
  }

  /** Passes every row of a part to the consumer, with the given columns. */
  static void read(Folder folder, String name, MessageType columns, RowConsumer<Group> rows)
      throws IOException {
    read(new GroupReader(folder.input(name)).columns(columns), rows);
  }

  /** Passes every row of a file to the consumer, with all its columns. */
  static void read(Folder folder, String name, RowConsumer<Group> rows) throws IOException {
    read(new GroupReader(folder.input(name)), rows);
  }

  private static void read(GroupReader file, RowConsumer<Group> rows) throws IOException {
    try (var reader = file.build()) {
      for (var row = reader.read(); row != null; row = reader.read()) {
        rows.accept(row);
      }
    }
  }

  static Map<String, String> metadata(Folder folder, String name) throws IOException {
    try (var reader = ParquetFileReader.open(folder.input(name))) {
      return reader.getFooter().getFileMetaData().getKeyValueMetaData();
    }
  }

  static long rows(Folder folder, String name) throws IOException {
    try (var reader = ParquetFileReader.open(folder.input(name))) {
      return reader.getRecordCount();
    }
  }

  /** Takes rows one by one. */
  @FunctionalInterface
  interface RowConsumer<T> {
    void accept(T row) throws IOException;
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
      NativeCode.load();
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
