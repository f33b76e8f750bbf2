package org.infomorph.neuron;

import java.io.Serializable;
import org.infomorph.math.RandomStream;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/** Which units of a source reach which neuron. */
public sealed interface Connectivity extends Serializable
    permits Connectivity.Full,
        Connectivity.NoSelf,
        Connectivity.OneToOne,
        Connectivity.RandomOthers {
  /**
   * Refuses shapes that cannot be connected in this way.
   *
   * @param neurons neurons of the layer
   * @param units units of the source
   * @throws IllegalArgumentException naming both numbers
   */
  void check(int neurons, int units);

  /**
   * Which weights exist.
   *
   * @param random draws random connections
   * @return {@code [neurons * units]}, or an empty array if every weight exists
   */
  boolean[] mask(int neurons, int units, RandomStream random);

  /** Every unit reaches every neuron. */
  @Named("every unit reaches every neuron")
  record Full() implements Connectivity {
    @Override
    public void check(int neurons, int units) {
      // Full connectivity takes any shape.
    }

    @Override
    public boolean[] mask(int neurons, int units, RandomStream random) {
      return new boolean[0];
    }
  }

  /** Every unit except the one with the neuron's index: for a layer that reads itself. */
  @Named("every unit but the one of the same index")
  record NoSelf() implements Connectivity {
    @Override
    public void check(int neurons, int units) {
      requireSameSize("no_self", neurons, units);
    }

    @Override
    public boolean[] mask(int neurons, int units, RandomStream random) {
      boolean[] mask = new boolean[neurons * units];
      for (int n = 0; n < neurons; n++) {
        for (int u = 0; u < units; u++) {
          mask[n * units + u] = n != u;
        }
      }
      return mask;
    }
  }

  /** Unit i reaches neuron i only. */
  @Named("unit i reaches neuron i alone")
  record OneToOne() implements Connectivity {
    @Override
    public void check(int neurons, int units) {
      requireSameSize("one_to_one", neurons, units);
    }

    @Override
    public boolean[] mask(int neurons, int units, RandomStream random) {
      return new boolean[0];
    }
  }

  /**
   * Each neuron reads {@code count} units, drawn without replacement and never the unit with the
   * neuron's index.
   *
   * @param count number of units, 1 or more
   */
  @Named(
      value = "so many units for each neuron, drawn at random, never the one of its own index",
      as = "random")
  record RandomOthers(@Field(value = "how many", range = "[1, inf)") int count)
      implements Connectivity {
    public RandomOthers {
      Require.atLeastOne("count", count);
    }

    @Override
    public void check(int neurons, int units) {
      if (count >= units) {
        throw new IllegalArgumentException(
            "random connects " + count + " other units but there are " + units + " in all");
      }
    }

    @Override
    public boolean[] mask(int neurons, int units, RandomStream random) {
      boolean[] mask = new boolean[neurons * units];
      int[] order = new int[units];
      for (int n = 0; n < neurons; n++) {
        for (int u = 0; u < units; u++) {
          order[u] = u;
        }
        random.shuffle(order);
        int left = count;
        for (int i = 0; left > 0; i++) {
          if (order[i] != n) {
            mask[n * units + order[i]] = true;
            left--;
          }
        }
      }
      return mask;
    }
  }

  private static void requireSameSize(String name, int neurons, int units) {
    if (neurons != units) {
      throw new IllegalArgumentException(
          name + " needs as many units as neurons: " + units + " units, " + neurons + " neurons");
    }
  }
}
