package org.infomorph.neuron;

import java.io.Serializable;

/** Where a source reads from. */
public sealed interface Signal extends Serializable
    permits Signal.Input, Signal.Label, Signal.Output {
  /** The sample's values. */
  record Input() implements Signal {}

  /** The sample's class, one unit each, 1 for the right one and 0 else; all 0 when testing. */
  record Label() implements Signal {}

  /**
   * What a layer fires.
   *
   * @param layer its name
   * @param previous false: in this pass; true: in the pass before, and 0 in the first
   */
  record Output(String layer, boolean previous) implements Signal {}
}
