package org.infomorph.measures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/** A measure of redundancy, from which the atoms follow by Möbius inversion. */
public enum Measure {
  /** Shared exclusions, the measure that neurons learn by. */
  I_SX,
  /** The smallest specific information. */
  I_MIN,
  /** The smallest mutual information. */
  I_MMI,
  /** Pointwise partial information, with its parts specificity and ambiguity. */
  I_PM,
  /** Unique information by optimisation; two sources only. */
  BROJA;

  /** A difference in bits that only rounding makes. */
  public static final double ROUNDING = 1e-10;

  /** The name in files, options and tables, such as {@code i_min}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The measure with this label. */
  public static Optional<Measure> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** Whether the measure is defined for this number of sources. */
  public boolean allows(int sources) {
    return this != BROJA || sources == 2;
  }

  /**
   * The largest difference, in bits, between the same atom of two equal distributions whose
   * outcomes come in another order: what the optimisation of BROJA leaves open, else rounding.
   */
  public double tolerance() {
    return this == BROJA ? UniqueInformation.ACCURACY : ROUNDING;
  }

  /**
   * The atoms of a distribution.
   *
   * @param histogram any joint distribution of 1 to 5 sources and a target
   * @throws IllegalArgumentException if the measure does not allow the number of sources
   * @throws ArithmeticException if the optimisation of BROJA cannot prove its accuracy, or the
   *     distribution is too large for it; the message says which
   */
  public Decomposition decompose(JointHistogram histogram) {
    if (!allows(histogram.sources())) {
      throw new IllegalArgumentException(
          label() + " is defined for 2 sources; found " + histogram.sources());
    }
    RedundancyLattice lattice = RedundancyLattice.of(histogram.sources());
    return switch (this) {
      case I_SX -> Decomposition.of(histogram);
      case I_MIN -> WilliamsBeer.decompose(histogram, lattice);
      case I_MMI -> MinimumMutualInformation.decompose(histogram, lattice);
      case I_PM -> PointwisePartial.decompose(histogram, lattice);
      case BROJA -> Broja.decompose(histogram, lattice);
    };
  }
}
