package org.infomorph.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.infomorph.datasets.ImageShape;
import org.infomorph.math.Optimiser.Moments;
import org.infomorph.neuron.SourceState;
import org.infomorph.trial.KeptSize;

/**
 * Rows of weights as text without spaces, exact to the last bit: base64 of zlib. Decimals would be
 * twice as long. Zlib's checksum detects an incomplete text. Zlib shortens only the zeros of sparse
 * connections, so its fastest level suffices.
 */
final class WeightsText {
  private static final int VERSION = 1;

  private WeightsText() {}

  static String write(List<WeightsRow> rows) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var base64 = Base64.getEncoder().wrap(bytes);
        var out = new DataOutputStream(new DeflaterOutputStream(base64, deflater, 1 << 16))) {
      out.writeByte(VERSION);
      out.writeInt(rows.size());
      for (var row : rows) {
        write(row, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail so", e);
    } finally {
      deflater.end();
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(WeightsRow row, DataOutputStream out) throws IOException {
    out.writeUTF(row.trialId());
    out.writeUTF(row.pointId());
    out.writeLong(row.seed());
    out.writeInt(row.epoch());
    out.writeUTF(row.layer());
    var image = row.image().orElse(new ImageShape(0, 0, 0));
    out.writeInt(image.width());
    out.writeInt(image.height());
    out.writeInt(image.channels());
    var state = row.state();
    out.writeUTF(state.source());
    out.writeInt(state.neurons());
    out.writeInt(state.inputs());
    write(state.weights(), out);
    write(state.biases(), out);
    write(state.weightMoments(), out);
    write(state.biasMoments(), out);
    write(row.windowDrives(), out);
    write(row.windowTheta(), out);
    write(row.spikes(), out);
    write(row.probes(), out);
  }

  private static void write(Moments moments, DataOutputStream out) throws IOException {
    out.writeInt(moments.steps());
    write(moments.mean(), out);
    write(moments.meanSquare(), out);
  }

  private static void write(double[] values, DataOutputStream out) throws IOException {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    bytes.asDoubleBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  private static void write(long[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is anything else, such as the beginning of such a
   *     text
   */
  static List<WeightsRow> read(String text) {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    try (var in = new DataInputStream(new InflaterInputStream(Base64.getDecoder().wrap(bytes)))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "kept weights of format " + version + ", not " + VERSION);
      }
      int count = in.readInt();
      var rows = new ArrayList<WeightsRow>();
      for (int i = 0; i < count; i++) {
        rows.add(row(in));
      }
      if (in.read() >= 0) { // at the end of the stream, zlib verifies its checksum
        throw new IllegalArgumentException("more than " + count + " rows of weights");
      }
      return rows;
    } catch (IOException e) {
      throw new IllegalArgumentException("not the weights of a network: " + e.getMessage(), e);
    }
  }

  private static WeightsRow row(DataInputStream in) throws IOException {
    var trialId = in.readUTF();
    var pointId = in.readUTF();
    long seed = in.readLong();
    int epoch = in.readInt();
    var layer = in.readUTF();
    var image = new ImageShape(in.readInt(), in.readInt(), in.readInt());
    var state =
        new SourceState(
            in.readUTF(),
            in.readInt(),
            in.readInt(),
            doubles(in),
            doubles(in),
            moments(in),
            moments(in));
    return new WeightsRow(
        trialId,
        pointId,
        seed,
        epoch,
        layer,
        Optional.of(image).filter(shape -> shape.values() > 0),
        state,
        doubles(in),
        doubles(in),
        longs(in),
        longs(in));
  }

  private static Moments moments(DataInputStream in) throws IOException {
    return new Moments(in.readInt(), doubles(in), doubles(in));
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    var values = new double[length(in)];
    var bytes = new byte[Math.multiplyExact(values.length, Double.BYTES)];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > KeptSize.MOST_BYTES / Double.BYTES) {
      throw new IllegalArgumentException("not the weights of a network: " + length + " numbers");
    }
    return length;
  }

  private static long[] longs(DataInputStream in) throws IOException {
    var values = new long[length(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }
}
