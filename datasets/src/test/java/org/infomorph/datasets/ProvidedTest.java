package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvidedTest {
  private static final Path DATA = Path.of("data");

  @Test
  void theProviderOfThatNameGivesTheSamples() throws IOException {
    var stripes = new Provided("stripes", Map.of("height", 3.0));
    var sets = stripes.scaled(stripes.load(DATA));
    assertEquals(3, sets.training().value(0, 1));
    assertEquals(1, sets.test().label(1));
    assertEquals(Optional.of(new ImageShape(2, 2, 1)), stripes.image(DATA));
    assertEquals(Optional.of("first_version"), stripes.fingerprint(DATA));
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Provided("spots", Map.of()).load(DATA));
    var message = error.getMessage();
    assertTrue(
        message.startsWith(
            "dataset.provided.name: there is no provider spots on the class path; there are "),
        message);
    assertTrue(message.contains("stripes"), message);
  }

  /** What can be chosen is what was made a provider; a class on the class path is not enough. */
  @Test
  void theNameOfAClassIsNoName() {
    var byClass = new Provided(Stripes.class.getName(), Map.of());
    var error = assertThrows(IllegalArgumentException.class, () -> byClass.load(DATA));
    assertTrue(error.getMessage().contains("there is no provider"), error.getMessage());
  }
}
