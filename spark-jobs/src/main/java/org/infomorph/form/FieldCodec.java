package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.infomorph.spec.Field;
import org.infomorph.spec.Interval;

/**
 * How files write the values of one field.
 *
 * @param read reads the value of a key
 * @param write the value as JSON
 * @param type the allowed values
 * @param absentText the default, as a file would write it; empty if there is no default, or if a
 *     file cannot express it
 */
public record FieldCodec<T>(
    BiFunction<SpecReader, String, T> read,
    Function<T, JsonNode> write,
    ValueType type,
    String absentText) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DEFAULT = "default";

  /** The default of an optional object. */
  private static final String NONE = "none";

  /**
   * The codec of a component.
   *
   * @throws IllegalArgumentException if a file cannot hold values of this type
   */
  static FieldCodec<?> of(Type type, Field field) {
    var range = Interval.parse(field.range());
    var absent = field.absent();
    if (type == int.class) {
      return new FieldCodec<>(
          SpecReader::integer, IntNode::valueOf, new ValueType.Whole(range), absent);
    } else if (type == long.class) {
      return new FieldCodec<>(
          SpecReader::longInteger, LongNode::valueOf, new ValueType.Whole(range), absent);
    } else if (type == double.class) {
      return new FieldCodec<>(
          SpecReader::number, DoubleNode::valueOf, new ValueType.Real(range), absent);
    } else if (type == boolean.class) {
      return new FieldCodec<>(SpecReader::flag, BooleanNode::valueOf, new ValueType.Flag(), absent);
    } else if (type == String.class) {
      return new FieldCodec<>(SpecReader::text, TextNode::valueOf, new ValueType.Text(), absent);
    } else if (type instanceof ParameterizedType generic) {
      return collection(generic, absent);
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      return words(plain, absent);
    } else if (type instanceof Class<?> plain && plain.isSealed()) {
      return alternatives(ChoiceForm.of(plain), absent);
    }
    throw new IllegalArgumentException("a field of " + type + " cannot stand in a file");
  }

  /** The default of a field with a default. */
  T absent() {
    if (absentText.equals(NONE)) {
      @SuppressWarnings("unchecked") // an optional object is a list of one or none
      T none = (T) List.of();
      return none;
    }
    var object = JSON.objectNode();
    object.set(DEFAULT, SpecFile.parse(DEFAULT, absentText));
    return read.apply(SpecReader.of(DEFAULT, object), DEFAULT);
  }

  /** The value as JSON. */
  @SuppressWarnings("unchecked") // a record returns a value that its own codec has read
  JsonNode toJson(Object value) {
    return write.apply((T) value);
  }

  private static FieldCodec<?> collection(ParameterizedType type, String absent) {
    var of = type.getActualTypeArguments();
    if (type.getRawType() == List.class && of[0] == Double.class) {
      return new FieldCodec<List<Double>>(
          SpecReader::numbers, FieldCodec::write, ValueType.numbers(), absent);
    } else if (type.getRawType() == List.class && of[0] == String.class) {
      return new FieldCodec<List<String>>(
          SpecReader::texts,
          texts -> {
            var list = JSON.arrayNode();
            texts.forEach(list::add);
            return list;
          },
          new ValueType.ListOf(new ValueType.Text()),
          absent);
    } else if (type.getRawType() == Map.class && of[1] == Double.class) {
      return new FieldCodec<Map<String, Double>>(
          FieldCodec::numbersByName, FieldCodec::write, ValueType.numbersByName(), absent);
    }
    if (type.getRawType() == List.class && of[0] instanceof Class<?> each && each.isEnum()) {
      return listOfWords(each, absent);
    }
    if (type.getRawType() == List.class && of[0] instanceof Class<?> each && each.isRecord()) {
      return optional(RecordForm.of(each.asSubclass(Record.class)), absent);
    }
    throw new IllegalArgumentException("a field of " + type + " cannot stand in a file");
  }

  /** An optional object: a list of one or none. */
  private static <R extends Record> FieldCodec<List<R>> optional(
      RecordForm<R> form, String absent) {
    return new FieldCodec<>(
        (reader, key) -> List.of(form.read(reader.object(key))),
        values -> {
          var object = JSON.objectNode();
          values.forEach(value -> form.write(value, object));
          return object;
        },
        new ValueType.Fields(form.keys()),
        absent);
  }

  private static ArrayNode write(List<Double> numbers) {
    var list = JSON.arrayNode();
    numbers.forEach(list::add);
    return list;
  }

  private static Map<String, Double> numbersByName(SpecReader reader, String key) {
    var object = reader.object(key);
    var numbers = new TreeMap<String, Double>();
    object.fields().forEach(name -> numbers.put(name, object.number(name)));
    return numbers;
  }

  private static JsonNode write(Map<String, Double> numbers) {
    var object = JSON.objectNode();
    numbers.forEach(object::put);
    return object;
  }

  /** A list of words, each of them at most once. */
  private static FieldCodec<?> listOfWords(Class<?> type, String absent) {
    var constants = (Enum<?>[]) type.getEnumConstants();
    var words = Arrays.stream(constants).map(FieldCodec::word).toList();
    return new FieldCodec<List<Enum<?>>>(
        (reader, key) -> {
          var found = reader.any(key);
          if (!found.isArray()) {
            throw reader.error(key, "found " + found + "; allowed is a list");
          }
          var chosen = new ArrayList<Enum<?>>();
          for (var each : found) {
            var constant = constant(constants, words, each.asText(), reader, key);
            if (chosen.contains(constant)) {
              throw reader.error(key, each.asText() + " stands there twice");
            }
            chosen.add(constant);
          }
          return chosen;
        },
        chosen -> {
          var list = JSON.arrayNode();
          chosen.forEach(each -> list.add(word(each)));
          return list;
        },
        new ValueType.ListOf(new ValueType.Word(words)),
        absent);
  }

  private static Enum<?> constant(
      Enum<?>[] constants, List<String> words, String found, SpecReader reader, String key) {
    if (!words.contains(found)) {
      throw reader.error(
          key, "there is no " + found + "; allowed is one of " + String.join(", ", words));
    }
    return constants[words.indexOf(found)];
  }

  private static FieldCodec<?> words(Class<?> type, String absent) {
    var constants = (Enum<?>[]) type.getEnumConstants();
    var words = Arrays.stream(constants).map(FieldCodec::word).toList();
    return new FieldCodec<Enum<?>>(
        (reader, key) -> constant(constants, words, reader.text(key), reader, key),
        constant -> TextNode.valueOf(word(constant)),
        new ValueType.Word(words),
        absent);
  }

  /** The text of a constant in files. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> FieldCodec<T> alternatives(ChoiceForm<T> form, String absent) {
    return new FieldCodec<>(
        (reader, key) -> form.read(reader.choice(key, form.names())),
        form::write,
        form.type(),
        absent);
  }
}
