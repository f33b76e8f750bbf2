package org.infomorph.bins;

import java.io.Serializable;
import java.util.Arrays;

/** Where the bins of a source lie. */
public sealed interface BinRange extends Serializable {
  /** A new assigner of {@code count} bins in this range, for batches up to {@code maxSamples}. */
  BinAssigner assigner(int count, int maxSamples);

  /**
   * Bins of equal width from {@code lo} to {@code hi}, the same for every batch.
   *
   * @param lo lowest edge, finite
   * @param hi highest edge, finite, above {@code lo}
   */
  record Fixed(double lo, double hi) implements BinRange {
    public Fixed {
      if (!(lo < hi) || !Double.isFinite(hi - lo)) {
        throw new IllegalArgumentException(
            "range is ["
                + lo
                + ", "
                + hi
                + "]; allowed are lo < hi, both and their difference finite");
      }
    }

    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      EqualWidthBins bins = new EqualWidthBins(count);
      bins.range(lo, hi);
      return (drives, from, samples, out) -> bins.assign(drives, from, samples, 1, out);
    }
  }

  /**
   * Divides by the largest absolute value of the batch; bins of equal width from -1 to 1. A batch
   * of zeros stays zero.
   */
  record Normalised() implements BinRange {
    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      EqualWidthBins bins = new EqualWidthBins(count);
      bins.range(-1, 1);
      return (drives, from, samples, out) -> {
        double largest = 0;
        for (int s = from; s < from + samples; s++) {
          double size = Math.abs(drives[s]);
          largest = size > largest ? size : largest;
        }
        bins.assign(drives, from, samples, largest > 0 ? largest : 1, out);
      };
    }
  }

  /** Bins of equal width from the batch's minimum to its maximum; a constant batch is one bin. */
  record Adaptive() implements BinRange {
    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      EqualWidthBins bins = new EqualWidthBins(count);
      return (drives, from, samples, out) -> {
        double lo = drives[from];
        double hi = drives[from];
        for (int s = from; s < from + samples; s++) {
          double drive = drives[s];
          lo = drive < lo ? drive : lo;
          hi = drive > hi ? drive : hi;
        }
        if (lo < hi) {
          bins.range(lo, hi);
          bins.assign(drives, from, samples, 1, out);
        } else {
          Arrays.fill(out, 0, samples, 0);
        }
      };
    }
  }

  /**
   * Quantiles of the batch: a value of rank r goes to bin {@code floor(count * r / B)}, where r is
   * the number of strictly smaller values among the B values. Equal values share a bin. If all
   * values differ, the sizes of bins differ by at most one sample.
   */
  record EqualMass() implements BinRange {
    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      return new EqualMassBins(count, maxSamples);
    }
  }
}
