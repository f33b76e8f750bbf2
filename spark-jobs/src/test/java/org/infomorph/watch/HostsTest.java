package org.infomorph.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  private static final Hosts HOSTS = new Hosts("lab.example.org");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8000",
        "127.0.0.1:40000",
        "[::1]:8000",
        "LAB.example.org:80"
      })
  void itsNamesAreAllowed(String header) {
    assertTrue(HOSTS.isAllowed(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.org",
        "localhost.evil.org:8000",
        "127.0.0.1.evil.org",
        "evil.org:127.0.0.1",
        "lab.example.org.evil.org",
        ""
      })
  void othersAreRefused(String header) {
    assertFalse(HOSTS.isAllowed(header));
  }

  @Test
  void localhostMayBeNamedAsTheHost() {
    var hosts = new Hosts("localhost");

    assertTrue(hosts.isAllowed("localhost:8000"));
    assertFalse(hosts.isAllowed("lab.example.org"));
  }

  @Test
  void aRequestMustSayWhomItMeans() {
    assertFalse(HOSTS.isAllowed(null));
  }
}
