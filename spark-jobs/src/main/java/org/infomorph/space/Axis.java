package org.infomorph.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecPath;

/**
 * One direction of a sweep: a field of the trial, or several, and what it is set to.
 *
 * @param label its name in tables: snake_case, and no column that these have anyway
 * @param paths the fields, one or more, all of which are set to the same value; none lies within
 *     another
 * @param values what the fields are set to
 * @param title how people call it in figures; empty for the label
 */
public record Axis(String label, List<SpecPath> paths, AxisValues values, String title) {
  private static final int LONGEST_TITLE = 60;

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

  /** An axis of one field, which people call by its label. */
  public Axis(String label, SpecPath path, AxisValues values) {
    this(label, List.of(path), values, "");
  }

  public Axis {
    Objects.requireNonNull(values);
    paths = List.copyOf(paths);
    checkPaths(paths);
    if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the label of the axis %s is the title of figures; allowed is one line of up to %d letters"
              .formatted(label, LONGEST_TITLE));
    }
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "the label " + label + " becomes a column; allowed are a-z, 0-9 and _, a letter first");
    }
    if (COLUMNS.contains(label) || SCORE_SUFFIXES.stream().anyMatch(label::endsWith)) {
      throw new IllegalArgumentException(
          "the label " + label + " is the name of another column; choose another one");
    }
  }

  private static void checkPaths(List<SpecPath> paths) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("there is no path; allowed are one or more");
    }
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (paths.get(i).contains(paths.get(j)) || paths.get(j).contains(paths.get(i))) {
          throw new IllegalArgumentException(
              "the paths %s and %s set the same field".formatted(paths.get(j), paths.get(i)));
        }
      }
    }
  }

  /** Whether it sets a field, a part of it, or what the field is a part of. */
  public boolean touches(SpecPath field) {
    return paths.stream().anyMatch(path -> path.contains(field) || field.contains(path));
  }

  /** The fields in words. */
  public String fields() {
    return paths.stream().map(SpecPath::toString).collect(Collectors.joining(", "));
  }

  /** How people call it: its title, or else its label. */
  public String words() {
    return title.isEmpty() ? label : title;
  }

  /** Sets the fields of a trial. */
  public void set(ObjectNode trial, JsonNode value) {
    paths.forEach(path -> path.set(trial, value));
  }

  /** The type of the axis's column. Names of values are texts. */
  public Type type() {
    if (!(values instanceof AxisValues.Listed listed)) {
      return Type.NUMBER;
    }
    if (!listed.names().isEmpty()) {
      return Type.TEXT;
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

  /** A value in words: its name, or text as it is, or all else as canonical JSON. */
  public String text(JsonNode value) {
    var name =
        values instanceof AxisValues.Listed listed ? listed.name(value) : Optional.<String>empty();
    return name.orElseGet(() -> value.isTextual() ? value.textValue() : CanonicalJson.write(value));
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
      case TEXT ->
          !(values instanceof AxisValues.Listed listed)
              || listed.names().isEmpty()
              || listed.name(value).isPresent();
    };
  }

  private static boolean matches(AxisValues.Listed listed, Predicate<JsonNode> test) {
    return listed.values().stream().allMatch(test);
  }
}
