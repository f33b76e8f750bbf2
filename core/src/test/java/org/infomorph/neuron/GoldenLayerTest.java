package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.infomorph.Golden;
import org.infomorph.math.Adam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole layers and their learning, against independent programs. */
class GoldenLayerTest {
  private static final double TOLERANCE = 1e-12;

  static Stream<Arguments> goals() {
    return Stream.of("layer_bivariate.json", "layer_trivariate.json")
        .flatMap(file -> Golden.cases(file).stream())
        .flatMap(c -> c.get("goals").keys().stream().map(goal -> Arguments.of(c, goal)));
  }

  static Stream<Golden> trajectories() {
    return Golden.cases("trajectories.json").stream();
  }

  @ParameterizedTest
  @MethodSource("goals")
  void forwardAndBackwardAgree(Golden c, String goalName) {
    Golden goal = c.get("goals", goalName);
    GoldenLayer golden =
        new GoldenLayer(
            c, goal.vector("gamma"), GoldenLayer.unused(), c.cube("weights"), c.get("biases"));
    Layer layer = golden.layer;

    golden.forward();
    double value = layer.gradient();

    int batch = c.integer("batch");
    assertBySample(c.matrix("theta"), layer.theta(), batch);
    assertEquals(goal.number("goal"), value, TOLERANCE);
    for (int i = 0; i < golden.inputs.size(); i++) {
      Source source = layer.source(i);
      source.gradient(golden.inputs.get(i));
      assertBySample(c.cube("preactivations")[i], source.drives().data, batch);
      assertBySample(goal.cube("dgoal_dpreactivation")[i], source.driveGradients().data, batch);
      assertRows(
          goal.cube("dgoal_dweight")[i], golden.dense(i, source.weightGradient().data), TOLERANCE);
      if (layer.spec().sources().get(i).bias()) {
        assertArrayEquals(
            goal.get("dgoal_dbias").elements().get(i).vector(), source.biasGradient(), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goals")
  void measuredAtomsAgree(Golden c, String goalName) {
    Golden goal = c.get("goals", goalName);
    GoldenLayer golden =
        new GoldenLayer(
            c, goal.vector("gamma"), GoldenLayer.unused(), c.cube("weights"), c.get("biases"));
    golden.forward();
    double[][] expected = c.matrix("atoms");
    double[][] bits = new double[c.integer("neurons")][expected.length];
    golden.layer.measure(bits);
    double goals = 0;
    for (int n = 0; n < bits.length; n++) {
      goals += golden.layer.goal(bits[n]);
      for (int a = 0; a < expected.length; a++) {
        assertEquals(expected[a][n], bits[n][a], TOLERANCE);
      }
    }
    assertEquals(goal.number("goal"), goals, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("trajectories")
  void twentyStepsOfAdamAgree(Golden c) {
    // Adam amplifies the rounding of gradients that are exactly zero in the associative memory.
    double tolerance = c.text("name").startsWith("hopfield") ? 1e-8 : TOLERANCE;
    Adam adam =
        new Adam(
            c.number("optimizer", "lr"),
            c.number("optimizer", "weight_decay_l2"),
            c.number("optimizer", "beta1"),
            c.number("optimizer", "beta2"),
            c.number("optimizer", "eps"));
    GoldenLayer golden =
        new GoldenLayer(
            c, c.vector("gamma"), adam, c.cube("initial", "weights"), c.get("initial", "biases"));
    boolean readout = c.text("name").startsWith("readout");
    double[] goals = c.vector("goal");
    for (int step = 1; step <= goals.length; step++) {
      if (readout) {
        // The published code sets the label's weights to 1 before each pass.
        golden.set(1, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
      }
      golden.forward();
      double mean = golden.layer.learn(golden.inputs);
      assertEquals(goals[step - 1], mean * c.integer("neurons"), tolerance);
      String key = String.valueOf(step);
      if (c.get("after").has(key)) {
        assertParameters(golden, c.get("after", key), tolerance);
      }
    }
  }

  private static void assertParameters(GoldenLayer golden, Golden after, double tolerance) {
    List<SourceSpec> sources = golden.layer.spec().sources();
    for (int i = 0; i < sources.size(); i++) {
      assertRows(
          after.cube("weights")[i], golden.dense(i, golden.layer.weights(i).data), tolerance);
      if (sources.get(i).bias()) {
        assertArrayEquals(
            after.get("biases").elements().get(i).vector(), golden.layer.biases(i), tolerance);
      }
    }
  }

  /** Expected {@code [sample][neuron]} against {@code [neuron][sample]} in one array. */
  private static void assertBySample(double[][] expected, double[] found, int batch) {
    for (int s = 0; s < batch; s++) {
      for (int n = 0; n < expected[s].length; n++) {
        assertEquals(expected[s][n], found[n * batch + s], TOLERANCE);
      }
    }
  }

  private static void assertRows(double[][] expected, double[][] found, double tolerance) {
    for (int n = 0; n < expected.length; n++) {
      assertArrayEquals(expected[n], found[n], tolerance);
    }
  }
}
