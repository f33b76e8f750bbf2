package org.infomorph.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.infomorph.result.Place;
import org.infomorph.result.TrialResult;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;

/**
 * The columns of the table {@code trials}, and a trial's result as one row of it. Plain parquet:
 * only columns that version 0.4 did not have may be null; the keys of maps are sorted; numbers are
 * restored exactly.
 */
public final class TrialSchema {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message trial {
            required binary trial_id (STRING);
            required binary point_id (STRING);
            required int64 seed;
            required binary spec (STRING);
            required binary status (STRING);
            required binary message (STRING);
            required int64 started_at (TIMESTAMP(MICROS, true));
            required double seconds;
            required binary code_version (STRING);
            required group environment (MAP) { repeated group key_value {
              required binary key (STRING); required binary value (STRING); } }
            required group scores (MAP) { repeated group key_value {
              required binary key (STRING); required double value; } }
            required group epochs (LIST) { repeated group list { required group element {
              required int32 epoch;
              required group scores (MAP) { repeated group key_value {
                required binary key (STRING); required double value; } }
              required group layers (LIST) { repeated group list { required group element {
                required binary layer (STRING);
                required double goal;
                required group atoms (MAP) { repeated group key_value {
                  required binary key (STRING); required double value; } } } } } } } }
            required group neurons (LIST) { repeated group list { required group element {
              required binary layer (STRING);
              required int32 neuron;
              required group atoms (MAP) { repeated group key_value {
                required binary key (STRING); required double value; } } } } }
            optional int32 point;
            optional group axes (MAP) { repeated group key_value {
              required binary key (STRING); required binary value (STRING); } }
            optional int32 epochs_trained;
          }
          """);

  private TrialSchema() {}

  /** The whole schema. */
  public static MessageType schema() {
    return SCHEMA;
  }

  /** The schema of some columns; readers skip the others. */
  static MessageType columns(String... names) {
    var fields = new ArrayList<Type>();
    for (var name : names) {
      fields.add(SCHEMA.getType(name));
    }
    return new MessageType(SCHEMA.getName(), fields);
  }

  static Group toRow(TrialResult result) {
    var row = new SimpleGroup(SCHEMA);
    row.append("trial_id", result.trialId());
    row.append("point_id", result.pointId());
    row.append("seed", result.seed());
    row.append("spec", result.spec());
    row.append("status", result.status().name());
    row.append("message", result.message());
    row.append("started_at", ChronoUnit.MICROS.between(Instant.EPOCH, result.startedAt()));
    row.append("seconds", result.seconds());
    row.append("code_version", result.codeVersion());
    putMap(row, "environment", result.environment(), (entry, v) -> entry.append("value", v));
    putNumbers(row, "scores", result.scores());
    putList(row, "epochs", result.epochs(), TrialSchema::putEpoch);
    putList(row, "neurons", result.neurons(), TrialSchema::putNeuron);
    result
        .place()
        .ifPresent(
            place -> {
              row.append("point", place.point());
              putMap(row, "axes", place.axes(), (entry, v) -> entry.append("value", v));
            });
    result.epochsTrained().ifPresent(count -> row.append("epochs_trained", count));
    return row;
  }

  static TrialResult fromRow(Group row) {
    return new TrialResult(
        row.getString("trial_id", 0),
        row.getString("point_id", 0),
        row.getLong("seed", 0),
        row.getString("spec", 0),
        TrialResult.Status.valueOf(row.getString("status", 0)),
        row.getString("message", 0),
        Instant.EPOCH.plus(row.getLong("started_at", 0), ChronoUnit.MICROS),
        row.getDouble("seconds", 0),
        row.getString("code_version", 0),
        texts(row, "environment"),
        numbers(row, "scores"),
        list(row, "epochs", TrialSchema::epoch),
        list(row, "neurons", TrialSchema::neuron),
        place(row),
        row.getType().containsField("epochs_trained")
                && row.getFieldRepetitionCount("epochs_trained") > 0
            ? OptionalInt.of(row.getInteger("epochs_trained", 0))
            : OptionalInt.empty());
  }

  private static Optional<Place> place(Group row) {
    return row.getType().containsField("axes") && row.getFieldRepetitionCount("axes") > 0
        ? Optional.of(new Place(row.getInteger("point", 0), texts(row, "axes")))
        : Optional.empty();
  }

  /** Converts a row to the present format; version 0.4 had fewer columns. */
  static Group current(Group row) {
    return row.getType().getFieldCount() == SCHEMA.getFieldCount() ? row : toRow(fromRow(row));
  }

  static Map<String, String> texts(Group parent, String field) {
    return map(parent, field, Group::getString);
  }

  static Map<String, Double> numbers(Group parent, String field) {
    return map(parent, field, Group::getDouble);
  }

  private static void putEpoch(Group group, EpochReport report) {
    group.append("epoch", report.epoch());
    putNumbers(group, "scores", report.scores());
    putList(group, "layers", report.layers(), TrialSchema::putLayer);
  }

  private static EpochReport epoch(Group group) {
    return new EpochReport(
        group.getInteger("epoch", 0),
        numbers(group, "scores"),
        list(group, "layers", TrialSchema::layer));
  }

  private static void putLayer(Group group, LayerReport report) {
    group.append("layer", report.layer());
    group.append("goal", report.goal());
    putNumbers(group, "atoms", report.atoms());
  }

  private static LayerReport layer(Group group) {
    return new LayerReport(
        group.getString("layer", 0), group.getDouble("goal", 0), numbers(group, "atoms"));
  }

  private static void putNeuron(Group group, NeuronReport report) {
    group.append("layer", report.layer());
    group.append("neuron", report.neuron());
    putNumbers(group, "atoms", report.atoms());
  }

  private static NeuronReport neuron(Group group) {
    return new NeuronReport(
        group.getString("layer", 0), group.getInteger("neuron", 0), numbers(group, "atoms"));
  }

  private static void putNumbers(Group parent, String field, Map<String, Double> values) {
    putMap(parent, field, values, (entry, value) -> entry.append("value", value));
  }

  private static <T> void putMap(
      Group parent, String field, Map<String, T> values, BiConsumer<Group, T> putValue) {
    var map = parent.addGroup(field);
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              var entry = map.addGroup("key_value");
              entry.append("key", key);
              putValue.accept(entry, value);
            });
  }

  private static <T> Map<String, T> map(Group parent, String field, Value<T> value) {
    var map = new HashMap<String, T>();
    var entries = parent.getGroup(field, 0);
    for (int i = 0; i < entries.getFieldRepetitionCount("key_value"); i++) {
      var entry = entries.getGroup("key_value", i);
      map.put(entry.getString("key", 0), value.read(entry, "value", 0));
    }
    return map;
  }

  private static <T> void putList(
      Group parent, String field, List<T> values, BiConsumer<Group, T> putElement) {
    var list = parent.addGroup(field);
    for (var value : values) {
      putElement.accept(list.addGroup("list").addGroup("element"), value);
    }
  }

  private static <T> List<T> list(Group parent, String field, Function<Group, T> element) {
    var list = new ArrayList<T>();
    var entries = parent.getGroup(field, 0);
    for (int i = 0; i < entries.getFieldRepetitionCount("list"); i++) {
      list.add(element.apply(entries.getGroup("list", i).getGroup("element", 0)));
    }
    return list;
  }

  private interface Value<T> {
    T read(Group group, String field, int index);
  }
}
