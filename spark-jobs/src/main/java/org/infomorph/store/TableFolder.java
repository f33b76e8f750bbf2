package org.infomorph.store;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.infomorph.files.MemoryFile;

/** A table of one parquet file, which is replaced in one step. */
public final class TableFolder {
  private static final String FILE = "part-0.parquet";

  private TableFolder() {}

  /**
   * Reads a table without a Spark session.
   *
   * @param rows receives every row, in order
   */
  public static void read(Folder table, Consumer<Group> rows) throws IOException {
    Parts.read(table, FILE, rows::accept);
  }

  /** Whether a table exists. */
  public static boolean exists(Folder tables, String table) throws IOException {
    return tables.exists(table + "/" + FILE);
  }

  /** The size of a table's file in bytes; -1 if the table does not exist. */
  public static long size(Folder tables, String table) throws IOException {
    return exists(tables, table) ? tables.size(table + "/" + FILE) : -1;
  }

  /** The metadata of a table's file, by key. */
  public static Map<String, String> metadata(Folder tables, String table) throws IOException {
    return Parts.metadata(tables.folder(table), FILE);
  }

  /**
   * Writes a table without a Spark session, in one step for readers.
   *
   * @param tables the folder of the table's folder
   * @param metadata the metadata of its file, by key
   * @param rows writes the rows, in order
   */
  public static void write(
      Folder tables,
      String table,
      MessageType schema,
      Map<String, String> metadata,
      Consumer<Consumer<Group>> rows)
      throws IOException {
    tables.folder(table).publish(bytes(schema, metadata, rows), FILE);
  }

  /**
   * A parquet file of such rows, for a place that is no folder of tables.
   *
   * @param rows writes the rows, in order
   */
  public static byte[] bytes(MessageType schema, Consumer<Consumer<Group>> rows)
      throws IOException {
    return bytes(schema, Map.of(), rows);
  }

  private static byte[] bytes(
      MessageType schema, Map<String, String> metadata, Consumer<Consumer<Group>> rows)
      throws IOException {
    var file = new MemoryFile();
    try (var writer = Parts.writer(file, schema, metadata)) {
      rows.accept(
          row -> {
            try {
              writer.write(row);
            } catch (IOException e) {
              throw new UncheckedIOException("memory takes all bytes", e);
            }
          });
    }
    return file.content();
  }

  /**
   * Writes a table of texts without a Spark session, in one step for readers.
   *
   * @param tables the folder of the table's folder
   * @param columns the names of the columns, in order
   * @param rows the rows, with one text for each column
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
    write(
        tables,
        table,
        schema,
        Map.of(),
        to -> {
          for (var row : rows) {
            var group = new SimpleGroup(schema);
            columns.forEach(column -> group.append(column, row.get(column)));
            to.accept(group);
          }
        });
  }

  /**
   * Moves the single parquet file that Spark wrote from the staging folder to the place where
   * readers look. Readers see either the old or the new table. The staging folder is deleted
   * afterwards.
   *
   * @param tables the parent folder of both
   * @param staged the folder that Spark wrote to
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
