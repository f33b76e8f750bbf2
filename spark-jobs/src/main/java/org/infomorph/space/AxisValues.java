package org.infomorph.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.infomorph.form.CanonicalJson;

/** What one axis can be set to. */
public sealed interface AxisValues {
  /** The number of values to count through, or 0 if there is a continuum to draw from. */
  int count();

  /** Value {@code index}, from 0. */
  JsonNode at(int index);

  /** The same values, made once and for all; a continuum stays one. */
  default AxisValues listed() {
    return count() == 0
        ? this
        : new Listed(IntStream.range(0, count()).mapToObj(this::at).toList());
  }

  /** The value at a fraction in [0, 1) of the way from the first to the last. */
  JsonNode draw(double fraction);

  /**
   * Numbers at equal distances, both ends included.
   *
   * @param count 1 or more; 1 is {@code from} alone
   */
  record Steps(Scale scale, double from, double to, int count) implements AxisValues {
    public Steps {
      checkEnds(scale, from, to);
      if (count < 1) {
        throw new IllegalArgumentException("count is " + count + "; allowed is 1 or more");
      }
    }

    @Override
    public JsonNode at(int index) {
      Objects.checkIndex(index, count);
      if (index == 0 || index == count - 1) {
        return DoubleNode.valueOf(index == 0 ? from : to);
      }
      return DoubleNode.valueOf(scale.step(from, to, index, count));
    }

    @Override
    public JsonNode draw(double fraction) {
      return at((int) (fraction * count));
    }
  }

  /** All numbers from one end to the other. */
  record Range(Scale scale, double from, double to) implements AxisValues {
    public Range {
      checkEnds(scale, from, to);
    }

    @Override
    public int count() {
      return 0;
    }

    @Override
    public JsonNode at(int index) {
      throw new IllegalArgumentException("a continuum has no value number " + index);
    }

    @Override
    public JsonNode draw(double fraction) {
      return DoubleNode.valueOf(scale.between(from, to, fraction));
    }
  }

  /**
   * Values of any kind, one by one.
   *
   * @param values one or more
   * @param names what tables and figures call them, one for each, all different; or none: values
   *     then stand for themselves
   */
  record Listed(List<JsonNode> values, List<String> names) implements AxisValues {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Listed {
      values = List.copyOf(values);
      names = List.copyOf(names);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("there are no values");
      }
      if (!names.isEmpty()) {
        checkNames(values, names);
      }
    }

    /** Values without names. */
    public Listed(List<JsonNode> values) {
      this(values, List.of());
    }

    private static void checkNames(List<JsonNode> values, List<String> names) {
      if (names.size() != values.size()) {
        throw new IllegalArgumentException(
            values.size() + " values and " + names.size() + " names");
      }
      for (int i = 0; i < names.size(); i++) {
        if (!NAME.matcher(names.get(i)).matches()) {
          throw new IllegalArgumentException(
              "the name "
                  + names.get(i)
                  + " of a value stands in a column; allowed are a-z, 0-9 and _, a letter first");
        }
        for (int j = 0; j < i; j++) {
          if (names.get(i).equals(names.get(j))) {
            throw new IllegalArgumentException("two values are called " + names.get(i));
          }
          if (same(values.get(i), values.get(j))) {
            throw new IllegalArgumentException(
                "the names %s and %s have the same value; allowed is one name for each"
                    .formatted(names.get(j), names.get(i)));
          }
        }
      }
    }

    /** Values are the same if a trial with them is. */
    private static boolean same(JsonNode one, JsonNode other) {
      return one == other
          || one.equals(other)
          || CanonicalJson.write(one).equals(CanonicalJson.write(other));
    }

    /** The name of a value; empty if it has none. */
    Optional<String> name(JsonNode value) {
      for (int i = 0; i < names.size(); i++) {
        if (values.get(i) == value) { // as almost always
          return Optional.of(names.get(i));
        }
      }
      for (int i = 0; i < names.size(); i++) {
        if (same(values.get(i), value)) {
          return Optional.of(names.get(i));
        }
      }
      return Optional.empty();
    }

    /** The value of a name; empty if no value has it. */
    public Optional<JsonNode> named(String name) {
      int index = names.indexOf(name);
      return index < 0 ? Optional.empty() : Optional.of(values.get(index));
    }

    @Override
    public AxisValues listed() {
      return this;
    }

    @Override
    public int count() {
      return values.size();
    }

    @Override
    public JsonNode at(int index) {
      return values.get(index);
    }

    @Override
    public JsonNode draw(double fraction) {
      return values.get((int) (fraction * values.size()));
    }
  }

  private static void checkEnds(Scale scale, double from, double to) {
    Objects.requireNonNull(scale);
    if (!Double.isFinite(to - from)) {
      throw new IllegalArgumentException("from " + from + " to " + to + " is not a finite range");
    }
    if (scale == Scale.LOG && !(from > 0 && to > 0)) {
      throw new IllegalArgumentException(
          "from " + from + " to " + to + "; a logarithmic axis needs both ends positive");
    }
  }
}
