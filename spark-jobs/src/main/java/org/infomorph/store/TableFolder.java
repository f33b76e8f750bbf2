package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.infomorph.files.Folder;

/** A table of one parquet file that is replaced as a whole, in one step. */
public final class TableFolder {
  private static final String FILE = "part-0.parquet";

  private TableFolder() {}

  /**
   * Reads a table without a Spark session.
   *
   * @param rows told of every row, in order
   */
  public static void read(Folder table, Consumer<Group> rows) throws IOException {
    Parts.read(table, FILE, rows::accept);
  }

  /**
   * Writes a table of texts without a Spark session, in one step for readers.
   *
   * @param tables the folder that holds it
   * @param columns their names, in order
   * @param rows a text for each column
   */
  public static void write(
      Folder tables, String table, List<String> columns, List<Map<String, String>> rows)
      throws IOException {
    var fields = new ArrayList<Type>();
    for (var column : columns) {
      fields.add(
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column));
    }
    var schema = new MessageType(table, fields);
    var staged = "_" + table + ".new";
    tables.delete(staged);
    try (var writer = Parts.writer(tables.output(staged), schema)) {
      for (var row : rows) {
        var group = new SimpleGroup(schema);
        columns.forEach(column -> group.append(column, row.get(column)));
        writer.write(group);
      }
    }
    tables.publish(staged, table + "/" + FILE);
  }

  /**
   * Puts the one parquet file that Spark wrote into a staging folder where readers look; they see
   * the table as it was or as it is now. The staging folder is gone after that.
   *
   * @param tables the folder that holds both
   * @param staged where Spark wrote
   * @param table the table's folder
   */
  public static void replace(Folder tables, String staged, String table) throws IOException {
    var parts =
        tables.list(staged).stream()
            .filter(name -> name.startsWith("part-") && name.endsWith(".parquet"))
            .toList();
    if (parts.size() != 1) {
      throw new IOException(
          tables.describe(staged) + " has " + parts.size() + " parts where Spark wrote one");
    }
    tables.publish(staged + "/" + parts.get(0), table + "/" + FILE);
    tables.deleteFolder(staged);
  }
}
