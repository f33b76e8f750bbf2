package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.math.Activity;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals per source, and learning one sample at a time. */
class LayerLearningTest {
  private static final int BATCH = 60;
  private static final int UNITS = 4;
  private static final Goal REDUNDANCY = new Goal(Map.of("{r}{c}", 1.0));
  private static final Goal UNIQUE = new Goal(Map.of("{r}", 1.0, "h_res", 0.2));

  private static Layer layer(Goal... goals) {
    Binning bins = new Binning(6, new BinRange.Fixed(-3, 3));
    LayerSpec spec =
        new LayerSpec(
            "layer",
            3,
            List.of(
                LayerSpecs.source("r", new Signal.Input()),
                LayerSpecs.source("c", new Signal.Input())),
            new Modulated(0.5, 2),
            List.of(bins, bins),
            List.of(goals),
            new Adam(0.01, 0),
            LayerSpec.Output.SAMPLED);
    return new Layer(
        spec, new int[] {UNITS, UNITS}, Products.in(Precision.DOUBLE), BATCH, new Seeds(1));
  }

  private static Activity input(int samples, int skip) {
    RandomStream random = new Seeds(2).stream("input");
    Activity input = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.DOUBLE, UNITS, BATCH);
    input.resize(samples);
    for (int s = -skip; s < samples; s++) {
      for (int u = 0; u < UNITS; u++) {
        double value = 4 * random.nextDouble() - 2;
        if (s >= 0) {
          input.set(s, u, value);
        }
      }
    }
    return input;
  }

  private static void fire(Layer layer, Activity input) {
    layer.drive(0, input);
    layer.drive(1, input);
    layer.fire(input.samples());
  }

  @Test
  void eachSourceFollowsItsOwnGoal() {
    Layer own = layer(REDUNDANCY, UNIQUE);
    Layer first = layer(REDUNDANCY);
    Layer second = layer(UNIQUE);
    double value = 0;
    for (Layer layer : List.of(first, second)) {
      fire(layer, input(BATCH, 0));
      value += layer.gradient() / 2;
    }
    fire(own, input(BATCH, 0));
    assertEquals(value, own.gradient(), 1e-12);
    assertArrayEquals(first.source(0).driveGradients().data, own.source(0).driveGradients().data);
    assertArrayEquals(second.source(1).driveGradients().data, own.source(1).driveGradients().data);
  }

  @Test
  void aSampledOutputIsOneIfTheNextDrawIsBelowTheta() {
    Layer layer = layer(REDUNDANCY);
    fire(layer, input(BATCH, 0));
    RandomStream draws = new Seeds(3).stream("spikes");
    for (int n = 0; n < 3; n++) {
      for (int s = 0; s < BATCH; s++) {
        double draw = draws.nextDouble();
        if (s == 5) {
          layer.theta()[n * BATCH + s] = draw; // not below
        }
      }
    }

    Activity out = new Activity(Activity.Layout.UNIT_MAJOR, Precision.DOUBLE, 3, BATCH);
    layer.emit(new Seeds(3).stream("spikes"), out);

    draws = new Seeds(3).stream("spikes");
    for (int n = 0; n < 3; n++) {
      for (int s = 0; s < BATCH; s++) {
        double theta = layer.theta()[n * BATCH + s];
        assertEquals(draws.nextDouble() < theta ? 1 : -1, out.get(s, n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNeuronWithADriveThatIsNotFiniteHasNoAtoms(double drive) {
    for (int source = 0; source < 2; source++) {
      Layer layer = layer(REDUNDANCY);
      fire(layer, input(BATCH, 0));
      assertTrue(layer.batchIsFinite());
      layer.source(source).drives().set(1, 7, drive);
      assertOnlyNeuronOneHasNoAtoms(layer);
    }
  }

  @Test
  void aNeuronWhoseFiringIsNotANumberHasNoAtoms() {
    Layer layer = layer(REDUNDANCY);
    fire(layer, input(BATCH, 0));
    layer.theta()[BATCH + 7] = Double.NaN;
    assertOnlyNeuronOneHasNoAtoms(layer);
  }

  private static void assertOnlyNeuronOneHasNoAtoms(Layer layer) {
    assertFalse(layer.batchIsFinite());
    double[][] bits = new double[3][layer.atomNames().size()];
    layer.measure(bits);
    for (int n = 0; n < 3; n++) {
      boolean none = n == 1;
      assertTrue(
          Arrays.stream(bits[n])
              .allMatch(each -> none ? Double.isNaN(each) : Double.isFinite(each)),
          Arrays.toString(bits[n]));
    }
  }

  @Test
  void aBatchThatIsNotFiniteIsNotLearnedFrom() {
    Layer layer = layer(new Goal(Map.of()));
    Activity input = input(BATCH, 0);
    fire(layer, input);
    layer.source(1).drives().set(2, 7, Double.NaN);
    double[] before = layer.weights(0).data.clone();

    assertEquals(Double.NaN, layer.learn(List.of(input, input)));

    assertArrayEquals(before, layer.weights(0).data);
    assertTrue(layer.stateIsFinite());
  }

  @Test
  void weightsAndBiasesThatAreNotFiniteAreSeen() {
    Layer weight = layer(REDUNDANCY);
    weight.weights(1).set(2, 1, Double.NaN);
    assertFalse(weight.stateIsFinite());
    Layer bias = layer(REDUNDANCY);
    bias.biases(0)[1] = Double.NEGATIVE_INFINITY;
    assertFalse(bias.stateIsFinite());
  }

  @Test
  void aWrongNumberOfGoalsIsRefused() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> layer(REDUNDANCY, UNIQUE, REDUNDANCY));
    assertTrue(e.getMessage().contains("there are 3 goals"), e.getMessage());
  }

  @Test
  void afterAWindowOfSamplesTheEstimateIsThatOfTheBatch() {
    Layer batch = layer(REDUNDANCY);
    fire(batch, input(BATCH, 0));
    double goal = batch.gradient();

    Layer online = layer(REDUNDANCY);
    online.estimateOver(BATCH, 1);
    double last = 0;
    for (int s = 0; s < BATCH; s++) {
      fire(online, input(1, s));
      last = online.gradient();
    }
    assertEquals(goal, last, 1e-12);
    for (int n = 0; n < 3; n++) {
      assertEquals(
          batch.source(0).driveGradients().data[n * BATCH + BATCH - 1],
          online.source(0).driveGradients().data[n],
          1e-12);
    }
  }

  @Test
  void forgettingForgets() {
    // Weight 0.5 per step: what came long ago no longer counts.
    Layer one = layer(REDUNDANCY);
    Layer two = layer(REDUNDANCY);
    for (Layer layer : List.of(one, two)) {
      layer.estimateOver(50, 0.5);
    }
    fire(two, input(1, 7));
    two.gradient();
    double goalOne = 0;
    double goalTwo = 0;
    for (int s = 0; s < 49; s++) {
      fire(one, input(1, s));
      goalOne = one.gradient();
      fire(two, input(1, s));
      goalTwo = two.gradient();
    }
    assertEquals(goalOne, goalTwo, 1e-12);
  }
}
