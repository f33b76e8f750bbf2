package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On executors: {@code ClusterIT}. */
class DataPlaceTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"spark.submit.deployMode, cluster", "spark.kubernetes.submitInDriver, true"})
  void aDriverOnTheClusterLooksAmongWhatWasSentAlong(String key, String value) {
    var conf = new SparkConf(false).set(key, value);

    assertEquals(HERE, DataPlace.onDriver(folder.resolve("none"), conf));
    assertEquals(folder, DataPlace.onDriver(folder, conf));
  }

  @Test
  void aDriverOfTheUsersLooksOnlyWhereItWasTold() {
    var none = folder.resolve("none");

    assertEquals(none, DataPlace.onDriver(none, new SparkConf(false)));
    var client = new SparkConf(false).set("spark.submit.deployMode", "client");
    assertEquals(none, DataPlace.onDriver(none, client));
  }

  @Test
  void aFolderIsSentAsAnAbsolutePath() {
    assertEquals(HERE.resolve("data").toString(), new DataPlace(Path.of("data")).asked());
  }
}
