package org.infomorph.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infomorph.Golden;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.math.Activity;
import org.infomorph.math.Adam;
import org.infomorph.math.Optimiser;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.Seeds;
import org.infomorph.pid.RedundancyLattice;

/**
 * A layer in double precision, built from a golden case; sources are called 1, 2, 3 there, a, b, c
 * here.
 */
final class GoldenLayer {
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Golden golden;
  private final int sources;
  final Layer layer;
  final List<Activity> inputs = new ArrayList<>();

  /**
   * @param weights {@code [source][neuron][unit]}
   * @param biases a case's entry, with null for a source without
   */
  GoldenLayer(
      Golden golden, double[] gamma, Optimiser optimiser, double[][][] weights, Golden biases) {
    this.golden = golden;
    int[] units = golden.integers("input_sizes");
    int neurons = golden.integer("neurons");
    sources = units.length;
    List<SourceSpec> specs = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      boolean frozen = golden.text("name").startsWith("hopfield") && i == 0;
      specs.add(
          new SourceSpec(
              NAMES.get(i),
              new Signal.Input(),
              connectivity(i, neurons, frozen),
              new InitialWeights.Uniform(1),
              frozen,
              !biases.elements().get(i).isNull()));
    }
    LayerSpec spec =
        new LayerSpec(
            "layer",
            neurons,
            specs,
            activation(),
            binnings(),
            List.of(goal(gamma)),
            optimiser,
            LayerSpec.Output.SAMPLED);
    int batch = golden.integer("batch");
    layer =
        new Layer(spec, units, Products.in(Precision.DOUBLE), batch, new Seeds(1), margin(golden));
    for (int i = 0; i < sources; i++) {
      set(i, weights[i]);
      if (specs.get(i).bias()) {
        double[] values = biases.elements().get(i).vector();
        System.arraycopy(values, 0, layer.biases(i), 0, neurons);
      }
      inputs.add(activity(golden.cube("inputs")[i]));
    }
  }

  /** The usual margin, or none in the cases that let theta come nearer to 0 and 1. */
  private static double margin(Golden golden) {
    if (!golden.has("theta")) {
      return Layer.MARGIN;
    }
    return Arrays.stream(golden.matrix("theta"))
            .flatMapToDouble(Arrays::stream)
            .allMatch(t -> t >= Layer.MARGIN && t <= 1 - Layer.MARGIN)
        ? Layer.MARGIN
        : 0;
  }

  /** Drives and fires the layer. */
  void forward() {
    for (int i = 0; i < sources; i++) {
      layer.drive(i, inputs.get(i));
    }
    layer.fire(golden.integer("batch"));
  }

  /** Weights of one source, with zeros where there is none: {@code [neuron][unit]}. */
  double[][] dense(int source, double[] values) {
    int neurons = golden.integer("neurons");
    int units = golden.integers("input_sizes")[source];
    double[][] dense = new double[neurons][units];
    for (int n = 0; n < neurons; n++) {
      for (int u = 0; u < units; u++) {
        dense[n][u] = paired(source) ? (n == u ? values[n] : 0) : values[n * units + u];
      }
    }
    return dense;
  }

  /** Sets the weights of one source. */
  void set(int source, double[][] weights) {
    double[] data = layer.weights(source).data;
    for (int n = 0; n < weights.length; n++) {
      for (int u = 0; u < weights[n].length; u++) {
        if (!paired(source)) {
          data[n * weights[n].length + u] = weights[n][u];
        } else if (n == u) {
          data[n] = weights[n][n];
        }
      }
    }
  }

  private boolean paired(int source) {
    return layer.spec().sources().get(source).connect() instanceof Connectivity.OneToOne;
  }

  private Connectivity connectivity(int source, int neurons, boolean diagonal) {
    Golden mask = golden.get("connection_masks").elements().get(source);
    if (diagonal) {
      return new Connectivity.OneToOne();
    }
    if (mask.isNull()) {
      return new Connectivity.Full();
    }
    double[][] m = mask.matrix();
    if (m[0][0] == 1) {
      return new Connectivity.OneToOne();
    }
    return new Connectivity.NoSelf();
  }

  private Activation activation() {
    Golden p = golden.get("activation_params");
    return switch (golden.text("activation")) {
      case "GraetzActivation" -> new Modulated(p.number("k1"), p.number("k2"));
      case "KayPhillipsActivation" -> new KayPhillips(p.number("k1"), p.number("k2"));
      case "SumActivation", "SumBeta" -> new Sum(p.number("beta"));
      default ->
          new MultiModulated(
              List.of(p.number("c1"), p.number("c2")), List.of(p.number("w1"), p.number("w2")));
    };
  }

  private List<Binning> binnings() {
    Golden binning = golden.get("binning");
    int[] counts = binning.integers("n_bins");
    List<Binning> binnings = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      BinRange range =
          binning.text("kind").equals("fixed")
              ? new BinRange.Fixed(binning.matrix("range")[i][0], binning.matrix("range")[i][1])
              : new BinRange.Normalised();
      binnings.add(new Binning(counts[i], range));
    }
    return binnings;
  }

  private Goal goal(double[] gamma) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int a = 0; a < lattice.size(); a++) {
      weights.put(lattice.antichain(a).toString(NAMES.subList(0, sources)), gamma[a]);
    }
    weights.put(Goal.RESIDUAL, gamma[lattice.size()]);
    return new Goal(weights);
  }

  private static Activity activity(double[][] samples) {
    Activity activity =
        new Activity(
            Activity.Layout.SAMPLE_MAJOR, Precision.DOUBLE, samples[0].length, samples.length);
    activity.resize(samples.length);
    for (int s = 0; s < samples.length; s++) {
      for (int u = 0; u < samples[s].length; u++) {
        activity.set(s, u, samples[s][u]);
      }
    }
    return activity;
  }

  /** An optimiser for cases that never learn. */
  static Optimiser unused() {
    return new Adam(1, 0);
  }
}
