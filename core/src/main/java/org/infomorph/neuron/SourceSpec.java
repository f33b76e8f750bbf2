package org.infomorph.neuron;

import java.io.Serializable;
import java.util.Objects;

/**
 * One input class of a layer's neurons.
 *
 * @param name a letter or word without braces, commas or dots; part of the atoms' names
 * @param from the signal that the source reads
 * @param connect which units reach which neuron
 * @param weights the weights before learning
 * @param frozen whether the source never learns
 * @param bias whether each neuron adds its own bias to the drive
 */
public record SourceSpec(
    String name,
    Signal from,
    Connectivity connect,
    InitialWeights weights,
    boolean frozen,
    boolean bias)
    implements Serializable {
  public static final boolean DEFAULT_FROZEN = false;
  public static final boolean DEFAULT_BIAS = true;

  public SourceSpec {
    Objects.requireNonNull(from);
    Objects.requireNonNull(connect);
    Objects.requireNonNull(weights);
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "source name \"" + name + "\" is not a letter followed by letters, digits or _");
    }
    if (name.length() > LayerSpec.LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the source's name has "
              + name.length()
              + " letters; allowed are "
              + LayerSpec.LONGEST_NAME);
    }
  }
}
