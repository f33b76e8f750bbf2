package org.infomorph.sql;

import org.apache.spark.sql.SparkSession;

/**
 * An application of somebody who knows nothing of this project: runs each argument as a statement,
 * and prints its rows, as {@code spark-sql} does.
 */
public final class SqlStatements {
  private SqlStatements() {}

  public static void main(String[] statements) {
    var spark = SparkSession.builder().appName("statements").getOrCreate();
    for (var statement : statements) {
      spark
          .sql(statement)
          .collectAsList()
          .forEach(row -> System.out.println("row " + row.mkString("\t")));
    }
    spark.stop();
  }
}
