package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.math.Blas.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"OpenBLAS 0.3.31", "OpenBLAS 0.3.31-1.5.13", "OpenBLAS bundled"})
  void theSameLibraryHasOneName(String written) {
    assertEquals("OpenBLAS 0.3.31", Blas.normalForm(written));
    assertEquals("OpenBLAS 0.3.31 for HASWELL", Blas.normalForm(written + " for HASWELL"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict Java",
        "OpenBLAS 0.3.30",
        "netlib VectorBLAS, as no native BLAS loads",
      })
  void othersKeepTheirs(String written) {
    assertEquals(written, Blas.normalForm(written));
  }
}
