package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SparseProductsTest {
  private static final int UNITS = 37;
  private static final int STORED = 60;
  private static final int SAMPLES = 23;
  private static final int FROM = 2;
  private static final double OFFSET = -0.4;
  private static final double SCALE = 0.013;

  private final RandomStream random = new Seeds(3).stream("sparse");
  private final byte[] bytes = new byte[STORED * UNITS];
  private final int[] order = IntStream.range(0, STORED).map(i -> i * 7 % STORED).toArray();

  SparseProductsTest() {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextDouble() < 0.2 ? 1 + 254 * random.nextDouble() : 0);
    }
  }

  private Activity sparse(Precision precision) {
    float[] table = new float[256];
    for (int v = 0; v < 256; v++) {
      table[v] = (float) (OFFSET + SCALE * v);
    }
    Activity x = new Activity(Activity.Layout.SAMPLE_MAJOR, precision, UNITS, SAMPLES + 4);
    x.resize(SAMPLES);
    x.fill(SparseRows.of(UNITS, bytes).orElseThrow(), order, FROM, table, OFFSET, SCALE);
    return x;
  }

  private double value(int sample, int unit) {
    return OFFSET + SCALE * (bytes[order[FROM + sample] * UNITS + unit] & 0xff);
  }

  private DMatrixRMaj values() {
    DMatrixRMaj x = new DMatrixRMaj(SAMPLES, UNITS);
    for (int s = 0; s < SAMPLES; s++) {
      for (int u = 0; u < UNITS; u++) {
        x.set(s, u, value(s, u));
      }
    }
    return x;
  }

  private DMatrixRMaj random(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    random.fillUniform(matrix.data, 0, rows * columns, -1, 1);
    return matrix;
  }

  static Stream<Arguments> sizes() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(1, 4, 5, 8, 10, 16).map(n -> Arguments.of(p, n)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void fewNeuronsHaveTheProductsOfTheWholeValues(Precision precision, int neurons) {
    DMatrixRMaj weights = random(neurons, UNITS);
    DMatrixRMaj driveGradients = random(neurons, SAMPLES);
    DMatrixRMaj expectedDrives = new DMatrixRMaj(neurons, SAMPLES);
    CommonOps_DDRM.multTransB(weights, values(), expectedDrives);
    DMatrixRMaj expectedGradient = new DMatrixRMaj(neurons, UNITS);
    CommonOps_DDRM.mult(driveGradients, values(), expectedGradient);
    DMatrixRMaj drives = new DMatrixRMaj(1, 1);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, UNITS);
    Products products = Products.in(precision);
    Activity x = sparse(precision);

    products.drives(weights, x, drives);
    products.gradient(driveGradients, x, gradient);
    products.drives(weights, x, drives);

    assertNotNull(x.sparse());
    for (int i = 0; i < expectedDrives.getNumElements(); i++) {
      assertEquals(expectedDrives.data[i], drives.data[i], 1e-12);
    }
    for (int i = 0; i < expectedGradient.getNumElements(); i++) {
      assertEquals(expectedGradient.data[i], gradient.data[i], 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void manyNeuronsAndWhoeverAsksSeeTheWholeValues(Precision precision) {
    DMatrixRMaj weights = random(17, UNITS);
    DMatrixRMaj expected = new DMatrixRMaj(17, SAMPLES);
    CommonOps_DDRM.multTransB(weights, values(), expected);
    DMatrixRMaj drives = new DMatrixRMaj(1, 1);
    Activity x = sparse(precision);

    Products.in(precision).drives(weights, x, drives);

    double tolerance = precision == Precision.SINGLE ? 1e-4 : 1e-12;
    for (int i = 0; i < expected.getNumElements(); i++) {
      assertEquals(expected.data[i], drives.data[i], tolerance);
    }
    boolean single = precision == Precision.SINGLE;
    for (int s = 0; s < SAMPLES; s++) {
      for (int u = 0; u < UNITS; u++) {
        double value = value(s, u);
        assertEquals(single ? (float) value : value, sparse(precision).get(s, u));
        assertEquals(single ? (float) value : value, x.get(s, u));
      }
    }
  }

  @Test
  void valuesThatAreSetAreReadByAll() {
    Activity x = sparse(Precision.DOUBLE);

    x.set(1, 2, 5);

    assertNull(x.sparse());
    assertEquals(5, x.get(1, 2));
    assertEquals(value(1, 3), x.get(1, 3));
    Activity cleared = sparse(Precision.DOUBLE);
    cleared.clear();
    assertNull(cleared.sparse());
    assertEquals(0, cleared.get(1, 3));
  }

  @Test
  void aBatchWithoutSamplesHasNoGradient() {
    Activity x = sparse(Precision.SINGLE);
    x.resize(0);
    DMatrixRMaj gradient = random(2, UNITS);
    DMatrixRMaj drives = new DMatrixRMaj(1, 1);

    Products.in(Precision.SINGLE).drives(random(2, UNITS), x, drives);
    Products.in(Precision.SINGLE).gradient(new DMatrixRMaj(2, 0), x, gradient);

    assertEquals(0, drives.numCols);
    assertEquals(0, CommonOps_DDRM.elementMaxAbs(gradient));
  }

  @Test
  void denseSamplesAreNotSparse() {
    byte[] dense = bytes.clone();
    Arrays.fill(dense, 0, dense.length / 3, (byte) 1);
    assertFalse(SparseRows.of(UNITS, dense).isPresent());
  }

  @Test
  void rowsOfAnotherSizeOrLayoutAreRefused() {
    SparseRows rows = SparseRows.of(UNITS, bytes).orElseThrow();
    float[] table = new float[256];
    Activity other = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.SINGLE, UNITS + 1, 9);
    Activity byUnit = new Activity(Activity.Layout.UNIT_MAJOR, Precision.SINGLE, UNITS, 9);
    assertThrows(
        IllegalArgumentException.class, () -> other.fill(rows, order, 0, table, OFFSET, SCALE));
    assertThrows(
        IllegalArgumentException.class, () -> byUnit.fill(rows, order, 0, table, OFFSET, SCALE));
  }
}
