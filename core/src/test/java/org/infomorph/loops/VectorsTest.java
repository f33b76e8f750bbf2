package org.infomorph.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OpenJDK 64-Bit Server VM | 17.0.15+6 | mixed mode, sharing | true",
        "Java HotSpot(TM) 64-Bit Server VM | 25.0.3+9-LTS | compiled mode | true",
        "OpenJDK 64-Bit Server VM | 17.0.15+6 | interpreted mode, sharing | false",
        "OpenJDK 64-Bit Server VM | 17.0.15+6 | mixed mode, emulated-client, sharing | false",
        "OpenJDK 64-Bit Server VM | 17.0.9+9-jvmci-23.0-b22 | mixed mode, sharing | false",
        "Eclipse OpenJ9 VM | openj9-0.46.0 | JRE 17 Linux amd64-64-Bit | false",
      })
  void vectorsNeedTheSecondCompiler(String name, String version, String info, boolean expected) {
    Properties properties = new Properties();
    properties.setProperty("java.vm.name", name);
    properties.setProperty("java.vm.version", version);
    properties.setProperty("java.vm.info", info);

    assertEquals(expected, Vectors.areCompiled(properties));
  }
}
