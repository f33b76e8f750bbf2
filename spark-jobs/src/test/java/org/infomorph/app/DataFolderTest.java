package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Properties;
import org.infomorph.run.DataPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On executors: {@code ClusterIT}. */
class DataFolderTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"spark.submit.deployMode, cluster", "spark.kubernetes.submitInDriver, true"})
  void aDriverOnTheClusterLooksAmongWhatWasSentAlong(String key, String value) {
    var settings = settings(key, value);

    assertEquals(HERE, DataFolder.onDriver(folder.resolve("none"), settings));
    assertEquals(folder, DataFolder.onDriver(folder, settings));
  }

  @Test
  void aDriverOfTheUsersLooksOnlyWhereItWasTold() {
    var none = folder.resolve("none");

    assertEquals(none, DataFolder.onDriver(none, new Properties()));
    var client = settings("spark.submit.deployMode", "client");
    assertEquals(none, DataFolder.onDriver(none, client));
  }

  @Test
  void aFolderIsSentAsAnAbsolutePath() {
    assertEquals(HERE.resolve("data").toString(), new DataPlace(Path.of("data")).asked());
  }

  private static Properties settings(String key, String value) {
    var settings = new Properties();
    settings.setProperty(key, value);
    return settings;
  }
}
