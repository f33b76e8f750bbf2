package org.infomorph.train;

import java.io.Serializable;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/** How a neuron of an associative memory decides its new state in recall. */
public sealed interface Firing extends Serializable {
  /** Whether the state is drawn, so that recall never comes to rest. */
  default boolean isRandom() {
    return true;
  }

  /** The sign of the recurrent drive. */
  @Named("+1 if its recurrent drive is above 0, else −1")
  record Threshold() implements Firing {
    @Override
    public boolean isRandom() {
      return false;
    }
  }

  /**
   * Glauber dynamics: +1 with the probability {@code 1 / (1 + exp(-2 h / T))}, h the recurrent
   * drive.
   *
   * @param temperature T, positive
   * @see <a href="https://doi.org/10.1103/PhysRevA.32.1007">Amit, Gutfreund, Sompolinsky 1985</a>
   */
  @Named("+1 with the probability sigmoid(2h/T) of its recurrent drive h")
  record Glauber(
      @Field(value = "T, in the unit of the drives", range = "(0, inf)") double temperature)
      implements Firing {
    public Glauber {
      Require.positive("temperature", temperature);
    }
  }

  /** The neuron's own firing probability, with all other sources at 0. */
  @Named("+1 with the neuron's own firing probability, its other sources at 0")
  record Own() implements Firing {}
}
