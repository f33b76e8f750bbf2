package org.infomorph.store;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat.Filter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.infomorph.files.NativeCode;
import org.infomorph.result.WeightsRow;

/**
 * The columns of the table {@code weights}, and their rows as parquet. Lists are written and read
 * as arrays of numbers, because parquet's objects would take a hundred bytes for each weight.
 */
final class WeightsSchema {
  static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message weights {
            required binary trial_id (STRING);
            required binary point_id (STRING);
            required int64 seed;
            required int32 epoch;
            required binary layer (STRING);
            required binary source (STRING);
            required int32 neurons;
            required int32 inputs;
            optional int32 image_width;
            optional int32 image_height;
            optional int32 image_channels;
            required group weights (LIST) { repeated group list { required double element; } }
            required group biases (LIST) { repeated group list { required double element; } }
            required int32 adam_steps;
            required group weight_gradient_mean (LIST) {
              repeated group list { required double element; } }
            required group weight_gradient_mean_square (LIST) {
              repeated group list { required double element; } }
            required group bias_gradient_mean (LIST) {
              repeated group list { required double element; } }
            required group bias_gradient_mean_square (LIST) {
              repeated group list { required double element; } }
            required group window_drives (LIST) { repeated group list { required double element; } }
            required group window_theta (LIST) { repeated group list { required double element; } }
            required group spikes (LIST) { repeated group list { required int64 element; } }
            required group probes (LIST) { repeated group list { required int64 element; } }
          }
          """);

  /** The size of a row group, limited because the writer holds a row group in memory. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  static final RowFormat<WeightsRow> FORMAT =
      new RowFormat<>() {
        @Override
        public ParquetWriter<WeightsRow> writer(OutputFile file) throws IOException {
          NativeCode.load();
          return new Writer(file)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withPageWriteChecksumEnabled(true)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withDictionaryEncoding("weights.list.element", false)
              .withDictionaryEncoding("weight_gradient_mean.list.element", false)
              .withDictionaryEncoding("weight_gradient_mean_square.list.element", false)
              .withDictionaryEncoding("window_drives.list.element", false)
              .withDictionaryEncoding("window_theta.list.element", false)
              .build();
        }

        @Override
        public ParquetReader<WeightsRow> reader(InputFile file, Filter filter) throws IOException {
          NativeCode.load();
          return new Reader(file).usePageChecksumVerification().withFilter(filter).build();
        }

        @Override
        public String trialId(WeightsRow row) {
          return row.trialId();
        }
      };

  private WeightsSchema() {}

  private static final class Writer extends ParquetWriter.Builder<WeightsRow, Writer> {
    Writer(OutputFile file) {
      super(file);
    }

    @Override
    protected Writer self() {
      return this;
    }

    @Override
    @Deprecated // but still abstract
    protected WriteSupport<WeightsRow> getWriteSupport(Configuration configuration) {
      return new Support();
    }

    @Override
    protected WriteSupport<WeightsRow> getWriteSupport(ParquetConfiguration configuration) {
      return new Support();
    }
  }

  private static final class Support extends WriteSupport<WeightsRow> {
    private RecordConsumer out;

    @Override
    @Deprecated // but still abstract
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(WeightsRow row) {
      new WeightsRecord(out).write(row);
    }
  }

  private static final class Reader extends ParquetReader.Builder<WeightsRow> {
    Reader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<WeightsRow> getReadSupport() {
      return new ReadSupport<>() {
        @Override
        public ReadContext init(InitContext context) {
          return new ReadContext(SCHEMA);
        }

        @Override
        public RecordMaterializer<WeightsRow> prepareForRead(
            ParquetConfiguration configuration,
            Map<String, String> keys,
            MessageType file,
            ReadContext context) {
          return new WeightsMaterializer();
        }

        @Override
        @Deprecated // but still abstract
        public RecordMaterializer<WeightsRow> prepareForRead(
            Configuration configuration,
            Map<String, String> keys,
            MessageType file,
            ReadContext context) {
          return new WeightsMaterializer();
        }
      };
    }
  }
}
