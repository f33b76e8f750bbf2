package org.infomorph.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.infomorph.files.Folder;
import org.infomorph.plan.StudentT;
import org.infomorph.space.Axis;
import org.infomorph.space.Neighbours;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Sweep;

/**
 * The views that the SQL of the tables uses: {@code trials}, the finished trials of a sweep; {@code
 * axes}, its points with their index in the plan and a typed column per axis; {@code neighbours},
 * the pairs of neighbouring points; and {@code completed}, the trials that ended well and whose
 * reports reach as far as those of any other trial of their point.
 */
public final class Views {
  /**
   * Up to this number of trials, compiling the queries takes longer than running them uncompiled.
   */
  private static final int MOST_INTERPRETED = 10_000;

  /** For the case that all trials of a point train for the same number of epochs. */
  private static final String COMPLETED = "SELECT * FROM trials WHERE status = 'OK'";

  private static final StructType NEIGHBOURS =
      new StructType()
          .add("point_id", DataTypes.StringType)
          .add("neighbour_id", DataTypes.StringType)
          .add("axis", DataTypes.StringType)
          .add("place", DataTypes.IntegerType);

  private final SparkSession spark;
  private final Sweep sweep;

  private Views(SparkSession spark, Sweep sweep) {
    this.spark = spark;
    this.sweep = sweep;
  }

  /**
   * Creates the views in a new session. The caller's session keeps its views, functions and
   * settings.
   *
   * @param session the caller's session
   * @param trialsFolder the table {@code trials}
   * @param all the trials that the sweep has asked for; other trials in the table are left out, and
   *     so are those that confirm
   */
  public static Views create(SparkSession session, Folder trialsFolder, Asked all) {
    // A mean over seeds that have chosen a point, and fresh ones, would be neither of the two.
    var asked = all.withoutConfirmation();
    var spark = session.newSession();
    var sweep = asked.sweep();
    prepare(spark, asked.trials() > MOST_INTERPRETED);
    var trials =
        asked.isUniform()
            ? inSeeds(spark, trialsFolder, asked)
            : trials(spark, trialsFolder, asked);
    trials
        .drop("point", "axes") // of the plan at the time of the run
        .createOrReplaceTempView("trials");
    var completed = sweep.mayEndEarly() ? read("/sql/carried.sql") : COMPLETED;
    spark.sql(completed).createOrReplaceTempView("completed");
    spark.createDataFrame(rows(asked), schema(sweep)).createOrReplaceTempView("axes");
    spark.createDataFrame(pairs(asked), NEIGHBOURS).createOrReplaceTempView("neighbours");
    double[] quantiles = StudentT.quantiles(0.975, Math.max(1, asked.seedSpan()));
    spark
        .udf()
        .register(
            "student_t_975",
            (UDF1<Integer, Double>) degrees -> quantiles[degrees],
            DataTypes.DoubleType);
    return new Views(spark, sweep);
  }

  /**
   * Sets the options that the tables depend on, whatever options the caller's Spark started with.
   * Compiling queries, and replanning them after each stage, pays off only for many trials.
   */
  private static void prepare(SparkSession spark, boolean many) {
    spark.conf().set("spark.sql.ansi.enabled", true);
    spark.conf().set("spark.sql.caseSensitive", false);
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.shuffle.partitions", 1);
    spark.conf().set("spark.sql.codegen.wholeStage", many);
    spark.conf().set("spark.sql.codegen.factoryMode", many ? "FALLBACK" : "NO_CODEGEN");
    spark.conf().set("spark.sql.adaptive.enabled", many);
    spark.conf().set("spark.sql.sources.commitProtocolClass", OneFileCommit.class.getName());
  }

  /**
   * A query that has not run yet.
   *
   * @param name its .sql file; all further views that it selects from must exist already
   */
  Dataset<Row> table(String name) {
    var sql = read("/sql/" + name + ".sql");
    return spark.sql(
        sql.contains("${scores}") ? sql.replace("${scores}", scores()) : sql,
        Map.of(
            "measure", sweep.measure(),
            "silent_bits", sweep.phases().silentBits(),
            "dominant_share", sweep.phases().dominantShare()));
  }

  /**
   * Replaces the view of a query by its written rows, so that other queries read these rows instead
   * of running the query again.
   *
   * @param written the folder of its rows
   */
  void replace(String name, StructType schema, Folder written) {
    read(spark, written, schema).createOrReplaceTempView(name);
  }

  /** Reads a folder and takes its name literally, never as a pattern. */
  private static Dataset<Row> read(SparkSession spark, Folder folder, StructType schema) {
    return spark
        .read()
        .schema(schema)
        .option(DataSource.GLOB_PATHS_KEY(), "false")
        .parquet(folder.sparkPath());
  }

  /** All existing scores, plus the measure, so that the measure always has its columns. */
  private String scores() {
    var names = new TreeSet<String>();
    names.add(sweep.measure());
    spark
        .sql("SELECT DISTINCT explode(map_keys(scores)) FROM trials")
        .collectAsList()
        .forEach(row -> names.add(row.getString(0)));
    return "'" + String.join("', '", names) + "'";
  }

  private static StructType schema(Sweep sweep) {
    var fields = new ArrayList<StructField>();
    fields.add(DataTypes.createStructField("point_id", DataTypes.StringType, false));
    fields.add(DataTypes.createStructField("point", DataTypes.IntegerType, false));
    for (var axis : sweep.space().axes()) {
      fields.add(DataTypes.createStructField(axis.label(), type(axis.type()), true));
    }
    return DataTypes.createStructType(fields);
  }

  private static DataType type(Axis.Type type) {
    return switch (type) {
      case NUMBER -> DataTypes.DoubleType;
      case INTEGER -> DataTypes.LongType;
      case FLAG -> DataTypes.BooleanType;
      case TEXT -> DataTypes.StringType;
    };
  }

  private static Dataset<Row> inSeeds(SparkSession spark, Folder folder, Asked asked) {
    long first = asked.firstSeed();
    return read(spark, folder, SparkSchema.trials())
        .where(functions.col("seed").between(first, first + asked.seedSpan() - 1));
  }

  /**
   * The finished trials that a sweep has asked for.
   *
   * @param folder the table {@code trials}, which may also hold other trials
   */
  public static Dataset<Row> trials(SparkSession spark, Folder folder, Asked asked) {
    var trials = inSeeds(spark, folder, asked);
    var schema =
        new StructType()
            .add("asked_id", DataTypes.StringType)
            .add("first_seed", DataTypes.LongType)
            .add("seeds", DataTypes.IntegerType);
    var rows =
        asked.asks().stream()
            .map(ask -> RowFactory.create(ask.pointId(), ask.firstSeed(), ask.seeds()))
            .toList();
    var wanted = spark.createDataFrame(rows, schema);
    var seed = trials.col("seed");
    return trials.join(
        wanted,
        trials
            .col("point_id")
            .equalTo(wanted.col("asked_id"))
            .and(seed.geq(wanted.col("first_seed")))
            .and(seed.lt(wanted.col("first_seed").plus(wanted.col("seeds")))),
        "left_semi");
  }

  private static List<Row> rows(Asked asked) {
    var axes = asked.sweep().space().axes();
    var rows = new ArrayList<Row>();
    for (var ask : asked.ofPoints()) {
      var values = new Object[2 + axes.size()];
      values[0] = ask.pointId();
      values[1] = ask.point();
      for (int a = 0; a < axes.size(); a++) {
        values[2 + a] = axes.get(a).column(asked.points().get(ask.point()).values().get(a));
      }
      rows.add(RowFactory.create(values));
    }
    return rows;
  }

  private static List<Row> pairs(Asked asked) {
    var space = asked.sweep().space();
    var ids = new HashMap<Integer, String>();
    asked.ofPoints().forEach(ask -> ids.put(ask.point(), ask.pointId()));
    var chosen = asked.ofPoints().stream().map(Ask::point).toList();
    return Neighbours.of(space, asked.points(), chosen).stream()
        .map(
            pair ->
                RowFactory.create(
                    ids.get(pair.point()),
                    ids.get(pair.neighbour()),
                    space.axes().get(pair.axis()).label(),
                    pair.axis()))
        .toList();
  }

  private static String read(String resource) {
    try (InputStream in = Views.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
