package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that goes to spark-submit, after it was built. */
class ApplicationJarIT {
  private static final String JAR = System.getProperty("infomorph.app.jar");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/spark/",
        "org/apache/hadoop/",
        "org/apache/parquet/",
        "scala/",
        "com/fasterxml/jackson/",
        "org/apache/logging/",
        "org/slf4j/",
        "org/junit/",
      })
  void carriesNothingThatSparkBrings(String prefix) throws IOException {
    assertEquals(List.of(), entries().stream().filter(e -> e.startsWith(prefix)).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/infomorph/app/Main.class",
        "org/infomorph/pid/RedundancyLattice.class",
        "org/infomorph/datasets/Digits.class",
        "sql/points.sql",
        "breeze/stats/distributions/StudentsT.class",
        "org/ejml/data/DMatrixRMaj.class",
        "dev/ludovic/netlib/blas/BLAS.class",
        "picocli/CommandLine.class",
      })
  void carriesWhatSparkDoesNotBring(String entry) throws IOException {
    assertTrue(entries().contains(entry), entry);
  }

  @Test
  void carriesANativeBlas() throws IOException {
    assertTrue(
        entries().stream().anyMatch(e -> e.startsWith("org/bytedeco/openblas/linux-"))
            || !System.getProperty("os.name").equals("Linux"));
  }

  @Test
  void startsTheCommandLine() throws IOException {
    try (var jar = new JarFile(JAR)) {
      assertEquals(
          "org.infomorph.app.Main",
          jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
    }
  }

  /** Whoever has run the tests need not wait for a second build. */
  @Test
  void theLauncherFindsThatItIsBuilt() throws IOException {
    var target = Path.of(JAR).getParent();
    var mark = target.resolve("launcher/done");
    var newest = List.of(target.resolve("launcher/class.path"), target.resolve("classes/sql"));

    assertEquals(target.getParent().getParent().toRealPath() + "\n", Files.readString(mark));
    for (var built : newest) {
      assertTrue(
          Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(mark)) <= 0,
          built + " is newer than the mark");
    }
  }

  private static List<String> entries() throws IOException {
    try (var jar = new JarFile(JAR)) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
