package org.infomorph.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SampleSetsTest {
  @Test
  void keepsBothSets() {
    Samples training = samples(3, 2);
    Samples test = samples(3, 2);
    SampleSets sets = new SampleSets(training, test);
    assertEquals(training, sets.training());
    assertEquals(test, sets.test());
  }

  @Test
  void refusesDifferentFeatures() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new SampleSets(samples(3, 2), samples(4, 2)));
    assertEquals("training has 3 features, test has 4; they must be equal", e.getMessage());
  }

  @Test
  void refusesDifferentClasses() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new SampleSets(samples(3, 2), samples(3, 5)));
    assertEquals("training has 2 classes, test has 5; they must be equal", e.getMessage());
  }

  private static Samples samples(int features, int classes) {
    return Samples.ofBytes(features, new byte[features], classes, new byte[1]);
  }
}
