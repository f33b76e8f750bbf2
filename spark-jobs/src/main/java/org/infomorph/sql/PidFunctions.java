package org.infomorph.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.infomorph.form.SpecException;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Partial information decomposition in Spark SQL:
 *
 * <pre>{@code
 * PidFunctions.register(spark);
 * spark.sql("SELECT neuron, sx_pid(array(s1, s2), t) AS bits FROM spikes GROUP BY neuron").show();
 * }</pre>
 *
 * <p>{@code sx_pid} gives a map from atom to bits; {@code sx_pid_parts} a struct with the fields
 * that {@code infomorph pid --json} prints. A third argument names the sources: {@code array('r',
 * 'c')}. docs/sql.md describes both.
 *
 * <p>A session that is started with {@code spark.sql.extensions=org.infomorph.sql.PidFunctions} has
 * the functions from its beginning: this is how PySpark, notebooks and {@code spark-sql} get them.
 */
public final class PidFunctions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String USAGE =
      "_FUNC_(sources, target[, names]) - Returns the partial information decomposition (shared"
          + " exclusions) of what the array `sources`, of 1 to 5 categories, tells about the"
          + " category `target`, ";

  /** For {@code spark.sql.extensions}, which makes an instance by this constructor. */
  public PidFunctions() {}

  /**
   * Adds the functions to a session, until it ends.
   *
   * @param spark a session in this JVM
   * @throws SpecException if the session is a client of a server elsewhere (Spark Connect)
   */
  public static void register(SparkSession spark) {
    if (!(spark instanceof org.apache.spark.sql.classic.SparkSession session)) {
      throw new SpecException(
          "the session is a client of Spark Connect; its server needs the setting"
              + " spark.sql.extensions=org.infomorph.sql.PidFunctions");
    }
    var extensions = new SparkSessionExtensions();
    new PidFunctions().apply(extensions);
    extensions.registerFunctions(session.sessionState().functionRegistry());
  }

  /** Adds the functions to a session that is being made. */
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (boolean parts : new boolean[] {false, true}) {
      var identifier = new FunctionIdentifier(name(parts));
      extensions.injectFunction(new Tuple3<>(identifier, info(parts), builder(parts)));
    }
    return BoxedUnit.UNIT;
  }

  private static String name(boolean parts) {
    return parts ? PidAggregate.PARTS : PidAggregate.ATOMS;
  }

  private static ExpressionInfo info(boolean parts) {
    return new ExpressionInfo(
        PidAggregate.class.getName(),
        null,
        name(parts),
        USAGE
            + (parts
                ? "as a struct: atoms, informative, misinformative, mutual_information,"
                    + " target_entropy, residual_entropy, observations."
                : "as a map from atom to bits."),
        "",
        "",
        "",
        "agg_funcs",
        "",
        "",
        "java_udf");
  }

  private static Function1<Seq<Expression>, Expression> builder(boolean parts) {
    return arguments -> PidAggregate.of(arguments, parts);
  }
}
