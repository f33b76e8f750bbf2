package org.infomorph.neuron;

import java.util.List;
import java.util.Map;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.math.Adam;

/** Layers that tests share. */
public final class LayerSpecs {
  private LayerSpecs() {}

  /** A source with default connections and weights. */
  public static SourceSpec source(String name, Signal from) {
    return new SourceSpec(
        name, from, new Connectivity.Full(), new InitialWeights.Uniform(1), false, true);
  }

  /** The published readout: receptive input, one-to-one label, redundancy goal. */
  public static LayerSpec readout(String name, int neurons, Signal from) {
    SourceSpec label =
        new SourceSpec(
            "c",
            new Signal.Label(),
            new Connectivity.OneToOne(),
            new InitialWeights.Constant(1),
            true,
            false);
    return new LayerSpec(
        name,
        neurons,
        List.of(source("r", from), label),
        new Modulated(1, 2),
        bins(2),
        List.of(new Goal(Map.of("{r}", -0.2, "{c}", 0.1, "{r}{c}", 1.0, "{rc}", 0.1))),
        new Adam(0.01, 0),
        LayerSpec.Output.SAMPLED);
  }

  /** A hidden layer with image, label and itself a pass ago. */
  public static LayerSpec contextLateral(String name, int neurons, Connectivity lateral) {
    SourceSpec l =
        new SourceSpec(
            "l",
            new Signal.Output(name, true),
            lateral,
            new InitialWeights.Uniform(1),
            false,
            false);
    return new LayerSpec(
        name,
        neurons,
        List.of(source("f", new Signal.Input()), source("c", new Signal.Label()), l),
        new MultiModulated(List.of(0.1, 0.1), List.of(2.0, 2.0)),
        bins(3),
        List.of(
            new Goal(Map.of("{f}{c}{l}", 0.33, "{f}{c}", 1.0, "{f}{l}", -1.0, "{fc}{fl}", -1.0))),
        new Adam(0.01, 0),
        LayerSpec.Output.SAMPLED);
  }

  /** Twenty normalised bins for each source. */
  public static List<Binning> bins(int sources) {
    return java.util.Collections.nCopies(sources, new Binning(20, new BinRange.Normalised()));
  }
}
