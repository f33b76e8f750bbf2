package org.infomorph.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as tables of Markdown: what each one means, with its default in brackets. */
public final class KeyTable {
  private KeyTable() {}

  /**
   * The table of some keys.
   *
   * @return lines without their ends
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
    var absent = key.isRequired() ? "" : "[" + key.absent() + "] ";
    if (key.type() instanceof ValueType.OneOf choice) {
      return absent
          + key.says()
          + ": "
          + choice.alternatives().stream()
              .map(KeyTable::alternative)
              .collect(Collectors.joining("; "));
    }
    return absent + key.says();
  }

  private static String alternative(ValueType.Alternative alternative) {
    var name = alternative.name();
    var keys =
        alternative.keys().stream()
            .map(key -> key.name() + (key.isRequired() ? "" : " [" + key.absent() + "]"))
            .collect(Collectors.joining(", "));
    var text = keys.isEmpty() ? "`" + name + "`" : "`{" + name + ": {" + keys + "}}`";
    return text + " (" + alternative.says() + ")";
  }

  /** A bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
