package org.infomorph.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.infomorph.spec.Field;

/**
 * The form of a record whose components are described by {@link Field}. Each component has one key,
 * its name in snake case. Components are numbers, flags, texts, enum constants, lists of numbers,
 * numbers by name, alternatives, and records of these.
 */
public final class RecordForm<R extends Record> implements Form<R> {
  private final Constructor<R> constructor;
  private final List<Slot> slots;

  /** One component. */
  private record Slot(Key key, Field field, Method get, FieldCodec<?> codec) {}

  private RecordForm(Constructor<R> constructor, List<Slot> slots) {
    this.constructor = constructor;
    this.slots = slots;
  }

  /**
   * The form of a record.
   *
   * @throws IllegalArgumentException if a component has no description, or an unknown type
   */
  public static <R extends Record> RecordForm<R> of(Class<R> type) {
    var components = type.getRecordComponents();
    var slots = Arrays.stream(components).map(RecordForm::slot).toList();
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return new RecordForm<>(type.getConstructor(types), slots);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no public constructor", e);
    }
  }

  private static Slot slot(RecordComponent component) {
    var field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(component + " does not say what it means");
    }
    var codec = FieldCodec.of(component.getGenericType(), field);
    var key = new Key(snakeCase(component.getName()), field.value(), absent(field), codec.type());
    return new Slot(key, field, component.getAccessor(), codec);
  }

  private static String absent(Field field) {
    return field.absent().startsWith("= ")
        ? "as " + snakeCase(field.absent().substring(2).replaceFirst("\\..*", "")) + " says"
        : field.absent();
  }

  @Override
  public R read(SpecReader reader) {
    var values = new Object[slots.size()];
    for (int i = 0; i < values.length; i++) {
      var slot = slots.get(i);
      var key = slot.key().name();
      if (slot.field().absent().isEmpty() || reader.has(key)) {
        values[i] = slot.codec().read().apply(reader, key);
      } else {
        values[i] = absent(slot, values);
      }
    }
    return reader.bind(() -> make(values));
  }

  private Object absent(Slot slot, Object[] values) {
    var text = slot.field().absent();
    if (!text.startsWith("= ")) {
      return slot.codec().absent();
    }
    var steps = text.substring(2).split("\\.");
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).get().getName().equals(steps[0])) {
        return steps.length == 1 ? values[i] : call(values[i], steps[1]);
      }
    }
    throw new IllegalArgumentException(slot.key().name() + ": there is no field " + steps[0]);
  }

  private static Object call(Object value, String method) {
    try {
      return invoke(value.getClass().getMethod(method), value);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(value.getClass() + " has no " + method, e);
    }
  }

  private R make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object invoke(Method method, Object target) {
    try {
      return method.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(R value, ObjectNode object) {
    for (var slot : slots) {
      var part = invoke(slot.get(), value);
      if (!(slot.field().omitted() && part.equals(slot.codec().absent()))) {
        object.set(slot.key().name(), slot.codec().toJson(part));
      }
    }
  }

  /** The record as a JSON object. */
  public ObjectNode toJson(R value) {
    var object = JsonNodeFactory.instance.objectNode();
    write(value, object);
    return object;
  }

  @Override
  public List<Key> keys() {
    return slots.stream().map(Slot::key).toList();
  }

  /**
   * {@code batchSize} becomes {@code batch_size}, and {@code PseudoInverse} {@code pseudo_inverse}.
   */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
