package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.infomorph.loops.Vectors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseProductsTest {
  private static final int UNITS = 37;
  private static final int STORED = 60;
  private static final int SAMPLES = 23;
  private static final int FROM = 2;
  private static final double OFFSET = -0.4;
  private static final double SCALE = 0.013;
  private static final double TOLERANCE = 2e-5;

  private final RandomStream random = new Seeds(3).stream("sparse");
  private final byte[] bytes = new byte[STORED * UNITS];
  private final int[] order = IntStream.range(0, STORED).map(i -> i * 7 % STORED).toArray();

  SparseProductsTest() {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextDouble() < 0.2 ? 1 + 254 * random.nextDouble() : 0);
    }
  }

  private Activity sparse() {
    Activity x = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.SINGLE, UNITS, SAMPLES + 4);
    x.resize(SAMPLES);
    x.fill(SparseRows.of(UNITS, bytes).orElseThrow(), order, FROM, table(), OFFSET, SCALE);
    return x;
  }

  private static float[] table() {
    float[] table = new float[256];
    for (int v = 0; v < 256; v++) {
      table[v] = (float) (OFFSET + SCALE * v);
    }
    return table;
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

  static Stream<Arguments> loops() {
    return kinds().stream()
        .flatMap(
            kind -> IntStream.rangeClosed(1, SparseLoops.MOST_NEURONS).mapToObj(n -> of(kind, n)));
  }

  private static Arguments of(SparseLoops loops, int neurons) {
    return Arguments.of(Named.of(loops.getClass().getSimpleName(), loops), neurons);
  }

  /** Those that this JVM runs: both where it has vectors. */
  private static List<SparseLoops> kinds() {
    SparseLoops fastest = SparseLoops.fastest();
    SparseLoops plain = new PlainSparseLoops();
    return fastest instanceof PlainSparseLoops ? List.of(plain) : List.of(plain, fastest);
  }

  @ParameterizedTest
  @MethodSource("loops")
  void fewNeuronsHaveTheProductsOfTheWholeValues(SparseLoops loops, int neurons) {
    DMatrixRMaj weights = random(neurons, UNITS);
    DMatrixRMaj driveGradients = random(neurons, SAMPLES);
    DMatrixRMaj expectedDrives = new DMatrixRMaj(neurons, SAMPLES);
    CommonOps_DDRM.multTransB(weights, values(), expectedDrives);
    DMatrixRMaj expectedGradient = new DMatrixRMaj(neurons, UNITS);
    CommonOps_DDRM.mult(driveGradients, values(), expectedGradient);
    DMatrixRMaj drives = new DMatrixRMaj(neurons, SAMPLES);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, UNITS);
    SparseProducts products = new SparseProducts(loops);
    Activity x = sparse();

    products.drives(weights, x, drives);
    products.gradient(driveGradients, x, gradient);
    products.drives(weights, x, drives);

    assertNear(expectedDrives, drives);
    assertNear(expectedGradient, gradient);
    assertNotNull(x.sparse());
  }

  private static void assertNear(DMatrixRMaj expected, DMatrixRMaj actual) {
    for (int i = 0; i < expected.getNumElements(); i++) {
      assertEquals(expected.data[i], actual.data[i], TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 8, 10, 16})
  void singlePrecisionReadsThemSparsely(int neurons) {
    DMatrixRMaj weights = random(neurons, UNITS);
    DMatrixRMaj driveGradients = random(neurons, SAMPLES);
    DMatrixRMaj expectedDrives = new DMatrixRMaj(neurons, SAMPLES);
    DMatrixRMaj expectedGradient = new DMatrixRMaj(neurons, UNITS);
    DMatrixRMaj drives = new DMatrixRMaj(1, 1);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, UNITS);
    Activity x = sparse();

    Products.in(Precision.SINGLE).drives(weights, x, drives);
    Products.in(Precision.SINGLE).gradient(driveGradients, x, gradient);

    new SparseProducts().drives(weights, x, expectedDrives);
    new SparseProducts().gradient(driveGradients, x, expectedGradient);
    assertArrayEquals(expectedDrives.data, drives.data);
    assertArrayEquals(expectedGradient.data, gradient.data);
  }

  @Test
  void manyNeuronsAndWhoeverAsksSeeTheWholeValues() {
    DMatrixRMaj weights = random(17, UNITS);
    DMatrixRMaj expected = new DMatrixRMaj(17, SAMPLES);
    CommonOps_DDRM.multTransB(weights, values(), expected);
    DMatrixRMaj drives = new DMatrixRMaj(1, 1);
    Activity x = sparse();

    Products.in(Precision.SINGLE).drives(weights, x, drives);

    assertNear(expected, drives);
    for (int s = 0; s < SAMPLES; s++) {
      for (int u = 0; u < UNITS; u++) {
        assertEquals((float) value(s, u), sparse().get(s, u));
        assertEquals((float) value(s, u), x.get(s, u));
      }
    }
  }

  @Test
  void valuesThatAreSetAreReadByAll() {
    Activity x = sparse();

    x.set(1, 2, 5);

    assertNull(x.sparse());
    assertEquals(5, x.get(1, 2));
    assertEquals((float) value(1, 3), x.get(1, 3));
    Activity cleared = sparse();
    cleared.clear();
    assertNull(cleared.sparse());
    assertEquals(0, cleared.get(1, 3));
  }

  /** Units that are far from each other, and samples without entries. */
  @ParameterizedTest
  @MethodSource("loops")
  void stepsMayBeLong(SparseLoops loops, int neurons) {
    int units = 1200;
    byte[] values = new byte[4 * units];
    int[] set = {0, 255, 256, 1199, units + 700, 3 * units + 510, 3 * units + 1021};
    for (int i = 0; i < set.length; i++) {
      values[set[i]] = (byte) (250 + i);
    }
    Activity x = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.SINGLE, units, 4);
    x.resize(4);
    int[] all = {0, 1, 2, 3};
    x.fill(SparseRows.of(units, values).orElseThrow(), all, 0, table(), 0, 1);
    DMatrixRMaj weights = random(neurons, units);
    DMatrixRMaj driveGradients = random(neurons, 4);
    DMatrixRMaj drives = new DMatrixRMaj(neurons, 4);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, units);

    new SparseProducts(loops).drives(weights, x, drives);
    new SparseProducts(loops).gradient(driveGradients, x, gradient);

    for (int n = 0; n < neurons; n++) {
      double[] expected = new double[4];
      for (int i : set) {
        double value = values[i] & 0xff;
        expected[i / units] += weights.get(n, i % units) * value;
        // Each unit is set in one sample only.
        double product = driveGradients.get(n, i / units) * value;
        assertEquals(product, gradient.get(n, i % units), 1e-4);
      }
      for (int s = 0; s < 4; s++) {
        assertEquals(expected[s], drives.get(n, s), 1e-4);
      }
      assertEquals(0, gradient.get(n, 254));
      assertEquals(0, gradient.get(n, 1020));
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void allLoopsGiveTheBitsOfThePlainOnes(SparseLoops loops, int neurons) {
    DMatrixRMaj weights = random(neurons, UNITS);
    DMatrixRMaj driveGradients = random(neurons, SAMPLES);
    weights.data[0] = 1e30;
    driveGradients.data[0] = Double.NaN;
    DMatrixRMaj expectedDrives = new DMatrixRMaj(neurons, SAMPLES);
    DMatrixRMaj expectedGradient = new DMatrixRMaj(neurons, UNITS);
    DMatrixRMaj drives = new DMatrixRMaj(neurons, SAMPLES);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, UNITS);
    Activity x = sparse();
    SparseProducts plain = new SparseProducts(new PlainSparseLoops());
    SparseProducts products = new SparseProducts(loops);

    plain.drives(weights, x, expectedDrives);
    plain.gradient(driveGradients, x, expectedGradient);
    products.drives(weights, x, drives);
    products.gradient(driveGradients, x, gradient);

    assertArrayEquals(expectedDrives.data, drives.data);
    assertArrayEquals(expectedGradient.data, gradient.data);
  }

  @Test
  void vectorsAreTakenWhereThisJvmAndProcessorHaveThem() throws ReflectiveOperationException {
    boolean vectors =
        Vectors.areUsable()
            && (boolean)
                Class.forName("org.infomorph.math.VectorSparseLoops")
                    .getDeclaredMethod("fit")
                    .invoke(null);

    assertEquals(!vectors, SparseLoops.fastest() instanceof PlainSparseLoops);
  }

  @Test
  void aBatchWithoutSamplesHasNoGradient() {
    Activity x = sparse();
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
  void valuesThatAreKeptInAnotherWayAreRefused() {
    SparseRows rows = SparseRows.of(UNITS, bytes).orElseThrow();
    List<Activity> others =
        List.of(
            new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.SINGLE, UNITS + 1, 9),
            new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.DOUBLE, UNITS, 9),
            new Activity(Activity.Layout.UNIT_MAJOR, Precision.SINGLE, UNITS, 9));
    for (Activity other : others) {
      assertThrows(
          IllegalArgumentException.class, () -> other.fill(rows, order, 0, table(), OFFSET, SCALE));
    }
  }
}
