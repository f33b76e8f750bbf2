package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;

/** The table {@code importance}, for the header: how much each axis matters for the measure. */
final class ImportanceTable {
  private static final String NAME = "importance";

  private ImportanceTable() {}

  /** All rows; none where the table does not exist. */
  static ArrayNode toJson(Folder tables) throws IOException {
    var list = JsonNodeFactory.instance.arrayNode();
    if (TableFolder.exists(tables, NAME)) {
      TableFolder.read(
          tables.folder(NAME),
          row -> {
            var json = list.addObject();
            for (var text : List.of("axis", "other", "method", "index")) {
              json.put(text, row.getString(text, 0));
            }
            for (var number : List.of("value", "lower", "upper")) {
              put(json, number, PointTable.number(row, number));
            }
          });
    }
    return list;
  }

  private static void put(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }
}
