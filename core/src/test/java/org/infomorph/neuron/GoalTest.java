package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTest {
  private static final List<String> SOURCES = List.of("r", "c");

  @Test
  void gammaFollowsTheLatticesOrder() {
    Goal goal = new Goal(Map.of("{r}{c}", 1.0, "{r}", -0.2, "{rc}", 0.3, "h_res", 0.7));
    assertArrayEquals(new double[] {-0.2, 0, 1, 0.3}, goal.gamma(SOURCES).atoms());
    assertEquals(0.7, goal.gamma(SOURCES).residual());
  }

  @Test
  void theSameGoalWrittenOtherwiseIsEqual() {
    Goal one = new Goal(Map.of("{c}{r}", 1.0, "{cr}", 2.0, "{r}", 0.0)).canonical(SOURCES);
    Goal two = new Goal(Map.of("{r}{c}", 1.0, "{rc}", 2.0)).canonical(SOURCES);
    assertEquals(two, one);
  }

  @Test
  void anAtomThatStandsTwiceIsRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Goal(Map.of("{c}{r}", 1.0, "{r}{c}", 2.0)).canonical(SOURCES));
    assertEquals("atom {r}{c} stands twice", e.getMessage());
  }

  @Test
  void anUnknownAtomIsRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Goal(Map.of("{r}{x}", 1.0)).canonical(SOURCES));
    assertTrue(e.getMessage().startsWith("no atom {r}{x}; sources are r, c"), e.getMessage());
  }

  @Test
  void aWeightMustBeFinite() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Goal(Map.of("{r}", Double.NaN)));
    assertEquals("weight of {r} is NaN; it must be finite", e.getMessage());
  }
}
