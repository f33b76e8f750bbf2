package org.infomorph.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.infomorph.measures.Total;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.Atoms;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * {@code sx_pid(sources, target [, names])} and {@code sx_pid_parts(...)}: the decomposition of
 * each group. Rows in which a source or the target is NULL are left out, as all aggregates of SQL
 * do; a group without other rows gives NULL.
 *
 * <p>This is an expression of Spark's own kind, because Spark's public class for aggregates ({@code
 * Aggregator}) needs one fixed type of input, and makes Java objects of each row. It is public only
 * because Spark copies expressions by reflection; programs use {@link PidFunctions}.
 */
public final class PidAggregate extends TypedImperativeAggregate<OutcomeCounts>
    implements Serializable {
  private static final long serialVersionUID = 1;

  static final String ATOMS = "sx_pid";
  static final String PARTS = "sx_pid_parts";

  private static final DataType BITS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);

  private static final StructType STRUCT =
      new StructType()
          .add("atoms", BITS, false)
          .add("informative", BITS, false)
          .add("misinformative", BITS, false)
          .add(Total.MUTUAL_INFORMATION.label(), DataTypes.DoubleType, false)
          .add(Total.TARGET_ENTROPY.label(), DataTypes.DoubleType, false)
          .add(Total.RESIDUAL_ENTROPY.label(), DataTypes.DoubleType, false)
          .add("observations", DataTypes.LongType, false);

  private final Seq<Expression> arguments;
  private final boolean parts;
  private final int mutableAggBufferOffset;
  private final int inputAggBufferOffset;

  private transient SymbolType sourceType;
  private transient SymbolType targetType;
  private transient long[] outcome;

  /** Holds the target of a row, so that sources and target are read in the same way. */
  private transient GenericInternalRow targetCell;

  /**
   * Spark copies expressions by this constructor, whose parameters are {@link #productElement}.
   *
   * @param arguments sources, target and perhaps names
   * @param parts whether the result is the struct
   * @param mutableAggBufferOffset where Spark keeps the counts
   * @param inputAggBufferOffset where Spark keeps the counts that are merged
   */
  public PidAggregate(
      Seq<Expression> arguments,
      boolean parts,
      int mutableAggBufferOffset,
      int inputAggBufferOffset) {
    this.arguments = arguments;
    this.parts = parts;
    this.mutableAggBufferOffset = mutableAggBufferOffset;
    this.inputAggBufferOffset = inputAggBufferOffset;
  }

  static PidAggregate of(Seq<Expression> arguments, boolean parts) {
    return new PidAggregate(arguments, parts, 0, 0);
  }

  @Override
  public String prettyName() {
    return parts ? PARTS : ATOMS;
  }

  @Override
  public Seq<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new PidAggregate(children, parts, mutableAggBufferOffset, inputAggBufferOffset);
  }

  @Override
  public int mutableAggBufferOffset() {
    return mutableAggBufferOffset;
  }

  @Override
  public int inputAggBufferOffset() {
    return inputAggBufferOffset;
  }

  @Override
  public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
    return new PidAggregate(arguments, parts, offset, inputAggBufferOffset);
  }

  @Override
  public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
    return new PidAggregate(arguments, parts, mutableAggBufferOffset, offset);
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public DataType dataType() {
    return parts ? STRUCT : BITS;
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return problem()
        .<TypeCheckResult>map(TypeCheckResult.TypeCheckFailure::new)
        .orElse(TypeCheckResult.TypeCheckSuccess$.MODULE$);
  }

  private Optional<String> problem() {
    if (arguments.size() != 2 && arguments.size() != 3) {
      return Optional.of(
          prettyName()
              + " has "
              + arguments.size()
              + " arguments; allowed are an array of sources, a target, and perhaps an array of the"
              + " sources' names");
    }
    var sources = arguments.apply(0).dataType();
    if (!(sources instanceof ArrayType array) || SymbolType.of(array.elementType()).isEmpty()) {
      return Optional.of(
          "the sources are of type " + sources.sql() + "; allowed is an array of " + allowed());
    }
    var target = arguments.apply(1).dataType();
    if (SymbolType.of(target).isEmpty()) {
      return Optional.of("the target is of type " + target.sql() + "; allowed are " + allowed());
    }
    return arguments.size() == 3 ? problemOfNames() : Optional.empty();
  }

  private static String allowed() {
    return "booleans, whole numbers, floats, doubles, strings, binaries, dates and timestamps;"
        + " all are taken for categories";
  }

  private Optional<String> problemOfNames() {
    var names = arguments.apply(2);
    boolean isTexts =
        names.dataType() instanceof ArrayType array && array.elementType() instanceof StringType;
    if (!isTexts || !names.foldable()) {
      return Optional.of("the names are no constant array of texts, such as array('r', 'c')");
    }
    try {
      new NamesOfAtoms(names());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private List<String> names() {
    if (arguments.size() < 3) {
      return List.of();
    }
    var array = (ArrayData) arguments.apply(2).eval(null);
    var names = new ArrayList<String>();
    for (int i = 0; array != null && i < array.numElements(); i++) {
      names.add(array.isNullAt(i) ? "" : array.getUTF8String(i).toString());
    }
    return names;
  }

  @Override
  public OutcomeCounts createAggregationBuffer() {
    return new OutcomeCounts();
  }

  @Override
  public OutcomeCounts update(OutcomeCounts counts, InternalRow row) {
    var sources = (ArrayData) arguments.apply(0).eval(row);
    var target = arguments.apply(1).eval(row);
    if (sources == null || target == null) {
      return counts;
    }
    int number = sources.numElements();
    if (outcome == null || outcome.length != number + 1) {
      prepare(number);
    }
    for (int i = 0; i < number; i++) {
      if (sources.isNullAt(
          i)) { // before the texts of this row are kept, which belong to no outcome
        return counts;
      }
    }
    for (int i = 0; i < number; i++) {
      outcome[i] = sourceType.of(sources, i, counts);
    }
    targetCell.update(0, target);
    outcome[number] = targetType.of(targetCell, 0, counts);
    try {
      counts.add(outcome, 1);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    return counts;
  }

  private IllegalArgumentException refused(IllegalArgumentException cause) {
    return new IllegalArgumentException(prettyName() + ": " + cause.getMessage(), cause);
  }

  private void prepare(int number) {
    if (number < 1 || number > Antichain.MAX_SOURCES) {
      throw new IllegalArgumentException(
          "%s: a row has %d sources; allowed are 1 to %d"
              .formatted(prettyName(), number, Antichain.MAX_SOURCES));
    }
    outcome = new long[number + 1];
    targetCell = new GenericInternalRow(1);
    sourceType = sourceType();
    targetType = targetType();
  }

  private SymbolType sourceType() {
    return SymbolType.of(((ArrayType) arguments.apply(0).dataType()).elementType()).orElseThrow();
  }

  private SymbolType targetType() {
    return SymbolType.of(arguments.apply(1).dataType()).orElseThrow();
  }

  private boolean[] isText(int sources) {
    boolean[] isText = new boolean[sources + 1];
    Arrays.fill(isText, sourceType().isText());
    isText[sources] = targetType().isText();
    return isText;
  }

  @Override
  public OutcomeCounts merge(OutcomeCounts counts, OutcomeCounts other) {
    try {
      counts.addAll(other, isText(other.sources()));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    return counts;
  }

  @Override
  public Object eval(OutcomeCounts counts) {
    if (counts.size() == 0) {
      return null;
    }
    int sources = counts.sources();
    Atoms atoms;
    UTF8String[] texts;
    try {
      texts = new NamesOfAtoms(names()).of(sources);
      atoms =
          new SharedExclusions(RedundancyLattice.of(sources))
              .decompose(counts.histogram(isText(sources)));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    var net = map(texts, atoms::atom);
    return parts
        ? new GenericInternalRow(
            new Object[] {
              net,
              map(texts, atoms::informative),
              map(texts, atoms::misinformative),
              Total.MUTUAL_INFORMATION.of(atoms),
              Total.TARGET_ENTROPY.of(atoms),
              Total.RESIDUAL_ENTROPY.of(atoms),
              counts.total()
            })
        : net;
  }

  private static ArrayBasedMapData map(UTF8String[] names, IntToDoubleFunction bits) {
    double[] values = new double[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bits.applyAsDouble(i);
    }
    return new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values));
  }

  @Override
  public byte[] serialize(OutcomeCounts counts) {
    return counts.toBytes();
  }

  @Override
  public OutcomeCounts deserialize(byte[] bytes) {
    return OutcomeCounts.of(bytes);
  }

  @Override
  public int productArity() {
    return 4;
  }

  @Override
  public Object productElement(int n) {
    return List.of(arguments, parts, mutableAggBufferOffset, inputAggBufferOffset).get(n);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof PidAggregate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PidAggregate that
        && arguments.equals(that.arguments)
        && parts == that.parts
        && mutableAggBufferOffset == that.mutableAggBufferOffset
        && inputAggBufferOffset == that.inputAggBufferOffset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(arguments, parts, mutableAggBufferOffset, inputAggBufferOffset);
  }
}
