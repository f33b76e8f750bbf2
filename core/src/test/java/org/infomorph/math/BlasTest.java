package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.math.Blas.Choice;
import org.junit.jupiter.api.Test;

class BlasTest {
  @Test
  void oneJvmNeverMixes() {
    String running = Blas.description();
    Choice here = Choice.of(running);
    Choice other = here == Choice.JAVA ? Choice.NATIVE : Choice.JAVA;

    Blas.use(here);
    String message = assertThrows(IllegalStateException.class, () -> Blas.use(other)).getMessage();

    assertEquals(
        "blas "
            + other
            + " was asked for, but this JVM multiplies by "
            + running
            + " already; one JVM never mixes the two",
        message);
    assertEquals(running, Blas.description());
  }

  @Test
  void choicesAreNamedAsUsersWriteThem() {
    assertEquals(Choice.JAVA, Choice.named("java"));
    assertEquals(Choice.NATIVE, Choice.named("native"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Choice.named("JAVA")).getMessage();
    assertEquals("blas is JAVA; allowed are native, java", message);
  }

  @Test
  void descriptionsTellTheChoicesApart() {
    assertEquals(Choice.JAVA, Choice.of("strict Java"));
    assertEquals(Choice.NATIVE, Choice.of("OpenBLAS 0.3.31"));
    assertEquals(Choice.NATIVE, Choice.of("netlib VectorBLAS, as no native BLAS loads"));
    assertTrue(
        Blas.description().matches("strict Java|OpenBLAS \\S+( for \\S+)?|netlib \\S+BLAS, .*"),
        Blas.description());
  }
}
