package org.infomorph.bins;

import java.io.Serializable;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * How a drive is spread over the bins around it. With F the kernel's distribution function, e_k the
 * edges of the bins and w their width, the share of a drive x in the k-th bin is
 *
 * <pre>m_k(x) = F( (e_{k+1} - x) / (sigma w) ) - F( (e_k - x) / (sigma w) )</pre>
 *
 * where the outermost bins also take what lies beyond them, so that the shares of a drive add up to
 * 1.
 *
 * <p>The kernel is cut off where each of its two tails holds {@value #TAIL} of its mass, and what
 * remains is scaled to mass 1. So F is continuous, a drive touches few bins, and each share differs
 * from that of the whole kernel by at most twice the mass of a tail.
 */
public sealed interface Kernel extends Serializable {
  /** The mass of each tail that is cut off. */
  double TAIL = 1e-6;

  /** The scale of the kernel, in widths of a bin; 0 if it spreads nothing. */
  double sigma();

  /** No spreading: a drive lies in one bin. */
  @Named("a drive lies in one bin")
  record Hard() implements Kernel {
    @Override
    public double sigma() {
      return 0;
    }
  }

  /**
   * The logistic distribution, {@code F(u) = 1 / (1 + exp(-u))}.
   *
   * @param sigma scale, in widths of a bin
   */
  @Named("F(u) = sigmoid(u)")
  record Logistic(@Field(value = "scale, in widths of a bin", range = "(0, inf)") double sigma)
      implements Kernel {
    public Logistic {
      checkSigma(sigma);
    }
  }

  /**
   * The normal distribution.
   *
   * @param sigma standard deviation, in widths of a bin
   */
  @Named("F is the normal distribution's")
  record Gaussian(
      @Field(value = "standard deviation, in widths of a bin", range = "(0, inf)") double sigma)
      implements Kernel {
    public Gaussian {
      checkSigma(sigma);
    }
  }

  private static void checkSigma(double sigma) {
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sigma is " + sigma + "; it must be positive and finite, in widths of a bin");
    }
  }
}
