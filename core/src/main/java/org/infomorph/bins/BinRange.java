package org.infomorph.bins;

import java.io.Serializable;
import java.util.Arrays;
import org.infomorph.spec.Field;
import org.infomorph.spec.Require;

/** Where the bins of a source lie. */
public sealed interface BinRange extends Serializable {
  /** A new assigner of {@code count} bins in this range, for batches up to {@code maxSamples}. */
  BinAssigner assigner(int count, int maxSamples);

  /** Bins that have the same width within a batch. */
  sealed interface EqualWidth extends BinRange {
    /**
     * The lowest and the highest edge of the bins of a batch, in the unit of the drives.
     *
     * @param drives the batch is {@code drives[from..from+samples)}
     * @param ends [2], overwritten with the lowest and the highest edge; equal if all samples lie
     *     in the first bin
     */
    void ends(double[] drives, int from, int samples, double[] ends);
  }

  /**
   * Bins of equal width from {@code lo} to {@code hi}, the same for every batch.
   *
   * @param lo lowest edge, finite
   * @param hi highest edge, finite, above {@code lo}
   */
  record Fixed(double lo, double hi) implements EqualWidth {
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

    @Override
    public void ends(double[] drives, int from, int samples, double[] ends) {
      ends[0] = lo;
      ends[1] = hi;
    }
  }

  /**
   * Divides by the largest absolute value of the batch; bins of equal width from -1 to 1. A batch
   * of zeros stays zero.
   */
  record Normalised() implements EqualWidth {
    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      EqualWidthBins bins = new EqualWidthBins(count);
      bins.range(-1, 1);
      return (drives, from, samples, out) ->
          bins.assign(drives, from, samples, unit(drives, from, samples), out);
    }

    @Override
    public void ends(double[] drives, int from, int samples, double[] ends) {
      ends[1] = unit(drives, from, samples);
      ends[0] = -ends[1];
    }

    /** The largest absolute value; 1 if all are 0. */
    private static double unit(double[] drives, int from, int samples) {
      double largest = 0;
      for (int s = from; s < from + samples; s++) {
        double size = Math.abs(drives[s]);
        largest = size > largest ? size : largest;
      }
      return largest > 0 ? largest : 1;
    }
  }

  /**
   * Bins of equal width from the batch's minimum to its maximum, with some space around them. A
   * constant batch without space is one bin.
   *
   * @param padding added below the minimum and above the maximum, finite, 0 or more; 1 is published
   * @see <a href="https://arxiv.org/abs/2511.02584">Blümel et al. 2025</a>
   */
  record Adaptive(
      @Field(
              value = "added below the minimum and above the maximum, in the unit of the drives",
              absent = "0",
              range = "[0, inf)")
          double padding)
      implements EqualWidth {
    public Adaptive {
      Require.zeroOrPositive("padding", padding);
    }

    /** From minimum to maximum. */
    public Adaptive() {
      this(0);
    }

    @Override
    public BinAssigner assigner(int count, int maxSamples) {
      EqualWidthBins bins = new EqualWidthBins(count);
      double[] ends = new double[2];
      return (drives, from, samples, out) -> {
        ends(drives, from, samples, ends);
        if (ends[0] < ends[1]) {
          bins.range(ends[0], ends[1]);
          bins.assign(drives, from, samples, 1, out);
        } else {
          Arrays.fill(out, 0, samples, 0);
        }
      };
    }

    @Override
    public void ends(double[] drives, int from, int samples, double[] ends) {
      double lo = drives[from];
      double hi = drives[from];
      for (int s = from; s < from + samples; s++) {
        double drive = drives[s];
        lo = drive < lo ? drive : lo;
        hi = drive > hi ? drive : hi;
      }
      ends[0] = lo - padding;
      ends[1] = hi + padding;
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
