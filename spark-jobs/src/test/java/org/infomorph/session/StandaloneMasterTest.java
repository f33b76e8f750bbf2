package org.infomorph.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneMasterTest {
  @Test
  void oneOfSeveralIsEnough() throws IOException {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var url = "spark://127.0.0.1:" + closedPort() + ",127.0.0.1:" + listening.getLocalPort();

      assertDoesNotThrow(() -> StandaloneMaster.check(url));
    }
  }

  @Test
  void whereNothingListensItIsSaidAtOnce() throws IOException {
    var url = "spark://127.0.0.1:" + closedPort();

    assertEquals(
        "--master " + url + ": nothing answers there (Connection refused)",
        assertThrows(SpecException.class, () -> StandaloneMaster.check(url)).getMessage());
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    var url = "spark://nowhere.invalid:7077";

    assertEquals(
        "--master " + url + ": nothing answers there (unknown host nowhere.invalid)",
        assertThrows(SpecException.class, () -> StandaloneMaster.check(url)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local[2]", "yarn", "nonsense", "spark://host", "spark://h:70000", "k8s://h:1"})
  void whatIsNoMasterOfAStandaloneClusterIsForSparkToJudge(String url) {
    assertDoesNotThrow(() -> StandaloneMaster.check(url));
  }

  @Test
  void aSessionIsNotEvenTriedWhereNothingListens() throws IOException {
    var url = "spark://127.0.0.1:" + closedPort();

    assertThrows(SpecException.class, () -> Sessions.start(Optional.of(url)));
  }

  private static int closedPort() throws IOException {
    try (var closed = new ServerSocket(0)) {
      return closed.getLocalPort();
    }
  }
}
