package org.infomorph.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
  private static final String KERNELS = "spark.executorEnv.OPENBLAS_CORETYPE";
  private static final Map<String, String> HASWELL = Map.of("OPENBLAS_CORETYPE", "Haswell");

  @Test
  void executorsMultiplyWithTheKernelsThatAreNamedWhereTheDriverRuns() {
    var conf = SparkSettings.complete(new SparkConf(false), HASWELL);
    assertEquals("Haswell", conf.get(KERNELS));
  }

  @Test
  void aSettingOfTheUserStays() {
    var given = new SparkConf(false).set(KERNELS, "Zen");
    assertEquals("Zen", SparkSettings.complete(given, HASWELL).get(KERNELS));
  }

  @Test
  void executorsChooseTheirKernelsWhereNobodyNamesThem() {
    assertFalse(SparkSettings.complete(new SparkConf(false), Map.of()).contains(KERNELS));
  }
}
