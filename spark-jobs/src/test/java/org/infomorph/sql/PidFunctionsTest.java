package org.infomorph.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.infomorph.observations.ObservationTable;
import org.infomorph.observations.TableChoice;
import org.infomorph.pid.Atoms;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

@Tag("spark")
class PidFunctionsTest {
  /** Both sum in double precision, in other orders. */
  private static final double ROUNDING = 1e-12;

  private static final String XOR =
      "SELECT * FROM VALUES (0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0) AS v(a, b, t)";

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  @BeforeEach
  void register() {
    PidFunctions.register(spark);
  }

  private Row row(String sql) {
    var rows = spark.sql(sql).collectAsList();
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private Map<String, Double> bits(String sql) {
    return row(sql).getJavaMap(0);
  }

  private Dataset<Row> random(Path file, int sources, int symbols, long seed) throws IOException {
    var random = new Random(seed);
    var names = IntStream.range(0, sources).mapToObj(i -> "s" + i).collect(Collectors.toList());
    var lines = new ArrayList<String>();
    lines.add("neuron," + String.join(",", names) + ",t");
    for (int r = 0; r < 3000; r++) {
      int sum = 0;
      var line = new StringBuilder("x");
      for (int i = 0; i < sources; i++) {
        int symbol = random.nextInt(symbols);
        sum += symbol * (i + 1);
        line.append(",v").append(symbol);
      }
      int target = random.nextInt(5) == 0 ? random.nextInt(3) : sum % 3;
      lines.add(line + ",t" + target);
    }
    Files.write(file, lines);
    return spark.read().option("header", "true").csv(file.toString()).repartition(5);
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 1", "2, 3, 2", "3, 3, 3", "4, 2, 4"})
  void agreesWithTheCommandOnRandomTables(int sources, int symbols, long seed) throws IOException {
    var file = folder.resolve("observations.csv");
    var names = IntStream.range(0, sources).mapToObj(i -> "s" + i).toList();
    random(file, sources, symbols, seed).createOrReplaceTempView("observations");
    var table = ObservationTable.read(file, new TableChoice(Optional.of("t"), names));
    var lattice = RedundancyLattice.of(sources);
    Atoms atoms = new SharedExclusions(lattice).decompose(table.histogram());

    var columns = String.join(", ", names);
    var quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    var struct =
        row("SELECT sx_pid_parts(array(%s), t, array(%s)) FROM observations"
                .formatted(columns, quoted))
            .getStruct(0);
    Map<String, Double> net = bits("SELECT sx_pid(array(" + columns + "), t) FROM observations");

    Map<String, Double> named = struct.getJavaMap(0);
    Map<String, Double> informative = struct.getJavaMap(1);
    Map<String, Double> misinformative = struct.getJavaMap(2);
    assertEquals(lattice.size(), net.size());
    for (int i = 0; i < lattice.size(); i++) {
      var antichain = lattice.antichain(i);
      assertEquals(atoms.atom(i), net.get(antichain.toString()), ROUNDING);
      assertEquals(atoms.atom(i), named.get(antichain.toString(names)), ROUNDING);
      assertEquals(atoms.informative(i), informative.get(antichain.toString(names)), ROUNDING);
      assertEquals(
          atoms.misinformative(i), misinformative.get(antichain.toString(names)), ROUNDING);
    }
    assertEquals(atoms.mutualInformation(), struct.getDouble(3), ROUNDING);
    assertEquals(atoms.targetEntropy(), struct.getDouble(4), ROUNDING);
    assertEquals(atoms.residualEntropy(), struct.getDouble(5), ROUNDING);
    assertEquals(3000, struct.getLong(6));
  }

  @Test
  void theOrderOfRowsAndThePartsOfAGroupChangeNoBit() throws IOException {
    var rows = random(folder.resolve("o.csv"), 3, 3, 7);
    List<Map<String, Double>> results = new ArrayList<>();
    for (int parts : new int[] {1, 3, 8}) {
      rows.repartition(parts).createOrReplaceTempView("shuffled");
      results.add(bits("SELECT sx_pid(array(s0, s1, s2), t) FROM shuffled"));
    }
    rows.orderBy("t", "s2").coalesce(2).createOrReplaceTempView("shuffled");
    results.add(bits("SELECT sx_pid(array(s0, s1, s2), t) FROM shuffled"));
    for (var result : results) {
      assertEquals(results.get(0), result);
    }
  }

  /** More groups than Spark keeps in a map of objects: it sorts the rest. */
  @Test
  void eachOfManyGroupsHasItsOwnDecomposition() {
    var groups =
        spark
            .sql(
                "SELECT g, sx_pid(array(a, b), IF(g % 2 = 0, a ^ b, a & b)) AS bits FROM (SELECT id"
                    + " DIV 4 AS g, id % 2 AS a, (id DIV 2) % 2 AS b FROM range(4000)) GROUP BY g")
            .collectAsList();
    var xor = bits("SELECT sx_pid(array(a, b), t) FROM (" + XOR + ")");
    var and = bits("SELECT sx_pid(array(a, b), a & b) FROM (" + XOR + ")");
    assertEquals(1000, groups.size());
    for (var group : groups) {
      assertEquals(group.getLong(0) % 2 == 0 ? xor : and, group.getJavaMap(1));
    }
    // Makkeh, Gutknecht, Wibral 2021, table I: XOR has a redundancy of log2(2/3).
    assertEquals(Math.log(2.0 / 3) / Math.log(2), xor.get("{1}{2}"), ROUNDING);
    assertEquals(1, xor.values().stream().mapToDouble(Double::doubleValue).sum(), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a = 1; b = 1; t = 1",
        "CAST(a AS TINYINT); CAST(b AS TINYINT); CAST(t AS SMALLINT)",
        "CAST(a AS BIGINT); CAST(b AS BIGINT); DATE '2026-01-01' + t",
        "IF(a = 1, 'yes', 'no'); IF(b = 1, 'yes', 'no'); IF(t = 1, 'fires', 'rests')",
        "a / 3.0D; b / 3.0D; CAST(t AS FLOAT)",
        "IF(a = 1, double('NaN'), -0.0D); IF(b = 1, double('NaN'), 0.0D); t",
        "CAST(IF(a = 1, 'yes', '') AS BINARY); CAST(IF(b = 1, 'yes', '') AS BINARY); t"
      })
  void anyTypeOfCategoryIsTheSame(String a, String b, String t) {
    var plain = bits("SELECT sx_pid(array(a, b), t) FROM (" + XOR + ")");
    var typed = bits("SELECT sx_pid(array(%s, %s), %s) FROM (%s)".formatted(a, b, t, XOR));
    for (var atom : plain.keySet()) {
      assertEquals(plain.get(atom), typed.get(atom), ROUNDING);
    }
  }

  @Test
  void minusZeroIsZeroAndNanIsNan() {
    var parts =
        row("SELECT sx_pid_parts(array(s), 1) FROM VALUES (0.0D), (-0.0D) AS v(s)").getStruct(0);
    assertEquals(0.0, parts.getDouble(4));
    var nan =
        row(
            "SELECT sx_pid_parts(array(1), t) FROM VALUES (double('NaN')), (double('NaN')) AS v(t)");
    assertEquals(0.0, nan.getStruct(0).getDouble(4));
  }

  @Test
  void rowsWithNullAreLeftOut() {
    var full = bits("SELECT sx_pid(array(a, b), t) FROM (" + XOR + ")");
    var more =
        XOR
            + " UNION ALL SELECT * FROM VALUES (NULL, 1, 1), (1, NULL, 1), (1, 1, NULL) AS v(a, b,"
            + " t)";
    var parts = row("SELECT sx_pid_parts(array(a, b), t) FROM (" + more + ")").getStruct(0);
    assertEquals(full, parts.getJavaMap(0));
    assertEquals(4, parts.getLong(6));
    var filtered =
        bits("SELECT sx_pid(array(a, b), t) FILTER (WHERE a IS NOT NULL) FROM (" + more + ")");
    assertEquals(full, filtered);
  }

  /** A text that no outcome has would make the memory of a group depend on its rows. */
  @Test
  void rowsWithNullLeaveNothingBehind() {
    var texts = DataTypes.createArrayType(DataTypes.StringType);
    Expression sources = new BoundReference(0, texts, true);
    Expression target = new BoundReference(1, DataTypes.StringType, true);
    var function =
        PidAggregate.of(CollectionConverters.asScala(List.of(sources, target)).toSeq(), false);
    var counts = function.createAggregationBuffer();
    int empty = counts.toBytes().length;
    Object[] row = {
      new GenericArrayData(new Object[] {UTF8String.fromString("seen"), null}),
      UTF8String.fromString("target")
    };
    function.update(counts, new GenericInternalRow(row));
    assertEquals(empty, counts.toBytes().length);
  }

  @Test
  void aGroupWithoutRowsIsNull() {
    assertTrue(row("SELECT sx_pid(array(a, b), t) FROM (" + XOR + ") WHERE a > 5").isNullAt(0));
    assertTrue(row("SELECT sx_pid(array(a), CAST(NULL AS INT)) FROM (" + XOR + ")").isNullAt(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sx_pid(a, t); the sources are of type INT",
        "sx_pid(array(array(a)), t); the sources are of type ARRAY<ARRAY<INT>>",
        "sx_pid(array(a), array(t)); the target is of type ARRAY<INT>",
        "sx_pid(array(a), CAST(t AS DECIMAL(3, 1))); the target is of type DECIMAL(3,1)",
        "sx_pid(array(a), CAST(t AS STRING) COLLATE UTF8_LCASE); the target is of type STRING",
        "sx_pid(array(a)); has 1 arguments; allowed are an array of sources",
        "sx_pid(array(a), t, array(CAST(b AS STRING))); no constant array of texts",
        "sx_pid(array(a, b), t, array('r', 'r')); are not distinct"
      })
  void wrongArgumentsAreRefusedBeforeAnythingRuns(String call, String message) {
    var error =
        assertThrows(
            AnalysisException.class, () -> spark.sql("SELECT " + call + " FROM (" + XOR + ")"));
    assertTrue(error.getMessage().contains(message.strip()), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sx_pid(array(id), id % 2); more than 1000000 different outcomes in one group",
        "sx_pid(IF(id = 3, array(1), array(1, 2)), 1); one row has 2 sources, another 1; all rows of a group need",
        "sx_pid(array(1, 2, 3, 4, 5, 6), 1); a row has 6 sources; allowed are 1 to 5",
        "sx_pid(array(1, 2), 1, array('r')); 1 names for 2 sources"
      })
  void wrongRowsAreRefused(String call, String message) {
    var error =
        assertThrows(
            Exception.class,
            () -> spark.sql("SELECT " + call + " FROM range(0, 1000001, 1, 2)").collectAsList());
    var text = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    assertTrue(text.toString().contains("sx_pid: " + message.strip()), text.toString());
  }

  @Test
  void aSessionWithTheExtensionHasTheFunctions() {
    var extensions = new SparkSessionExtensions();
    new PidFunctions().apply(extensions);
    var registry = extensions.registerFunctions(FunctionRegistry$.MODULE$.builtin().clone());
    for (var name : List.of("sx_pid", "sx_pid_parts")) {
      var identifier = FunctionRegistry$.MODULE$.builtinFunctionIdentifier(name);
      assertTrue(registry.functionExists(identifier), name);
    }
    var usage =
        spark.sql("DESCRIBE FUNCTION sx_pid").collectAsList().stream()
            .map(line -> line.getString(0))
            .collect(Collectors.joining("\n"));
    assertTrue(usage.contains("a map from atom to bits"), usage);
  }

  /** Statements of docs/sql.md run, and its line of Java stands above. */
  @Test
  void theExamplesOfThePageRun() throws IOException {
    var page = Files.readString(Path.of(System.getProperty("project.root")).resolve("docs/sql.md"));
    spark
        .sql("SELECT 1 AS neuron, a AS s1, b AS s2, t FROM (" + XOR + ")")
        .createOrReplaceTempView("spikes");
    var statements = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(page).results();
    var results = statements.map(found -> spark.sql(found.group(1)).collectAsList()).toList();
    assertEquals(3, results.size());
    assertEquals(4, results.get(0).get(0).getMap(1).size());
    assertEquals(Math.log(2.0 / 3) / Math.log(2), results.get(1).get(0).getDouble(1), ROUNDING);
    assertEquals(4, results.get(2).size());
    assertTrue(page.contains("```java\nPidFunctions.register(spark);\n```"));
  }
}
