package org.infomorph.train;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.MultiModulated;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.neuron.Sum;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;

/** A published network with samples of the shape that it was published for. */
public enum Example {
  /** {@code conf/trials/readout-mnist.yaml}. */
  READOUT {
    @Override
    NetworkSpec network() {
      return new NetworkSpec(1, List.of(readout(new Signal.Input())));
    }
  },
  /** {@code conf/trials/context-lateral-mnist.yaml}. */
  CONTEXT_LATERAL_100 {
    @Override
    NetworkSpec network() {
      return contextLateral(100, HIDDEN_BINS);
    }
  },
  /** The same with a larger hidden layer. */
  CONTEXT_LATERAL_1000 {
    @Override
    NetworkSpec network() {
      return contextLateral(1000, HIDDEN_BINS);
    }
  },
  /** The hidden layer of 100 with 10 soft bins of each source; the readout stays as it is. */
  CONTEXT_LATERAL_SOFT_100 {
    @Override
    NetworkSpec network() {
      return contextLateral(100, new Binning(10, HIDDEN_RANGE, new Kernel.Gaussian(0.1)));
    }
  },
  /** {@code conf/trials/memory.yaml} with as many patterns as neurons, all of them one batch. */
  MEMORY {
    @Override
    NetworkSpec network() {
      BinRange range = new BinRange.Fixed(-20, 20);
      return memory(new Binning(2, range), new Binning(60, range));
    }

    @Override
    Samples samples() {
      return patterns();
    }

    @Override
    int batch() {
      return UNITS;
    }
  },
  /** The same with 20 hard bins that follow the batch. */
  MEMORY_20 {
    @Override
    NetworkSpec network() {
      Binning bins = new Binning(20, new BinRange.Adaptive(1));
      return memory(bins, bins);
    }

    @Override
    Samples samples() {
      return patterns();
    }

    @Override
    int batch() {
      return UNITS;
    }
  },
  /** The same with 10 soft bins, of the published width. */
  MEMORY_SOFT_10 {
    @Override
    NetworkSpec network() {
      BinRange range = new BinRange.Adaptive(1);
      return memory(
          new Binning(10, range, new Kernel.Logistic(1e-5)),
          new Binning(10, range, new Kernel.Logistic(0.5)));
    }

    @Override
    Samples samples() {
      return patterns();
    }

    @Override
    int batch() {
      return UNITS;
    }
  };

  private static final int UNITS = 100;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;
  private static final int IMAGES = 48_000;

  /** As large as a batch of images may be. */
  private static final int BATCH = 1024;

  private static final BinRange HIDDEN_RANGE = new BinRange.Fixed(-20, 20);
  private static final Binning HIDDEN_BINS = new Binning(20, HIDDEN_RANGE);

  private static final SourceSpec LABEL =
      new SourceSpec(
          "c",
          new Signal.Label(),
          new Connectivity.OneToOne(),
          new InitialWeights.Constant(1),
          true,
          false);

  abstract NetworkSpec network();

  int batch() {
    return BATCH;
  }

  /** Images of the size and number of MNIST's training share. */
  Samples samples() {
    RandomStream random = new Seeds(1).stream("images");
    byte[] values = new byte[IMAGES * FEATURES];
    byte[] labels = new byte[IMAGES];
    for (int s = 0; s < IMAGES; s++) {
      labels[s] = (byte) random.nextInt(CLASSES);
      for (int f = 0; f < FEATURES; f++) {
        // A fifth of the pixels is inked, more often where the class has its strokes.
        boolean ink = random.nextDouble() < (f % CLASSES == labels[s] ? 0.5 : 0.17);
        values[s * FEATURES + f] = (byte) (ink ? 100 + random.nextInt(156) : 0);
      }
    }
    Samples raw = Samples.ofBytes(FEATURES, values, CLASSES, labels);
    double[] moments = raw.meanAndDeviation();
    return raw.affine(-moments[0] / moments[1], 1 / moments[1]);
  }

  private static Samples patterns() {
    RandomStream random = new Seeds(1).stream("patterns");
    float[] values = new float[UNITS * UNITS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < 0.5 ? -1 : 1;
    }
    return Samples.ofFloats(UNITS, values);
  }

  private static LayerSpec readout(Signal from) {
    return layer(
        "out",
        CLASSES,
        List.of(learning("r", from, new Connectivity.Full()), LABEL),
        new Modulated(1, 2),
        new Binning(20, new BinRange.Normalised()),
        Map.of("{r}", -0.2, "{c}", 0.1, "{r}{c}", 1.0, "{rc}", 0.1),
        new Adam(0.003, 0.00015));
  }

  private static NetworkSpec contextLateral(int neurons, Binning bins) {
    LayerSpec hidden =
        layer(
            "hidden",
            neurons,
            List.of(
                learning("f", new Signal.Input(), new Connectivity.Full()),
                learning("c", new Signal.Label(), new Connectivity.Full()),
                learning("l", new Signal.Output("hidden", true), new Connectivity.NoSelf())),
            new MultiModulated(List.of(0.1, 0.1), List.of(2.0, 2.0)),
            bins,
            Map.of("{f}{c}{l}", 0.33, "{f}{c}", 1.0, "{f}{l}", -1.0, "{fc}{fl}", -1.0),
            new Adam(0.002, 0.00035));
    return new NetworkSpec(2, List.of(hidden, readout(new Signal.Output("hidden", false))));
  }

  private static NetworkSpec memory(Binning ofBit, Binning ofOthers) {
    SourceSpec bit =
        new SourceSpec(
            "r",
            new Signal.Input(),
            new Connectivity.OneToOne(),
            new InitialWeights.Constant(2.3),
            true,
            false);
    SourceSpec others =
        new SourceSpec(
            "c",
            new Signal.Input(),
            new Connectivity.NoSelf(),
            new InitialWeights.Uniform(0.001),
            false,
            false);
    return new NetworkSpec(
        1,
        List.of(
            new LayerSpec(
                "memory",
                UNITS,
                List.of(bit, others),
                new Sum(1),
                List.of(ofBit, ofOthers),
                List.of(new Goal(Map.of("{r}{c}", 1.0))),
                new Adam(0.05, 0),
                LayerSpec.Output.SAMPLED)));
  }

  private static SourceSpec learning(String name, Signal from, Connectivity connect) {
    return new SourceSpec(name, from, connect, new InitialWeights.Uniform(1), false, true);
  }

  private static LayerSpec layer(
      String name,
      int neurons,
      List<SourceSpec> sources,
      Activation activation,
      Binning bins,
      Map<String, Double> goal,
      Adam adam) {
    return new LayerSpec(
        name,
        neurons,
        sources,
        activation,
        Collections.nCopies(sources.size(), bins),
        List.of(new Goal(goal)),
        adam,
        LayerSpec.Output.SAMPLED);
  }
}
