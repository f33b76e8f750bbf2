package org.infomorph.observations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.infomorph.form.SpecException;
import org.infomorph.store.TableFolder;

/** A table of results as a file: texts and numbers, row by row. */
public final class RowFile {
  /** How rows are written. */
  public enum Format {
    /** A header and one line for each row; a missing number is an empty field. */
    CSV,
    /** A list of objects, one a line; a missing number is null. */
    JSON,
    /** One file of parquet; a missing number is NULL. */
    PARQUET;

    /** The format with this name, such as {@code csv}. */
    public static Optional<Format> of(String name) {
      return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all formats, for messages. */
    public static String words() {
      return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
    }
  }

  /**
   * A column.
   *
   * @param name its name
   * @param isNumber whether it holds numbers, else texts
   */
  public record Head(String name, boolean isNumber) {
    /** A column of texts. */
    public static Head text(String name) {
      return new Head(name, false);
    }

    /** A column of numbers. */
    public static Head number(String name) {
      return new Head(name, true);
    }
  }

  /** Takes rows: a String or a Double for each column; null or NaN for a missing number. */
  public interface Rows extends Consumer<List<Object>> {}

  /** Hands over all rows. */
  public interface Source {
    void writeTo(Rows rows);
  }

  private RowFile() {}

  /**
   * Writes a file. It appears under its name when it is complete. What is no regular file, such as
   * {@code /dev/stdout}, is written to directly.
   *
   * @throws SpecException if it cannot be written
   */
  public static void write(Path file, Format format, List<Head> heads, Source source) {
    var output = OutputFile.at(file);
    try {
      output.write(
          to -> {
            if (format == Format.PARQUET) {
              to.write(parquet(heads, source));
            } else {
              var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
              write(out, format, heads, source);
              out.flush();
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw new SpecException(file + ": cannot be written: " + e.getMessage());
    }
  }

  /** Whether a file is the standard output under a name. */
  public static boolean isStandardOutput(Path file) {
    return OutputFile.at(file).isStandardOutput();
  }

  /**
   * Refuses columns of the user's table that have the name of a column of the output. Most readers
   * of parquet do not tell {@code Bits} from {@code bits}.
   *
   * @param option what writes the output, for the message
   * @param table the table's name, for the message
   * @param own the columns of the output that have their names from the table
   * @param heads all columns of the output; those behind the first {@code own} have fixed names
   * @throws SpecException with both names
   */
  public static void refuseFixedNames(String option, Path table, int own, List<Head> heads) {
    var names = heads.stream().map(Head::name).toList();
    var fixed = names.subList(own, names.size());
    for (var name : names.subList(0, own)) {
      if (fixed.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new SpecException(
            "%s: column %s: %s writes a column of this name itself; rename it in the table; taken are %s"
                .formatted(table, name, option, String.join(", ", fixed)));
      }
    }
  }

  /**
   * Writes rows as text.
   *
   * @param format CSV or JSON
   */
  public static void write(Writer out, Format format, List<Head> heads, Source source) {
    try (TextRows rows = format == Format.CSV ? csv(out, heads) : json(out, heads)) {
      source.writeTo(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface TextRows extends Closeable {
    void add(List<Object> row);
  }

  private static TextRows csv(Writer out, List<Head> heads) {
    var settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setMaxCharsPerColumn(-1);
    var csv = new CsvWriter(out, settings);
    csv.writeHeaders(heads.stream().map(Head::name).toList());
    return new TextRows() {
      @Override
      public void add(List<Object> row) {
        csv.writeRow(row.stream().map(RowFile::present).toArray());
      }

      @Override
      public void close() {
        csv.flush(); // the caller closes what it has opened
      }
    };
  }

  private static TextRows json(Writer out, List<Head> heads) throws IOException {
    var json = new ObjectMapper().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
    return new TextRows() {
      @Override
      public void add(List<Object> row) {
        try {
          json.writeRaw(json.getOutputContext().getCurrentIndex() < 0 ? "\n" : "");
          json.writeStartObject();
          for (int i = 0; i < row.size(); i++) {
            json.writeFieldName(heads.get(i).name());
            json.writeObject(present(row.get(i)));
          }
          json.writeEndObject();
          json.writeRaw("\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() throws IOException {
        json.writeEndArray();
        json.writeRaw("\n");
        json.close();
      }
    };
  }

  private static byte[] parquet(List<Head> heads, Source source) throws IOException {
    var fields = new ArrayList<Type>();
    for (var head : heads) {
      fields.add(
          head.isNumber()
              ? Types.optional(PrimitiveTypeName.DOUBLE).named(head.name())
              : Types.required(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(head.name()));
    }
    var schema = new MessageType("pid", fields);
    return TableFolder.bytes(
        schema,
        to ->
            source.writeTo(
                row -> {
                  var group = new SimpleGroup(schema);
                  for (int i = 0; i < row.size(); i++) {
                    var value = present(row.get(i));
                    if (value instanceof Double number) {
                      group.append(heads.get(i).name(), number);
                    } else if (value != null) {
                      group.append(heads.get(i).name(), (String) value);
                    }
                  }
                  to.accept(group);
                }));
  }

  /** The value, or null for a number that is not defined. */
  private static Object present(Object value) {
    return value instanceof Double number && number.isNaN() ? null : value;
  }
}
