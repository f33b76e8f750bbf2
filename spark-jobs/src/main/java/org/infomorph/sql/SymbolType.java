package org.infomorph.sql;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The types of SQL whose values are symbols. Two values are one symbol where {@code GROUP BY} makes
 * them one group: NaN is NaN, and -0.0 is 0.0.
 */
enum SymbolType {
  BOOLEAN(BooleanType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return row.getBoolean(i) ? 1 : 0;
    }
  },
  BYTE(ByteType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return row.getByte(i);
    }
  },
  SHORT(ShortType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return row.getShort(i);
    }
  },
  INT(IntegerType.class, DateType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return row.getInt(i);
    }
  },
  LONG(LongType.class, TimestampType.class, TimestampNTZType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return row.getLong(i);
    }
  },
  FLOAT(FloatType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return Float.floatToIntBits(row.getFloat(i) + 0.0f);
    }
  },
  DOUBLE(DoubleType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return Double.doubleToLongBits(row.getDouble(i) + 0.0);
    }
  },
  TEXT(StringType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return counts.symbol(row.getUTF8String(i));
    }
  },
  BYTES(BinaryType.class) {
    @Override
    long of(SpecializedGetters row, int i, OutcomeCounts counts) {
      return counts.symbol(UTF8String.fromBytes(row.getBinary(i)));
    }
  };

  private final Class<?>[] types;

  SymbolType(Class<?>... types) {
    this.types = types;
  }

  /** The symbol of a value that is not NULL. */
  abstract long of(SpecializedGetters row, int i, OutcomeCounts counts);

  /** Whether symbols are numbers of texts. */
  boolean isText() {
    return this == TEXT || this == BYTES;
  }

  /**
   * The type of symbols for a type of SQL; empty if its values are none. Collations that call
   * different texts equal are none, and neither are decimals, which a cast makes doubles or texts.
   */
  static Optional<SymbolType> of(DataType type) {
    if (type instanceof DecimalType
        || type instanceof StringType text && !text.supportsBinaryEquality()) {
      return Optional.empty();
    }
    for (var each : values()) {
      for (var known : each.types) {
        if (known.isInstance(type)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }
}
