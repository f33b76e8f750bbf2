package org.infomorph.trial;

import java.util.List;
import java.util.Locale;
import org.infomorph.form.SpecException;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.SourceSpec;

/**
 * The size of a kept network, limited because the network travels to the driver as one result and
 * waits there in memory.
 */
public final class KeptSize {
  /** Enough for more than ten million weights that learn. */
  public static final long MOST_BYTES = 256L << 20;

  private KeptSize() {}

  /**
   * Refuses a trial whose kept network would be too large.
   *
   * @param features values of a sample
   * @param classes classes of the data
   * @throws SpecException naming both sizes
   */
  static void check(TrialSpec spec, int features, int classes) {
    long bytes = spec.keepsWeights() ? bytes(spec, features, classes) : 0;
    if (bytes > MOST_BYTES) {
      throw new SpecException(
          "keep.weights: the network would take %s MB; allowed are %d MB"
              .formatted(String.format(Locale.ROOT, "%.1f", bytes / 1048576.0), MOST_BYTES >> 20));
    }
  }

  /** The layers of the network that is kept, in their order. */
  public static List<LayerSpec> layers(TrialSpec spec) {
    return isChain(spec) ? spec.network().chain() : spec.network().layers();
  }

  /** The kept sources of a layer: backpropagation trains only the first source. */
  public static List<SourceSpec> sources(TrialSpec spec, LayerSpec layer) {
    return isChain(spec) ? layer.sources().subList(0, 1) : layer.sources();
  }

  private static boolean isChain(TrialSpec spec) {
    return spec.training().method().trainsChain();
  }

  /** Bytes of all numbers of a kept network, before compression. */
  static long bytes(TrialSpec spec, int features, int classes) {
    long numbers = 0;
    for (LayerSpec layer : layers(spec)) {
      var sources = sources(spec, layer);
      for (SourceSpec source : sources) {
        long inputs =
            source.connect() instanceof Connectivity.OneToOne
                ? 1
                : spec.network().units(source.from(), features, classes);
        long copies = source.frozen() ? 1 : 3; // with the optimiser's two means of each weight
        numbers += copies * layer.neurons() * (inputs + 1);
      }
      int window = spec.training().method().window();
      numbers += (1L + sources.size()) * layer.neurons() * window;
    }
    return numbers * Double.BYTES;
  }
}
