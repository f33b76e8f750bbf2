package org.infomorph.store;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.infomorph.result.WeightsRow;

/** Writes one row of weights, field by field in the order of {@link WeightsSchema#SCHEMA}. */
final class WeightsRecord {
  private static final MessageType SCHEMA = WeightsSchema.SCHEMA;

  private final RecordConsumer out;

  WeightsRecord(RecordConsumer out) {
    this.out = out;
  }

  void write(WeightsRow row) {
    var state = row.state();
    out.startMessage();
    text("trial_id", row.trialId());
    text("point_id", row.pointId());
    field("seed", () -> out.addLong(row.seed()));
    integer("epoch", row.epoch());
    text("layer", row.layer());
    text("source", state.source());
    integer("neurons", state.neurons());
    integer("inputs", state.inputs());
    row.image()
        .ifPresent(
            image -> {
              integer("image_width", image.width());
              integer("image_height", image.height());
              integer("image_channels", image.channels());
            });
    list("weights", state.weights());
    list("biases", state.biases());
    integer("adam_steps", state.weightMoments().steps());
    list("weight_gradient_mean", state.weightMoments().mean());
    list("weight_gradient_mean_square", state.weightMoments().meanSquare());
    list("bias_gradient_mean", state.biasMoments().mean());
    list("bias_gradient_mean_square", state.biasMoments().meanSquare());
    list("window_drives", row.windowDrives());
    list("window_theta", row.windowTheta());
    list("spikes", row.spikes());
    list("probes", row.probes());
    out.endMessage();
  }

  private void field(String name, Runnable value) {
    int index = SCHEMA.getFieldIndex(name);
    out.startField(name, index);
    value.run();
    out.endField(name, index);
  }

  private void text(String name, String value) {
    field(name, () -> out.addBinary(Binary.fromString(value)));
  }

  private void integer(String name, int value) {
    field(name, () -> out.addInteger(value));
  }

  private void list(String name, double[] values) {
    list(name, values.length, i -> out.addDouble(values[i]));
  }

  private void list(String name, long[] values) {
    list(name, values.length, i -> out.addLong(values[i]));
  }

  private interface Element {
    void write(int index);
  }

  private void list(String name, int length, Element element) {
    field(
        name,
        () -> {
          out.startGroup();
          if (length > 0) {
            out.startField("list", 0);
            for (int i = 0; i < length; i++) {
              out.startGroup();
              out.startField("element", 0);
              element.write(i);
              out.endField("element", 0);
              out.endGroup();
            }
            out.endField("list", 0);
          }
          out.endGroup();
        });
  }
}
