package org.infomorph.trial;

import java.util.List;
import org.infomorph.spec.Interval;

/** What values a field takes, for documentation and schemas. */
sealed interface ValueType {
  /** Whole numbers. */
  record Whole(Interval range) implements ValueType {}

  /** Finite numbers. */
  record Real(Interval range) implements ValueType {}

  /** {@code true} or {@code false}. */
  record Flag() implements ValueType {}

  /** Any text. */
  record Text() implements ValueType {}

  /** One of some words. */
  record Word(List<String> words) implements ValueType {}

  /** One of some names, with fields that are described elsewhere. */
  record Name(List<String> names) implements ValueType {}

  /** A list of numbers. */
  record Reals() implements ValueType {}

  /** Numbers by names. */
  record NumbersByName() implements ValueType {}

  /** An object with fields of its own. */
  record Fields(List<Form.Key> keys) implements ValueType {}

  /** An object with fields of its own, which may be left out. */
  record Optional(List<Form.Key> keys) implements ValueType {}

  /** One of several alternatives, by name. */
  record OneOf(List<Alternative> alternatives) implements ValueType {}

  /** Objects of one kind by names that the file chooses. */
  record ByName(ValueType each) implements ValueType {}

  /** A list of values of one kind. */
  record ListOf(ValueType each) implements ValueType {}

  /** What one of several types allows. */
  record Either(List<ValueType> types) implements ValueType {}

  /**
   * An alternative.
   *
   * @param name its name in files
   * @param says what it is
   * @param keys its fields
   */
  record Alternative(String name, String says, List<Form.Key> keys) {}
}
