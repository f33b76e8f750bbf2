package org.infomorph.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.infomorph.form.CanonicalJson;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;

/**
 * Converts a result to one line of JSON, with the columns of the table {@code trials}, and back.
 * Numbers are restored exactly; equal results have equal lines.
 */
public final class ResultFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The beginning of the line of a trial that ran alone; keys are in alphabetical order. */
  private static final String AXES_ALONE = "{\"axes\":{}";

  private static final String POINT_ALONE = ",\"point\":0";

  private static final String EPOCHS_TRAINED = "epochs_trained";

  private ResultFormat() {}

  /**
   * One line, without a line break.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static String toJson(TrialResult result) {
    var row = JSON.createObjectNode();
    result.place().ifPresent(place -> put(row, place));
    result.epochsTrained().ifPresent(count -> row.put(EPOCHS_TRAINED, count));
    row.put("trial_id", result.trialId());
    row.put("point_id", result.pointId());
    row.put("seed", result.seed());
    row.put("spec", result.spec());
    row.put("status", result.status().name());
    row.put("message", result.message());
    row.put("started_at", result.startedAt().toString());
    row.put("seconds", result.seconds());
    row.put("code_version", result.codeVersion());
    var environment = row.putObject("environment");
    result.environment().forEach(environment::put);
    numbers(row, "scores", result.scores());
    var epochs = row.putArray("epochs");
    for (var report : result.epochs()) {
      var epoch = epochs.addObject().put("epoch", report.epoch());
      numbers(epoch, "scores", report.scores());
      var layers = epoch.putArray("layers");
      for (var layer : report.layers()) {
        var entry = layers.addObject().put("layer", layer.layer()).put("goal", layer.goal());
        numbers(entry, "atoms", layer.atoms());
      }
    }
    var neurons = row.putArray("neurons");
    for (var neuron : result.neurons()) {
      var entry = neurons.addObject().put("layer", neuron.layer()).put("neuron", neuron.neuron());
      numbers(entry, "atoms", neuron.atoms());
    }
    return CanonicalJson.write(row);
  }

  /** The line of a trial that ran alone, with its place replaced by a place in a sweep. */
  static String at(Place place, String line) {
    int point = line.indexOf(POINT_ALONE); // never inside a text, where quotes are escaped
    if (!line.startsWith(AXES_ALONE) || point < 0) {
      throw new IllegalArgumentException("not the row of a trial that ran outside a sweep");
    }
    var axes = JSON.createObjectNode();
    place.axes().forEach(axes::put);
    return "{\"axes\":"
        + CanonicalJson.write(axes)
        + line.substring(AXES_ALONE.length(), point)
        + ",\"point\":"
        + place.point()
        + line.substring(point + POINT_ALONE.length());
  }

  /**
   * Reads a line that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the line is anything else, such as half a line
   */
  public static TrialResult fromJson(String line) {
    JsonNode row;
    try {
      row = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a trial's row: " + e.getOriginalMessage(), e);
    }
    return new TrialResult(
        field(row, "trial_id").asText(),
        field(row, "point_id").asText(),
        field(row, "seed").asLong(),
        field(row, "spec").asText(),
        TrialResult.Status.valueOf(field(row, "status").asText()),
        field(row, "message").asText(),
        Instant.parse(field(row, "started_at").asText()),
        field(row, "seconds").asDouble(),
        field(row, "code_version").asText(),
        map(field(row, "environment"), JsonNode::asText),
        numbers(field(row, "scores")),
        list(field(row, "epochs"), ResultFormat::epoch),
        list(field(row, "neurons"), ResultFormat::neuron),
        Optional.ofNullable(row.get("axes"))
            .map(axes -> new Place(field(row, "point").asInt(), map(axes, JsonNode::asText))),
        row.has(EPOCHS_TRAINED)
            ? OptionalInt.of(row.get(EPOCHS_TRAINED).asInt())
            : OptionalInt.empty());
  }

  private static void put(ObjectNode row, Place place) {
    row.put("point", place.point());
    var axes = row.putObject("axes");
    place.axes().forEach(axes::put);
  }

  private static EpochReport epoch(JsonNode node) {
    return new EpochReport(
        field(node, "epoch").asInt(),
        numbers(field(node, "scores")),
        list(field(node, "layers"), ResultFormat::layer));
  }

  private static LayerReport layer(JsonNode node) {
    return new LayerReport(
        field(node, "layer").asText(),
        field(node, "goal").asDouble(),
        numbers(field(node, "atoms")));
  }

  private static NeuronReport neuron(JsonNode node) {
    return new NeuronReport(
        field(node, "layer").asText(),
        field(node, "neuron").asInt(),
        numbers(field(node, "atoms")));
  }

  private static void numbers(ObjectNode parent, String key, Map<String, Double> values) {
    var object = parent.putObject(key);
    values.forEach(object::put);
  }

  private static Map<String, Double> numbers(JsonNode node) {
    return map(node, JsonNode::asDouble);
  }

  private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> value) {
    var map = new HashMap<String, T>();
    node.properties().forEach(e -> map.put(e.getKey(), value.apply(e.getValue())));
    return map;
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> element) {
    var list = new ArrayList<T>();
    node.forEach(e -> list.add(element.apply(e)));
    return list;
  }

  private static JsonNode field(JsonNode node, String key) {
    var value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException("not a trial's row: it has no " + key);
    }
    return value;
  }
}
