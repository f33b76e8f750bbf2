package org.infomorph.measures;

import java.util.Locale;

/** One of the {@link ShannonInvariants}. This is the one place for their names and order. */
public enum Invariant {
  /** The mean degree of redundancy. */
  R_BAR {
    @Override
    public double of(ShannonInvariants invariants) {
      return invariants.meanRedundancy();
    }
  },
  /** The mean degree of vulnerability. */
  V_BAR {
    @Override
    public double of(ShannonInvariants invariants) {
      return invariants.meanVulnerability();
    }
  };

  /** The name in files and tables, such as {@code r_bar}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its value, from 0 to the number of sources; NaN where the mutual information is 0. */
  public abstract double of(ShannonInvariants invariants);
}
