package org.infomorph.train;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/**
 * How the recall of an associative memory is tested. Starting from a cue, its neurons follow the
 * sign of their recurrent drive until nothing changes, or until two states alternate.
 *
 * @param source the recurrent source of the last layer
 * @param dynamics the order of the updates
 * @param passes largest number of updates of every neuron, 1 or more
 * @param flips shares of a pattern's bits that are flipped in the cues, ascending, each in (0,
 *     0.5]; the exact pattern is always tested as well
 * @param ties the state of a neuron whose drive is 0
 * @param firing how a neuron decides its new state; where states are drawn, recall is the state
 *     after all passes
 * @param weights whether there are scores of the recurrent weights as well
 */
public record RecallSpec(
    @Field("the recurrent source of the last layer") String source,
    @Field(
            value = "all neurons at once, or one after the other in random order",
            absent = "synchronous")
        Dynamics dynamics,
    @Field(
            value = "most updates of every neuron",
            absent = "" + RecallSpec.DEFAULT_PASSES,
            range = "[1, inf)")
        int passes,
    @Field(
            value = "shares of a pattern's bits that are flipped in cues, ascending, in (0, 0.5]",
            absent = "[0.05, 0.1, 0.15, 0.2, 0.25, 0.3]")
        List<Double> flips,
    @Field(
            value = "the state of a neuron whose drive is 0: −1, or the state that it had",
            absent = "minus",
            omitted = true)
        Ties ties,
    @Field(value = "how a neuron decides its new state", absent = "threshold", omitted = true)
        Firing firing,
    @Field(
            value = "also scores of the recurrent weights: `weight_symmetry` and `weight_norm`",
            absent = "false",
            omitted = true)
        boolean weights)
    implements Serializable {
  public static final int DEFAULT_PASSES = 100;
  public static final List<Double> DEFAULT_FLIPS = List.of(0.05, 0.1, 0.15, 0.2, 0.25, 0.3);

  /** The order of the updates. */
  public enum Dynamics {
    /** All neurons at once. */
    SYNCHRONOUS,
    /** One neuron after the other, in a new random order in each pass. */
    SEQUENTIAL
  }

  /** The state of a neuron whose drive is 0. */
  public enum Ties {
    /** −1. */
    MINUS,
    /** The state that the neuron had, as in the published code. */
    KEEP
  }

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

  public RecallSpec {
    Objects.requireNonNull(ties);
    Objects.requireNonNull(firing);
    if (ties != Ties.MINUS && firing.isRandom()) {
      throw new IllegalArgumentException(
          "ties is keep; it has an effect only where firing is threshold");
    }
    Objects.requireNonNull(source);
    Objects.requireNonNull(dynamics);
    Require.atLeastOne("passes", passes);
    flips = List.copyOf(flips);
    double last = 0;
    for (double flip : flips) {
      if (!(flip > last && flip <= 0.5)) {
        throw new IllegalArgumentException(
            "flips are " + flips + "; allowed are ascending numbers in (0, 0.5]");
      }
      last = flip;
    }
  }

  /** A neuron takes the sign of its drive, where 0 gives −1. */
  public RecallSpec(String source, Dynamics dynamics, int passes, List<Double> flips) {
    this(source, dynamics, passes, flips, Ties.MINUS, new Firing.Threshold(), false);
  }
}
