package org.infomorph.neuron;

import java.io.Serializable;

/** Where a source reads from. */
public sealed interface Signal extends Serializable
    permits Signal.Input, Signal.Label, Signal.Output {
  /** The sample's values. */
  record Input() implements Signal {}

  /**
   * The sample's class, one unit per class: 1 for the true class, else 0. All units are 0 in tests.
   */
  record Label() implements Signal {}

  /**
   * The output of a layer.
   *
   * @param layer the layer's name
   * @param previous false: the output in this pass; true: the output in the previous pass, 0 in the
   *     first pass
   */
  record Output(String layer, boolean previous) implements Signal {}
}
