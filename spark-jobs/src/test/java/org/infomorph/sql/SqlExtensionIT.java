package org.infomorph.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.SparkHome;
import org.infomorph.cluster.Trees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions in a session that only Spark's settings have told of them, as in {@code spark-sql},
 * PySpark and Zeppelin: a process of spark-submit, the application jar by {@code --jars}, and
 * statements of SQL. The class path holds Spark and nothing else.
 */
@Tag("cluster")
class SqlExtensionIT {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final String XOR =
      "SELECT neuron, sx_pid(array(a, b), t, array('a', 'b'))['{a}{b}'] FROM VALUES (1, 0, 0, 0),"
          + " (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0) AS v(neuron, a, b, t) GROUP BY neuron";

  @TempDir Path folder;

  /** Of links, which a temporary folder of JUnit warns of. */
  private Path spark;

  @BeforeEach
  void makeFolder() throws IOException {
    spark = Files.createTempDirectory("infomorph-sql");
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Trees.delete(spark);
  }

  @Test
  void aSessionWithTheSettingAndTheJarHasTheFunctions() throws IOException {
    var process =
        submit(
            List.of("--conf", "spark.sql.extensions=org.infomorph.sql.PidFunctions"),
            XOR,
            "SHOW FUNCTIONS LIKE 'sx_pid*'");
    assertEquals(0, process.exitCode(AT_MOST), process.output());
    var rows = process.output().lines().filter(line -> line.startsWith("row ")).toList();
    assertEquals(3, rows.size(), process.output());
    // Makkeh, Gutknecht, Wibral 2021, table I: XOR has a redundancy of log2(2/3)
    double bits = Double.parseDouble(rows.get(0).substring("row 1\t".length()));
    assertEquals(Math.log(2.0 / 3) / Math.log(2), bits, 1e-12);
    assertEquals(List.of("row sx_pid", "row sx_pid_parts"), rows.subList(1, 3));
  }

  @Test
  void aSessionWithoutTheSettingHasNone() throws IOException {
    var process = submit(List.of(), XOR);
    assertTrue(process.exitCode(AT_MOST) != 0);
    assertTrue(process.output().contains("`sx_pid`"), process.output());
  }

  private LoggedProcess submit(List<String> options, String... statements) throws IOException {
    var home = SparkHome.create(spark);
    var words =
        new ArrayList<>(List.of("--master", "local[1]", "--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--conf", "spark.sql.warehouse.dir=" + folder.resolve("warehouse")));
    words.addAll(options);
    words.addAll(List.of("--jars", System.getProperty("infomorph.app.jar")));
    words.addAll(List.of("--class", SqlStatements.class.getName(), statementsJar().toString()));
    words.addAll(List.of(statements));
    return LoggedProcess.start(home.submit(words), folder.resolve("log"));
  }

  private Path statementsJar() throws IOException {
    var name = SqlStatements.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("statements.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var in = SqlStatements.class.getResourceAsStream("/" + name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return jar;
  }
}
