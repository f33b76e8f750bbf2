package org.infomorph.tabular;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file, or the folder of Parquet files that Spark and others write as one table.
 *
 * @param file the file or folder
 * @param parts the files, in the order of their names
 * @param schema their columns
 * @param columns the names of the columns
 */
record ParquetTable(Path file, List<Path> parts, MessageType schema, List<String> columns)
    implements TableFile {

  static ParquetTable open(Path file) throws IOException {
    var parts = Files.isDirectory(file) ? parts(file) : List.of(file);
    MessageType schema = null;
    for (var part : parts) {
      try (var reader = reader(part)) {
        var found = reader.getFileMetaData().getSchema();
        if (schema != null && !schema.getFields().equals(found.getFields())) {
          throw new DataException(
              part, "its columns differ from those of " + parts.get(0).getFileName());
        }
        schema = found;
      }
    }
    var names = schema.getFields().stream().map(Type::getName).toList();
    return new ParquetTable(file, parts, schema, names);
  }

  /** The data files of a folder: names that begin with a dot or an underscore are notes. */
  static List<Path> parts(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var parts =
          files
              .filter(file -> file.getFileName().toString().matches("[^._].*\\.parquet"))
              .sorted()
              .toList();
      if (parts.isEmpty()) {
        throw new DataException(folder, "a folder without .parquet files");
      }
      return parts;
    }
  }

  private static ParquetFileReader reader(Path part) throws IOException {
    var options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try {
      return ParquetFileReader.open(new LocalInputFile(part), options);
    } catch (RuntimeException e) { // what Parquet throws for a file that is none
      throw new DataException(part, "is no Parquet file (" + firstLine(e) + ")");
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  @Override
  public boolean isNamed() {
    return true;
  }

  @Override
  public boolean isBytes() {
    return false;
  }

  @Override
  public boolean isUnnamed(int column) {
    return false;
  }

  @Override
  public void read(int[] chosen, RowReader reader) throws IOException {
    var wanted = new ColumnDescriptor[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      wanted[i] = descriptor(chosen[i]);
    }
    var fields = new ArrayList<Type>();
    for (int column : chosen) {
      fields.add(schema.getType(column));
    }
    var projection = new MessageType(schema.getName(), fields);
    var row = new Cells(wanted);
    for (var part : parts) {
      row.part = part;
      row.number = 0;
      try (var in = reader(part)) {
        if (!fields.isEmpty()) {
          in.setRequestedSchema(projection);
        }
        var createdBy = in.getFileMetaData().getCreatedBy();
        for (var pages = in.readNextRowGroup(); pages != null; pages = in.readNextRowGroup()) {
          var store = new ColumnReadStoreImpl(pages, new Unused(), projection, createdBy);
          for (int i = 0; i < wanted.length; i++) {
            row.cells[i] = store.getColumnReader(wanted[i]);
          }
          for (long r = 0; r < pages.getRowCount(); r++) {
            row.number++;
            reader.take(row);
            row.consume();
          }
        }
      } catch (ParquetDecodingException e) {
        throw new DataException(part, "cannot be decoded (" + firstLine(e) + ")");
      }
    }
  }

  /** The column, if its values are numbers, texts or truth values. */
  private ColumnDescriptor descriptor(int column) throws DataException {
    var type = schema.getType(column);
    boolean plain = type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
    if (!plain || !isKnown(type.asPrimitiveType())) {
      throw new DataException(
          file,
          "column "
              + type.getName()
              + ": is "
              + type.toString().replaceAll("\\s+", " ")
              + "; allowed are numbers, texts and truth values");
    }
    return schema.getColumnDescription(new String[] {type.getName()});
  }

  private static boolean isKnown(PrimitiveType type) {
    var meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN, FLOAT, DOUBLE -> true;
      case INT32, INT64 ->
          meaning == null
              || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation
              || meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
      case BINARY ->
          meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
              || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
      case INT96, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  private static final class Cells implements Row {
    private final ColumnDescriptor[] columns;
    private final ColumnReader[] cells;
    private Path part;
    private long number;

    Cells(ColumnDescriptor[] columns) {
      this.columns = columns;
      cells = new ColumnReader[columns.length];
    }

    void consume() {
      for (var cell : cells) {
        cell.consume();
      }
    }

    private boolean isNull(int i) {
      return cells[i].getCurrentDefinitionLevel() < columns[i].getMaxDefinitionLevel();
    }

    @Override
    public boolean isMissing(int i) {
      if (isNull(i)) {
        return true;
      }
      return switch (columns[i].getPrimitiveType().getPrimitiveTypeName()) {
        case FLOAT -> Float.isNaN(cells[i].getFloat());
        case DOUBLE -> Double.isNaN(cells[i].getDouble());
        default -> false;
      };
    }

    @Override
    public float number(int i) throws DataException {
      if (isNull(i)) {
        throw error(i, "nothing; allowed are finite numbers");
      }
      double value = value(i);
      if (!Float.isFinite((float) value)) {
        throw error(i, value + "; allowed are finite numbers up to " + Float.MAX_VALUE);
      }
      return (float) value;
    }

    private double value(int i) throws DataException {
      var type = columns[i].getPrimitiveType();
      return switch (type.getPrimitiveTypeName()) {
        case BOOLEAN -> cells[i].getBoolean() ? 1 : 0;
        case FLOAT -> cells[i].getFloat();
        case DOUBLE -> cells[i].getDouble();
        case INT32 ->
            scaled(
                type, unsigned(type) ? cells[i].getInteger() & 0xffffffffL : cells[i].getInteger());
        case INT64 -> scaled(type, cells[i].getLong());
        default ->
            throw error(i, cells[i].getBinary().toStringUsingUTF8() + "; allowed are numbers");
      };
    }

    private static boolean unsigned(PrimitiveType type) {
      return type.getLogicalTypeAnnotation()
              instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole
          && !whole.isSigned();
    }

    private static double scaled(PrimitiveType type, long value) {
      if (type.getLogicalTypeAnnotation()
          instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
        return BigDecimal.valueOf(value, decimal.getScale()).doubleValue();
      }
      return value;
    }

    @Override
    public String text(int i) throws DataException {
      if (isNull(i)) {
        throw error(i, "nothing; allowed is a text");
      }
      return switch (columns[i].getPrimitiveType().getPrimitiveTypeName()) {
        case BOOLEAN -> Boolean.toString(cells[i].getBoolean());
        case BINARY -> cells[i].getBinary().toStringUsingUTF8();
        case INT64 -> whole(columns[i].getPrimitiveType(), cells[i].getLong());
        default -> NumberText.of(value(i));
      };
    }

    /** All digits of a number of 64 bits, more than a double has. */
    private static String whole(PrimitiveType type, long value) {
      if (type.getLogicalTypeAnnotation()
          instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
        return BigDecimal.valueOf(value, decimal.getScale()).stripTrailingZeros().toPlainString();
      }
      return unsigned(type) ? Long.toUnsignedString(value) : Long.toString(value);
    }

    @Override
    public DataException error(int i, String problem) {
      return new DataException(
          part, "row " + number + ", column " + columns[i].getPath()[0] + ": " + problem);
    }
  }

  /** The reader of columns asks for converters, and calls none of them here. */
  private static final class Unused extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
