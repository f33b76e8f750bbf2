package org.infomorph.store;

import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.infomorph.datasets.ImageShape;
import org.infomorph.math.Optimiser.Moments;
import org.infomorph.neuron.SourceState;
import org.infomorph.result.WeightsRow;

/** Builds rows of weights from the values of their columns, in the order of the schema. */
final class WeightsMaterializer extends RecordMaterializer<WeightsRow> {
  private final Converter[] columns = new Converter[WeightsSchema.SCHEMA.getFieldCount()];
  private final GroupConverter root;

  WeightsMaterializer() {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = WeightsSchema.SCHEMA.getType(i).isPrimitive() ? new Value() : new Values();
    }
    root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return columns[field];
          }

          @Override
          public void start() {
            for (var column : columns) {
              if (column instanceof Value value) {
                value.number = 0; // parquet does not report nulls
              }
            }
          }

          @Override
          public void end() {
            // the reader fetches the row next
          }
        };
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  @Override
  public WeightsRow getCurrentRecord() {
    var image =
        new ImageShape(integer("image_width"), integer("image_height"), integer("image_channels"));
    int steps = integer("adam_steps");
    double[] biasMean = doubles("bias_gradient_mean");
    var state =
        new SourceState(
            text("source"),
            integer("neurons"),
            integer("inputs"),
            doubles("weights"),
            doubles("biases"),
            new Moments(
                steps, doubles("weight_gradient_mean"), doubles("weight_gradient_mean_square")),
            biasMean.length == 0
                ? Moments.NONE
                : new Moments(steps, biasMean, doubles("bias_gradient_mean_square")));
    return new WeightsRow(
        text("trial_id"),
        text("point_id"),
        value("seed").number,
        integer("epoch"),
        text("layer"),
        Optional.of(image).filter(shape -> shape.values() > 0),
        state,
        doubles("window_drives"),
        doubles("window_theta"),
        longs("spikes"),
        longs("probes"));
  }

  private Value value(String column) {
    return (Value) columns[WeightsSchema.SCHEMA.getFieldIndex(column)];
  }

  private Values values(String column) {
    return (Values) columns[WeightsSchema.SCHEMA.getFieldIndex(column)];
  }

  private String text(String column) {
    return value(column).text;
  }

  private int integer(String column) {
    return (int) value(column).number;
  }

  private double[] doubles(String column) {
    var bits = longs(column);
    var values = new double[bits.length];
    Arrays.setAll(values, i -> Double.longBitsToDouble(bits[i]));
    return values;
  }

  private long[] longs(String column) {
    var column64 = values(column);
    return Arrays.copyOf(column64.bits, column64.count);
  }

  /** A column of single values. */
  private static final class Value extends PrimitiveConverter {
    private long number;
    private String text;

    @Override
    public void addBinary(Binary value) {
      text = value.toStringUsingUTF8();
    }

    @Override
    public void addInt(int value) {
      number = value;
    }

    @Override
    public void addLong(long value) {
      number = value;
    }
  }

  /** A column of lists: the list, its repeated group, and the element in it. */
  private static final class Values extends GroupConverter {
    private long[] bits = new long[16];
    private int count;

    private final GroupConverter group =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return element;
          }

          @Override
          public void start() {
            // each element is reported separately
          }

          @Override
          public void end() {
            // likewise
          }
        };

    private final PrimitiveConverter element =
        new PrimitiveConverter() {
          @Override
          public void addDouble(double value) {
            addLong(Double.doubleToRawLongBits(value));
          }

          @Override
          public void addLong(long value) {
            if (count == bits.length) {
              bits = Arrays.copyOf(bits, 2 * count);
            }
            bits[count++] = value;
          }
        };

    @Override
    public Converter getConverter(int field) {
      return group;
    }

    @Override
    public void start() {
      count = 0;
    }

    @Override
    public void end() {
      // the list is read with its row
    }
  }
}
