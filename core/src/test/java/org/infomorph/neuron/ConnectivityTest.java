package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;

class ConnectivityTest {
  @Test
  void noSelfLeavesOutTheDiagonal() {
    boolean[] mask = new Connectivity.NoSelf().mask(3, 3, new Seeds(1).stream("c"));
    assertArrayEquals(
        new boolean[] {false, true, true, true, false, true, true, true, false}, mask);
  }

  @Test
  void randomOthersAreAsManyAsAskedForAndNeverSelf() {
    int neurons = 20;
    boolean[] mask =
        new Connectivity.RandomOthers(7).mask(neurons, neurons, new Seeds(1).stream("c"));
    for (int n = 0; n < neurons; n++) {
      int count = 0;
      for (int u = 0; u < neurons; u++) {
        count += mask[n * neurons + u] ? 1 : 0;
      }
      assertEquals(7, count);
      assertFalse(mask[n * neurons + n]);
    }
  }

  @Test
  void allOthersCanBeDrawn() {
    boolean[] drawn = new Connectivity.RandomOthers(4).mask(5, 5, new Seeds(1).stream("c"));
    assertArrayEquals(new Connectivity.NoSelf().mask(5, 5, new Seeds(1).stream("c")), drawn);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertEquals(
        "one_to_one needs as many units as neurons: 10 units, 3 neurons",
        assertThrows(IllegalArgumentException.class, () -> new Connectivity.OneToOne().check(3, 10))
            .getMessage());
    assertEquals(
        "random connects 5 other units but there are 5 in all",
        assertThrows(
                IllegalArgumentException.class, () -> new Connectivity.RandomOthers(5).check(9, 5))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Connectivity.NoSelf().check(2, 3));
    assertThrows(IllegalArgumentException.class, () -> new Connectivity.RandomOthers(0));
  }
}
