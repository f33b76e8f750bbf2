package org.infomorph.tables;

import java.util.ArrayList;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.infomorph.store.TrialSchema;

/** The table's columns as a Spark schema, so Spark need not open a file to infer it. */
public final class SparkSchema {
  private SparkSchema() {}

  /** The columns of {@code trials}. */
  public static StructType trials() {
    return struct(TrialSchema.schema());
  }

  private static StructType struct(GroupType group) {
    var fields = new ArrayList<StructField>();
    for (var field : group.getFields()) {
      fields.add(DataTypes.createStructField(field.getName(), type(field), true));
    }
    return DataTypes.createStructType(fields);
  }

  private static DataType type(Type field) {
    if (field.isPrimitive()) {
      return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
        case BINARY -> DataTypes.StringType;
        case INT32 -> DataTypes.IntegerType;
        case DOUBLE -> DataTypes.DoubleType;
        case INT64 ->
            field.getLogicalTypeAnnotation() == null ? DataTypes.LongType : DataTypes.TimestampType;
        default -> throw new IllegalArgumentException("no column has the type of " + field);
      };
    }
    var group = field.asGroupType();
    if (LogicalTypeAnnotation.listType().equals(group.getLogicalTypeAnnotation())) {
      return DataTypes.createArrayType(type(group.getType(0).asGroupType().getType(0)), true);
    }
    if (LogicalTypeAnnotation.mapType().equals(group.getLogicalTypeAnnotation())) {
      var entry = group.getType(0).asGroupType();
      return DataTypes.createMapType(type(entry.getType(0)), type(entry.getType(1)), true);
    }
    return struct(group);
  }
}
