package org.infomorph.network;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.spec.Require;

/**
 * A network: its layers in the order in which they fire, and the number of passes per batch.
 *
 * @param passes 1, or more if a source reads a layer's output from the previous pass; layers learn
 *     only in the last pass
 * @param layers 1 or more, with distinct names; the last one is read out
 */
public record NetworkSpec(int passes, List<LayerSpec> layers) implements Serializable {
  public static final int DEFAULT_PASSES = 1;

  public NetworkSpec {
    Require.atLeastOne("passes", passes);
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("there are no layers");
    }
    Map<String, Integer> position = new HashMap<>();
    for (LayerSpec layer : layers) {
      if (position.put(layer.name(), position.size()) != null) {
        throw new IllegalArgumentException("two layers are called " + layer.name());
      }
    }
    for (LayerSpec layer : layers) {
      for (SourceSpec source : layer.sources()) {
        if (source.from() instanceof Signal.Output output) {
          check(layer, source, output, position, passes);
        }
      }
    }
  }

  private static void check(
      LayerSpec layer,
      SourceSpec source,
      Signal.Output output,
      Map<String, Integer> position,
      int passes) {
    String place = "layers." + layer.name() + ".sources." + source.name() + ".from: ";
    Integer read = position.get(output.layer());
    if (read == null) {
      throw new IllegalArgumentException(
          place
              + "no layer "
              + output.layer()
              + "; there are input, label, "
              + String.join(", ", new java.util.TreeSet<>(position.keySet())));
    }
    if (output.previous() && passes < 2) {
      throw new IllegalArgumentException(
          place + "the pass before needs passes of 2 or more; passes is " + passes);
    }
    if (!output.previous() && read >= position.get(layer.name())) {
      throw new IllegalArgumentException(
          place
              + output.layer()
              + " has not fired yet when "
              + layer.name()
              + " does; read its pass before with previous: true");
    }
  }

  /** The readout layer. */
  public LayerSpec readout() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Number of units of a signal.
   *
   * @param features values of a sample
   * @param classes classes of the data
   */
  public int units(Signal signal, int features, int classes) {
    if (signal instanceof Signal.Output output) {
      return layer(output.layer()).neurons();
    }
    return signal instanceof Signal.Input ? features : classes;
  }

  /**
   * Refuses data that does not fit this network.
   *
   * @param features values of a sample
   * @param classes classes of the data, 0 if it has no labels
   * @throws IllegalArgumentException naming the layer and source
   */
  public void check(int features, int classes) {
    if (classes == 0) {
      refuseLabels();
    }
    for (LayerSpec layer : layers) {
      for (SourceSpec source : layer.sources()) {
        try {
          checkClasses(source, layer.neurons(), classes);
          source.connect().check(layer.neurons(), units(source.from(), features, classes));
          checkStart(source, layer.neurons(), features);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "layers." + layer.name() + ".sources." + source.name() + ": " + e.getMessage(), e);
        }
      }
    }
    if (classes > readout().neurons()) {
      throw new IllegalArgumentException(
          "layers."
              + readout().name()
              + ".neurons: is "
              + readout().neurons()
              + " but the data has "
              + classes
              + " classes; each needs a neuron");
    }
  }

  /** Says it in words of the data: its user may have counted the classes wrongly. */
  private static void checkClasses(SourceSpec source, int neurons, int classes) {
    if (source.from() instanceof Signal.Label
        && source.connect() instanceof Connectivity.OneToOne
        && neurons != classes) {
      throw new IllegalArgumentException(
          "one_to_one connects each neuron with one class; the data has %d classes, and the layer %d neurons"
              .formatted(classes, neurons));
    }
  }

  /** Hebb's rule needs a value of each sample for each neuron. */
  private static void checkStart(SourceSpec source, int neurons, int features) {
    if (source.weights() instanceof InitialWeights.Hebbian
        && (!(source.from() instanceof Signal.Input)
            || source.connect() instanceof Connectivity.OneToOne
            || features != neurons)) {
      throw new IllegalArgumentException(
          "hebb: connects each of %d neurons with as many inputs; the source reads %s%s"
              .formatted(
                  neurons,
                  source.from() instanceof Signal.Input
                      ? "samples of " + features + " values"
                      : "no samples",
                  source.connect() instanceof Connectivity.OneToOne ? ", one to one" : ""));
    }
  }

  private void refuseLabels() {
    for (LayerSpec layer : layers) {
      for (SourceSpec source : layer.sources()) {
        if (source.from() instanceof Signal.Label) {
          throw new IllegalArgumentException(
              "layers."
                  + layer.name()
                  + ".sources."
                  + source.name()
                  + ".from: the data has no labels to read");
        }
      }
    }
  }

  /**
   * The feed-forward network formed by the first source of every layer.
   *
   * @return all layers, from the one that reads the input to the one that is read out, each reading
   *     the one before it
   * @throws IllegalArgumentException naming the layer that breaks the chain
   */
  public List<LayerSpec> chain() {
    for (LayerSpec layer : layers) {
      SourceSpec source = layer.sources().get(0);
      boolean previous = source.from() instanceof Signal.Output output && output.previous();
      if (previous || source.from() instanceof Signal.Label) {
        throw new IllegalArgumentException(
            "layers."
                + layer.name()
                + ".sources."
                + source.name()
                + ".from: is "
                + (previous ? "of the pass before" : "label")
                + "; in a feed-forward network a layer's first source reads the input or a layer"
                + " of the same pass");
      }
    }
    LinkedList<LayerSpec> chain = new LinkedList<>();
    chain.add(readout());
    while (chain.getFirst().sources().get(0).from() instanceof Signal.Output output) {
      chain.addFirst(layer(output.layer()));
    }
    for (LayerSpec layer : layers) {
      if (!chain.contains(layer)) {
        throw new IllegalArgumentException(
            "layers."
                + layer.name()
                + ": leads nowhere; in a feed-forward network each layer is the first source of"
                + " the next one");
      }
    }
    return List.copyOf(chain);
  }

  /**
   * Refuses a source that cannot be the recurrent source of an associative memory. A recurrent
   * source belongs to the last layer, reads the input, and has a weight for each pair of neurons.
   *
   * @param name the source
   * @param features values of a sample
   * @throws IllegalArgumentException saying what the source lacks
   */
  public void checkRecurrent(String name, int features) {
    LayerSpec layer = readout();
    int index = layer.sourceNames().indexOf(name);
    String place = "evaluation.recall.source: ";
    if (index < 0) {
      throw new IllegalArgumentException(
          place
              + "no source "
              + name
              + " in layer "
              + layer.name()
              + "; there are "
              + String.join(", ", layer.sourceNames()));
    }
    SourceSpec source = layer.sources().get(index);
    if (!(source.from() instanceof Signal.Input)
        || source.connect() instanceof Connectivity.OneToOne
        || features != layer.neurons()) {
      throw new IllegalArgumentException(
          place
              + name
              + " cannot recall; it must connect as many inputs as neurons, each with the others");
    }
  }

  private LayerSpec layer(String name) {
    return layers.stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }
}
