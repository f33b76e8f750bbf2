package org.infomorph.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecPath;

/**
 * One direction of a sweep: a field of the trial, and what it is set to.
 *
 * @param label its name in tables: snake_case, and no column that these have anyway
 * @param path the field
 * @param values what the field is set to
 */
public record Axis(String label, SpecPath path, AxisValues values) {
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");

  /**
   * The columns of the tables that have axes, and names that their queries use for themselves:
   * beside them, a label would not be found. All in lower case, which is all that a label can be.
   */
  private static final Set<String> COLUMNS =
      Set.of(
          "trial_id",
          "point_id",
          "point",
          "report",
          "layer_report",
          "seed",
          "spec",
          "status",
          "message",
          "trials",
          "failed",
          "epoch",
          "score",
          "value",
          "layer",
          "neuron",
          "atom",
          "atoms",
          "bits",
          "is_last",
          "mean",
          "sd",
          "half_width",
          "phase",
          "dominant_atom",
          "dominant_share",
          "entropy",
          "measure",
          "boundary",
          "silent_bits",
          "dominant_share_threshold");

  private static final List<String> SCORE_SUFFIXES = List.of("_mean", "_sd", "_half_width");

  /** The type of an axis's column. */
  public enum Type {
    NUMBER,
    INTEGER,
    FLAG,
    /** Text as it is; objects, lists and mixtures as canonical JSON. */
    TEXT
  }

  public Axis {
    Objects.requireNonNull(path);
    Objects.requireNonNull(values);
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "the label " + label + " becomes a column; allowed are a-z, 0-9 and _, a letter first");
    }
    if (COLUMNS.contains(label) || SCORE_SUFFIXES.stream().anyMatch(label::endsWith)) {
      throw new IllegalArgumentException(
          "the label " + label + " is the name of another column; choose another one");
    }
  }

  /** The type of the axis's column. */
  public Type type() {
    if (!(values instanceof AxisValues.Listed listed)) {
      return Type.NUMBER;
    }
    if (matches(listed, JsonNode::canConvertToLong)
        && matches(listed, JsonNode::isIntegralNumber)) {
      return Type.INTEGER;
    }
    if (matches(listed, JsonNode::isNumber)) {
      return Type.NUMBER;
    }
    return matches(listed, JsonNode::isBoolean) ? Type.FLAG : Type.TEXT;
  }

  /** A value in words: text as it is, all else as canonical JSON. */
  public static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : CanonicalJson.write(value);
  }

  /** A value as the axis's column has it: a Double, Long, Boolean or String. */
  public Object column(JsonNode value) {
    return switch (type()) {
      case NUMBER -> (Object) value.doubleValue();
      case INTEGER -> value.longValue();
      case FLAG -> value.booleanValue();
      case TEXT -> text(value);
    };
  }

  /** Whether a value fits the type of the axis's column. */
  boolean takes(JsonNode value) {
    return switch (type()) {
      case NUMBER -> value.isNumber() && Double.isFinite(value.doubleValue());
      case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
      case FLAG -> value.isBoolean();
      case TEXT -> true;
    };
  }

  private static boolean matches(AxisValues.Listed listed, Predicate<JsonNode> test) {
    return listed.values().stream().allMatch(test);
  }
}
