package org.infomorph.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessMarkTest {
  private final ProcessMark own = ProcessMark.own().orElseThrow();
  private final long pid = ProcessHandle.current().pid();

  @Test
  void processThatLivesIsNotGone() {
    assertFalse(own.isGone(pid));
  }

  @Test
  void processThatHasEndedIsGone() throws Exception {
    var child = new ProcessBuilder("true").start();
    long its = child.pid();
    child.waitFor();

    assertTrue(new ProcessMark(own.boot(), own.space(), own.began() + 1).isGone(its));
  }

  @Test
  void numberThatWentToAnotherProcessIsNoSignOfLife() {
    assertTrue(new ProcessMark(own.boot(), own.space(), own.began() - 1).isGone(pid));
  }

  /** There, process 1 may live, whatever process 1 is here. */
  @Test
  void nothingIsKnownOfOtherContainersAndMachines() {
    long nobody = Integer.MAX_VALUE;
    assertTrue(new ProcessMark(own.boot(), own.space(), 1).isGone(nobody));

    assertFalse(new ProcessMark(own.boot(), "pid:[1]", 1).isGone(nobody));
    assertFalse(new ProcessMark("another", own.space(), 1).isGone(nobody));
  }

  @Test
  void isReadAsItIsWritten() {
    assertEquals(Optional.of(own), ProcessMark.parse(own.toString()));
    assertEquals(Optional.empty(), ProcessMark.parse("a/b"));
    assertFalse(own.toString().contains(","), own.toString());
  }
}
