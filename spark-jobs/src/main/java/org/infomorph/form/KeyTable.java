package org.infomorph.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as Markdown tables: the meaning of each key, with its default in brackets. */
public final class KeyTable {
  private KeyTable() {}

  /**
   * The table of some keys.
   *
   * @return the lines without line breaks
   */
  public static List<String> of(List<Key> keys) {
    var lines = new ArrayList<String>();
    lines.add("| key | meaning |");
    lines.add("|---|---|");
    for (var key : keys) {
      lines.add("| `" + key.name() + "` | " + cell(meaning(key)) + " |");
    }
    return lines;
  }

  private static String meaning(Key key) {
    return absent(key) + key.says() + details(key, key.type());
  }

  /** The default in brackets; an object that is left out takes the defaults of its own keys. */
  private static String absent(Key key) {
    if (key.isRequired() || key.type() instanceof ValueType.Fields && isEmptyObject(key)) {
      return "";
    }
    return "[" + (isEmptyObject(key) ? "none" : key.absent()) + "] ";
  }

  private static boolean isEmptyObject(Key key) {
    return key.absent().equals("{}");
  }

  /** The text after the meaning: the alternatives, or the keys of an object. */
  private static String details(Key key, ValueType type) {
    if (type instanceof ValueType.OneOf choice) {
      return ": "
          + choice.alternatives().stream()
              .map(each -> alternative(each, !each.says().equals(key.says())))
              .collect(Collectors.joining("; "));
    } else if (type instanceof ValueType.Fields fields) {
      return ": " + fields.keys().stream().map(KeyTable::inner).collect(Collectors.joining("; "));
    } else if (type instanceof ValueType.ByName named
        && named.each() instanceof ValueType.Fields fields) {
      return details(key, fields);
    }
    return "";
  }

  private static String inner(Key key) {
    var keys = key.type() instanceof ValueType.Fields fields ? ": " + names(fields.keys()) : "";
    return "`" + key.name() + keys + "` " + absent(key) + "(" + key.says() + ")";
  }

  private static String alternative(ValueType.Alternative alternative, boolean says) {
    var name = alternative.name();
    var keys = alternative.keys();
    var text = keys.isEmpty() ? "`" + name + "`" : "`{" + name + ": " + names(keys) + "}`";
    return says ? text + " (" + alternative.says() + ")" : text;
  }

  /** For example {@code {units, probability [0.5]}}. */
  private static String names(List<Key> keys) {
    return keys.stream()
        .map(key -> key.name() + (key.isRequired() ? "" : " [" + key.absent() + "]"))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Escapes vertical bars, which would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
