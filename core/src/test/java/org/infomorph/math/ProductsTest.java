package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProductsTest {
  /** Products of few neurons, and of few units, are made another way than those of many. */
  static Stream<Arguments> formats() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(Activity.Layout.values()).map(l -> List.of(p, l)))
        .flatMap(f -> Stream.of(3, 20).map(n -> Arguments.of(f.get(0), f.get(1), n)));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(5, 20).map(units -> Arguments.of(p, units)));
  }

  private static DMatrixRMaj random(int rows, int columns, RandomStream random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    random.fillUniform(matrix.data, 0, rows * columns, -1, 1);
    return matrix;
  }

  /** The same numbers as samples x units, in the given format, in a buffer that is too large. */
  private static Activity activity(DMatrixRMaj x, Precision precision, Activity.Layout layout) {
    Activity activity = new Activity(layout, precision, x.numCols, x.numRows + 3);
    activity.resize(x.numRows);
    for (int s = 0; s < x.numRows; s++) {
      for (int u = 0; u < x.numCols; u++) {
        activity.set(s, u, x.get(s, u));
      }
    }
    return activity;
  }

  private static double tolerance(Precision precision) {
    return precision == Precision.SINGLE ? 1e-5 : 1e-13;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void drivesAreWeightsTimesInputs(Precision precision, Activity.Layout layout, int neurons) {
    RandomStream random = new Seeds(1).stream("products");
    DMatrixRMaj x = random(7, 5, random);
    DMatrixRMaj w = random(neurons, 5, random);
    DMatrixRMaj expected = new DMatrixRMaj(neurons, 7);
    CommonOps_DDRM.multTransB(w, x, expected);
    DMatrixRMaj drives = new DMatrixRMaj(neurons, 10);

    Products.in(precision).drives(w, activity(x, precision, layout), drives);

    assertEquals(7, drives.numCols);
    for (int i = 0; i < 7 * neurons; i++) {
      assertEquals(expected.data[i], drives.data[i], tolerance(precision));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void gradientIsTheAdjointOfDrives(Precision precision, Activity.Layout layout, int neurons) {
    RandomStream random = new Seeds(2).stream("products");
    DMatrixRMaj x = random(9, 4, random);
    DMatrixRMaj w = random(neurons, 4, random);
    DMatrixRMaj d = random(neurons, 9, random);
    Activity inputs = activity(x, precision, layout);
    Products products = Products.in(precision);
    DMatrixRMaj drives = new DMatrixRMaj(neurons, 9);
    DMatrixRMaj gradient = new DMatrixRMaj(neurons, 4);

    products.drives(w, inputs, drives);
    products.gradient(d, inputs, gradient);

    // <W x, D> = <W, D x'>
    assertEquals(dot(drives, d), dot(w, gradient), 10 * tolerance(precision));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void inputGradientsAreTheAdjointOfDrivesInTheInputs(Precision precision) {
    RandomStream random = new Seeds(3).stream("products");
    DMatrixRMaj x = random(9, 4, random);
    DMatrixRMaj w = random(3, 4, random);
    DMatrixRMaj d = random(3, 9, random);
    Products products = Products.in(precision);
    DMatrixRMaj drives = new DMatrixRMaj(3, 9);
    DMatrixRMaj inputGradients = new DMatrixRMaj(4, 12);

    products.drives(w, activity(x, precision, Activity.Layout.SAMPLE_MAJOR), drives);
    products.inputGradients(w, d, inputGradients);

    // <W x, D> = <x, W' D>
    assertEquals(9, inputGradients.numCols);
    DMatrixRMaj transposed = new DMatrixRMaj(9, 4);
    CommonOps_DDRM.transpose(inputGradients, transposed);
    assertEquals(dot(drives, d), dot(x, transposed), 10 * tolerance(precision));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void inputGradientsAreWeightsTransposedTimesGradients(Precision precision, int units) {
    RandomStream random = new Seeds(4).stream("products");
    DMatrixRMaj w = random(3, units, random);
    DMatrixRMaj d = random(3, 7, random);
    DMatrixRMaj expected = new DMatrixRMaj(units, 7);
    CommonOps_DDRM.multTransA(w, d, expected);
    DMatrixRMaj inputGradients = new DMatrixRMaj(units, 7);

    Products.in(precision).inputGradients(w, d, inputGradients);

    for (int i = 0; i < 7 * units; i++) {
      assertEquals(expected.data[i], inputGradients.data[i], tolerance(precision));
    }
  }

  private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    return CommonOps_DDRM.dot(
        new DMatrixRMaj(a.getNumElements(), 1, true, a.data),
        new DMatrixRMaj(b.getNumElements(), 1, true, b.data));
  }

  @Test
  void aWrongNumberOfInputsIsNamed() {
    Activity inputs = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.DOUBLE, 785, 4);
    inputs.resize(4);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Products.in(Precision.DOUBLE)
                    .drives(new DMatrixRMaj(100, 784), inputs, new DMatrixRMaj(100, 4)));
    assertEquals("W is 100x784 but the batch has 785 inputs", e.getMessage());
  }

  @Test
  void gradientsOfAnotherNumberOfNeuronsAreNamed() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Products.in(Precision.SINGLE)
                    .inputGradients(
                        new DMatrixRMaj(100, 784),
                        new DMatrixRMaj(99, 4),
                        new DMatrixRMaj(784, 4)));
    assertEquals("W is 100x784 but the gradients are 99x4", e.getMessage());
  }

  @Test
  void theWrongPrecisionIsRefused() {
    Activity inputs = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.SINGLE, 2, 4);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Products.in(Precision.DOUBLE)
                .drives(new DMatrixRMaj(1, 2), inputs, new DMatrixRMaj(1, 4)));
  }
}
