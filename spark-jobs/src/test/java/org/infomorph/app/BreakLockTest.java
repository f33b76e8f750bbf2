package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakLockTest {
  private final Folder trials = Folder.at("memory://" + UUID.randomUUID() + "/trials");
  private final List<String> asked = new ArrayList<>();

  private Optional<UnaryOperator<String>> person(String answer) {
    return Optional.of(
        question -> {
          asked.add(question);
          return answer;
        });
  }

  @Test
  void lockIsBrokenByWhoTypesItsHolder() throws IOException {
    try (var lock = trials.lock("_lock")) {
      lock.check();
      var holder = trials.lockHolder("_lock").orElseThrow();

      assertEquals(holder, BreakLock.confirmed(trials, person(" " + holder + " ")));

      assertTrue(asked.get(0).contains(holder), asked.get(0));
      for (var answer : new String[] {"", "y", "yes", "process", null}) {
        assertRefused("the lock stays", trials, person(answer));
      }
    }
  }

  @Test
  void nobodyIsAskedWithoutALockOrATerminal(@TempDir Path place) throws IOException {
    assertEquals("", BreakLock.confirmed(trials, person("")));
    try (var lock = trials.lock("_lock")) {
      lock.check();
      assertRefused("here is no terminal", trials, Optional.empty());
    }
    var local = Folder.at(place.toString());
    try (var lock = local.lock("_lock")) {
      lock.check();
      assertRefused("ends with its process. Stop that process instead", local, person(""));
    }
    assertEquals(List.of(), asked);
  }

  private static void assertRefused(
      String why, Folder folder, Optional<UnaryOperator<String>> terminal) {
    var error = assertThrows(SpecException.class, () -> BreakLock.confirmed(folder, terminal));
    assertTrue(error.getMessage().startsWith("--break-lock: "), error.getMessage());
    assertTrue(error.getMessage().contains(why), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }
}
