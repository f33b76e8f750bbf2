package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.infomorph.spec.Named;

/**
 * How files write one of several alternatives: the name, with the fields if there are any. The
 * alternatives are the records that a sealed interface permits.
 *
 * @param <T> the interface
 */
public final class ChoiceForm<T> {
  private final Map<String, Alternative<? extends T>> byName = new LinkedHashMap<>();

  /** The record, the description and the form of an alternative. */
  private record Alternative<R>(Class<R> type, String says, Form<R> form) {}

  private ChoiceForm() {}

  /** The form of a sealed interface. All its records describe their fields. */
  public static <T> ChoiceForm<T> of(Class<T> type) {
    return of(type, Map.of());
  }

  /**
   * The same with special forms for some records.
   *
   * @param own the special forms by the record's class
   */
  public static <T> ChoiceForm<T> of(Class<T> type, Map<Class<?>, Form<?>> own) {
    var choice = new ChoiceForm<T>();
    records(type).forEach(each -> choice.add(each, own.get(each)));
    return choice;
  }

  /** All records that implement a sealed interface, in the order of its {@code permits} clause. */
  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ChoiceForm::records)
        : Stream.of(type);
  }

  @SuppressWarnings("unchecked") // a permitted record is a T, and its own form is of that record
  private <R extends Record> void add(Class<?> type, Form<?> own) {
    var named = type.getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalArgumentException(type + " does not say what it is");
    }
    var record = (Class<R>) type;
    var form = own == null ? RecordForm.of(record) : (Form<R>) own;
    var alternative = (Alternative<? extends T>) new Alternative<>(record, named.value(), form);
    byName.put(name(type, named), alternative);
  }

  private static String name(Class<?> type, Named named) {
    return named.as().isEmpty() ? RecordForm.snakeCase(type.getSimpleName()) : named.as();
  }

  /** The names of the alternatives. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Reads the chosen alternative. */
  public T read(SpecReader.Choice choice) {
    return byName.get(choice.name()).form().read(choice.body());
  }

  /** The alternative with its fields, or only its name if no field is to be written. */
  public JsonNode write(T value) {
    for (var entry : byName.entrySet()) {
      if (entry.getValue().type().isInstance(value)) {
        return write(entry.getKey(), entry.getValue(), value);
      }
    }
    throw new IllegalArgumentException("no form for " + value.getClass());
  }

  private static <R> JsonNode write(String name, Alternative<R> alternative, Object value) {
    var object = JsonNodeFactory.instance.objectNode();
    var fields = object.putObject(name);
    alternative.form().write(alternative.type().cast(value), fields);
    return fields.isEmpty() ? TextNode.valueOf(name) : object;
  }

  /** The alternatives, for documentation. */
  public ValueType.OneOf type() {
    return new ValueType.OneOf(
        byName.entrySet().stream()
            .map(
                entry ->
                    new ValueType.Alternative(
                        entry.getKey(), entry.getValue().says(), entry.getValue().form().keys()))
            .toList());
  }
}
