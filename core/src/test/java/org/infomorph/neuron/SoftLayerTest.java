package org.infomorph.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;
import org.infomorph.math.Activity;
import org.infomorph.math.Optimiser;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.math.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole layers with soft bins: from weights to the goal and back. */
class SoftLayerTest {
  private static final int BATCH = 40;
  private static final int UNITS = 4;
  private static final List<String> NAMES = List.of("r", "c", "l", "d");

  private static Layer layer(int sources, Precision precision, Kernel kernel) {
    return layer(sources, precision, kernel, new Sgd(0.05, 0, false, 0));
  }

  private static Layer layer(int sources, Precision precision, Kernel kernel, Optimiser optimiser) {
    List<SourceSpec> specs = new ArrayList<>();
    List<Binning> bins = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      specs.add(LayerSpecs.source(NAMES.get(i), new Signal.Input()));
      bins.add(new Binning(5, new BinRange.Fixed(-2, 2), kernel));
    }
    LayerSpec spec =
        new LayerSpec(
            "layer",
            3,
            specs,
            new Sum(1.5),
            bins,
            List.of(new Goal(Map.of("{r}{c}", 1.0, "{r}", -0.4, "{rc}", 0.3, "h_res", 0.2))),
            optimiser,
            LayerSpec.Output.SAMPLED);
    int[] units = new int[sources];
    Arrays.fill(units, UNITS);
    return new Layer(spec, units, Products.in(precision), BATCH, new Seeds(1));
  }

  /** The first sources read the first units of the input most, as every source reads all. */
  private static Activity input(Precision precision, int samples) {
    RandomStream random = new Seeds(2).stream("input");
    Activity input = new Activity(Activity.Layout.SAMPLE_MAJOR, precision, UNITS, BATCH);
    input.resize(samples);
    for (int s = 0; s < samples; s++) {
      for (int u = 0; u < UNITS; u++) {
        input.set(s, u, 3 * random.nextDouble() - 1.5);
      }
    }
    return input;
  }

  private static double goal(Layer layer, Activity input) {
    for (int i = 0; i < layer.spec().sources().size(); i++) {
      layer.drive(i, input);
    }
    layer.fire(input.samples());
    return layer.gradient();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theGradientOfEveryWeightIsThatOfTheGoal(int sources) {
    double h = 1e-5;
    Activity input = input(Precision.DOUBLE, BATCH);
    for (Kernel kernel : List.of(new Kernel.Logistic(0.3), new Kernel.Gaussian(0.4))) {
      Layer layer = layer(sources, Precision.DOUBLE, kernel);
      goal(layer, input);
      for (int i = 0; i < sources; i++) {
        layer.source(i).gradient(input);
      }
      for (int i = 0; i < sources; i++) {
        double[] weights = layer.weights(i).data;
        double[] slopes = layer.source(i).weightGradient().data;
        for (int w = 0; w < weights.length; w += sources - 1) {
          double original = weights[w];
          weights[w] = original + h;
          double above = goal(layer, input);
          weights[w] = original - h;
          double below = goal(layer, input);
          weights[w] = original;
          double expected = (above - below) / (2 * h);
          assertEquals(expected, slopes[w], 1e-7, "weight " + w + " of source " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void singlePrecisionGivesTheSameGradientsUpToItsRounding(int sources) {
    Kernel kernel = new Kernel.Logistic(0.3);
    Layer exact = layer(sources, Precision.DOUBLE, kernel);
    Layer rounded = layer(sources, Precision.SINGLE, kernel);
    Activity doubles = input(Precision.DOUBLE, BATCH);
    Activity floats = input(Precision.SINGLE, BATCH);
    assertEquals(goal(exact, doubles), goal(rounded, floats), 1e-5);
    for (int i = 0; i < sources; i++) {
      exact.source(i).gradient(doubles);
      rounded.source(i).gradient(floats);
      assertArrayEquals(
          exact.source(i).weightGradient().data, rounded.source(i).weightGradient().data, 1e-5);
    }
  }

  @Test
  void learningRaisesTheGoal() {
    Layer layer = layer(2, Precision.DOUBLE, new Kernel.Gaussian(0.5));
    Activity input = input(Precision.DOUBLE, BATCH);
    double before = goal(layer, input) / 3;
    for (int step = 0; step < 50; step++) {
      goal(layer, input);
      layer.learn(List.of(input, input));
    }
    double after = goal(layer, input) / 3;
    assertTrue(after > before + 0.01, before + " to " + after);
  }

  @Test
  void reportsMeasureTheSameBinsAsTheGoal() {
    Layer layer = layer(3, Precision.DOUBLE, new Kernel.Gaussian(0.5));
    double sum = goal(layer, input(Precision.DOUBLE, BATCH));
    double[][] bits = new double[3][layer.atomNames().size()];
    layer.measure(bits);
    assertEquals(sum, Arrays.stream(bits).mapToDouble(layer::goal).sum(), 1e-11);
  }

  /** The newest of the remembered samples learns, by its own drives. */
  @Test
  void aRunningEstimateLearnsFromTheNewestSample() {
    Layer online = layer(2, Precision.DOUBLE, new Kernel.Gaussian(0.5));
    Layer batch = layer(2, Precision.DOUBLE, new Kernel.Gaussian(0.5));
    online.estimateOver(BATCH, 1);
    Activity all = input(Precision.DOUBLE, BATCH);
    double expected = goal(batch, all);
    double last = 0;
    Activity one = new Activity(Activity.Layout.SAMPLE_MAJOR, Precision.DOUBLE, UNITS, 1);
    one.resize(1);
    for (int s = 0; s < BATCH; s++) {
      for (int u = 0; u < UNITS; u++) {
        one.set(0, u, all.get(s, u));
      }
      last = goal(online, one);
    }
    assertEquals(expected, last, 1e-12);
    for (int i = 0; i < 2; i++) {
      double[] ofBatch = batch.source(i).driveGradients().data;
      double[] ofOnline = online.source(i).driveGradients().data;
      for (int n = 0; n < 3; n++) {
        assertEquals(ofBatch[n * BATCH + BATCH - 1], ofOnline[n], 1e-13);
      }
    }
  }
}
