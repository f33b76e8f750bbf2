package org.infomorph.measures;

import java.util.Locale;
import org.infomorph.pid.Atoms;

/** A quantity in bits that all measures share. This is the one place for their names and order. */
public enum Total {
  /** I(T; S_1..S_n) */
  MUTUAL_INFORMATION {
    @Override
    public double of(Atoms atoms) {
      return atoms.mutualInformation();
    }
  },
  /** H(T) */
  TARGET_ENTROPY {
    @Override
    public double of(Atoms atoms) {
      return atoms.targetEntropy();
    }
  },
  /** H(T | S_1..S_n) */
  RESIDUAL_ENTROPY {
    @Override
    public double of(Atoms atoms) {
      return atoms.residualEntropy();
    }
  };

  /** The name in files and tables, such as {@code mutual_information}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The quantity of a decomposition, in bits. */
  public abstract double of(Atoms atoms);
}
