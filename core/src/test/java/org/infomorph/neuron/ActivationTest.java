package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
  private static final int SAMPLES = 40;
  private static final int FROM = 3;

  static Stream<Arguments> all() {
    return Stream.of(
        Arguments.of(new Modulated(0.5, 2), 2),
        Arguments.of(new Modulated(1, 2), 2),
        Arguments.of(new Modulated(0.1, -0.7), 2),
        Arguments.of(new KayPhillips(0.5, 0.8), 2),
        Arguments.of(new MultiModulated(List.of(0.3, 0.2), List.of(2.0, 1.0)), 3),
        Arguments.of(new MultiModulated(List.of(0.3, 0.2, 0.1), List.of(2.0, 1.0, 3.0)), 4),
        Arguments.of(new Sum(0.7), 2),
        Arguments.of(new Sum(1), 4),
        Arguments.of(new Sum(1, List.of(1.0, 0.1)), 2),
        Arguments.of(new Sum(0.5, List.of(1.0, -0.1, 0.0)), 3),
        Arguments.of(new Sum(2, List.of(0.3, 1.0, 0.2, 0.7)), 4),
        Arguments.of(new Gated(1, 1.5), 3),
        Arguments.of(new Heaviside(new Sum(1)), 2));
  }

  private static double[][] drives(int sources) {
    RandomStream random = new Seeds(sources).stream("drives");
    double[][] drives = new double[sources][FROM + SAMPLES];
    for (double[] drive : drives) {
      random.fillUniform(drive, 0, drive.length, -2, 2);
    }
    return drives;
  }

  @Test
  void everyActivationIsTestedHere() {
    Set<Class<?>> tested = all().map(a -> a.get()[0].getClass()).collect(Collectors.toSet());
    assertEquals(Set.of(Activation.class.getPermittedSubclasses()), tested);
  }

  @ParameterizedTest
  @MethodSource("all")
  void derivativesAreThoseOfTheArgument(Activation activation, int sources) {
    double h = 1e-5;
    double[][] drives = drives(sources);
    double[][] derivatives = new double[sources][FROM + SAMPLES];
    double[][] memo = new double[sources][FROM + SAMPLES];
    activation.argument(drives, FROM, SAMPLES, derivatives, new double[FROM + SAMPLES]);
    activation.derivatives(drives, FROM, SAMPLES, derivatives);
    for (int i = 0; i < sources; i++) {
      for (int s = FROM; s < FROM + SAMPLES; s++) {
        double[] above = new double[FROM + SAMPLES];
        double[] below = new double[FROM + SAMPLES];
        double original = drives[i][s];
        drives[i][s] = original + h;
        activation.argument(drives, FROM, SAMPLES, memo, above);
        drives[i][s] = original - h;
        activation.argument(drives, FROM, SAMPLES, memo, below);
        drives[i][s] = original;
        assertEquals((above[s] - below[s]) / (2 * h), derivatives[i][s], 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void backwardIsTheChainRuleThroughTheSigmoid(Activation activation, int sources) {
    double[][] drives = drives(sources);
    double[] theta = new double[FROM + SAMPLES];
    double[] argument = new double[FROM + SAMPLES];
    double[][] derivatives = new double[sources][FROM + SAMPLES];
    double[][] gradients = new double[sources][FROM + SAMPLES];
    double[] thetaGradient = new double[SAMPLES];
    new Seeds(5).stream("g").fillUniform(thetaGradient, 0, SAMPLES, -1, 1);
    activation.argument(drives, FROM, SAMPLES, derivatives, argument);
    activation.derivatives(drives, FROM, SAMPLES, derivatives);

    activation.forward(drives, FROM, SAMPLES, Layer.MARGIN, gradients, theta);
    double[] fired = theta.clone();
    activation.backward(
        drives, FROM, SAMPLES, Layer.MARGIN, theta, shared(sources, thetaGradient), gradients);

    for (int s = FROM; s < FROM + SAMPLES; s++) {
      double soft = 1 / (1 + Math.exp(-argument[s]));
      boolean hard = activation instanceof Heaviside;
      assertEquals(hard ? (argument[s] > 0 ? 1 : 0) : soft, fired[s], 2e-6);
      for (int i = 0; i < sources; i++) {
        assertEquals(
            thetaGradient[s - FROM] * soft * (1 - soft) * derivatives[i][s], gradients[i][s], 1e-9);
      }
    }
    assertEquals(0, fired[0], "samples before the neuron's are not touched");
  }

  @ParameterizedTest
  @MethodSource("all")
  void hugeDrivesGiveNeitherNaNNorCertainty(Activation activation, int sources) {
    double[][] drives = new double[sources][4];
    for (int i = 0; i < sources; i++) {
      drives[i] = new double[] {1e6, -1e6, i == 0 ? 1e6 : -1e6, i == 0 ? 0 : 1e6};
    }
    double[] theta = new double[4];
    double[][] gradients = new double[sources][4];
    activation.forward(drives, 0, 4, Layer.MARGIN, gradients, theta);
    activation.backward(
        drives, 0, 4, Layer.MARGIN, theta, shared(sources, new double[] {1, 1, 1, 1}), gradients);
    for (int s = 0; s < 4; s++) {
      assertTrue(theta[s] >= 1e-6 && theta[s] <= 1 - 1e-6, "theta " + theta[s]);
      for (double[] gradient : gradients) {
        assertTrue(Double.isFinite(gradient[s]));
      }
    }
  }

  /** Finite drives may overflow within the argument, and NaN is neither above 0 nor below. */
  @ParameterizedTest
  @MethodSource("all")
  void aDriveThatIsNotANumberGivesNoFiringProbability(Activation activation, int sources) {
    double[][] drives = new double[sources][3];
    for (double[] drive : drives) {
      drive[1] = Double.NaN;
    }
    double[] theta = new double[3];
    double[][] gradients = new double[sources][3];
    activation.forward(drives, 0, 3, Layer.MARGIN, gradients, theta);
    assertNan(theta);
    activation.backward(
        drives, 0, 3, Layer.MARGIN, theta, shared(sources, new double[] {1, 1, 1}), gradients);
    assertNan(theta);
  }

  private static void assertNan(double[] theta) {
    assertTrue(Double.isFinite(theta[0]));
    assertTrue(Double.isNaN(theta[1]));
    assertTrue(Double.isFinite(theta[2]));
  }

  @Test
  void clampedSamplesHaveNoGradient() {
    Activation sum = new Sum(1);
    double[][] drives = {{30, 0}, {0, 0}};
    double[] theta = new double[2];
    double[][] gradients = new double[2][2];
    sum.forward(drives, 0, 2, Layer.MARGIN, gradients, theta);
    sum.backward(drives, 0, 2, Layer.MARGIN, theta, shared(2, new double[] {1, 1}), gradients);
    assertEquals(1 - 1e-6, theta[0]);
    assertEquals(0, gradients[0][0]);
    assertEquals(0.25, gradients[0][1]);
  }

  @Test
  void aSumWeighsEachSource() {
    double[][] drives = {{2}, {-3}, {10}};
    double[] a = new double[1];
    new Sum(0.5, List.of(1.0, 0.1, -2.0)).argument(drives, 0, 1, new double[3][1], a);
    assertEquals(0.5 * (2 - 0.3 - 20), a[0], 1e-15);
    assertEquals(new Sum(0.5), new Sum(0.5, List.of(1.0, 1.0)));
  }

  @Test
  void aWrongNumberOfSourcesIsRefused() {
    assertMessage("needs 2 sources; there are 3", () -> new Modulated(1, 2).check(3));
    assertMessage("needs 2 sources; there are 4", () -> new KayPhillips(1, 2).check(4));
    assertMessage(
        "needs 3 sources; there are 2",
        () -> new MultiModulated(List.of(.1, .1), List.of(2., 2.)).check(2));
    assertMessage(
        "sum with 3 weights needs 3 sources; there are 2",
        () -> new Sum(1, List.of(1., 2., 3.)).check(2));
    assertMessage("source number 3 but there are 2", () -> new Gated(2, 1).check(2));
    assertMessage("source number 3 but there are 2", () -> new Heaviside(new Gated(2, 1)).check(2));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertMessage("k1 is 1.5; allowed is [0, 1]", () -> new Modulated(1.5, 2));
    assertMessage("k2 is NaN", () -> new Modulated(1, Double.NaN));
    assertMessage("k1 is NaN", () -> new KayPhillips(Double.NaN, 2));
    assertMessage("beta is Infinity", () -> new Sum(Double.POSITIVE_INFINITY));
    assertMessage("weights is NaN", () -> new Sum(1, List.of(1.0, Double.NaN)));
    assertMessage("source is -1", () -> new Gated(-1, 1));
    assertMessage(
        "add up to 1.2", () -> new MultiModulated(List.of(.6, .6), List.of(1., 1.)).check(3));
    assertMessage("heaviside of heaviside", () -> new Heaviside(new Heaviside(new Sum(1))));
  }

  private static double[][] shared(int sources, double[] thetaGradient) {
    return Collections.nCopies(sources, thetaGradient).toArray(double[][]::new);
  }

  private static void assertMessage(String part, Runnable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
