package org.infomorph.pid;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** A random batch of one neuron, decided by its seed: bins that inform about theta. */
record Draws(int[] counts, int[][] bins, double[] theta) {
  static Draws of(long seed, int sources, int samples, int maxBins) {
    Random random = new Random(seed);
    int[] counts = IntStream.range(0, sources).map(i -> 1 + random.nextInt(maxBins)).toArray();
    int[][] bins =
        Arrays.stream(counts)
            .mapToObj(count -> random.ints(samples, 0, count).toArray())
            .toArray(int[][]::new);
    double[] theta = new double[samples];
    for (int s = 0; s < samples; s++) {
      double drive = random.nextGaussian() + bins[0][s] - bins[sources - 1][s] / 2.0;
      theta[s] = 1 / (1 + Math.exp(-drive));
    }
    return new Draws(counts, bins, theta);
  }

  int samples() {
    return theta.length;
  }

  int sources() {
    return bins.length;
  }

  JointHistogram histogram() {
    JointHistogram histogram = new JointHistogram(sources(), samples());
    histogram.fill(bins, counts, theta, 0, samples());
    return histogram;
  }

  /** The same batch with its sources in another order: source i is the old {@code order[i]}. */
  Draws permuted(int[] order) {
    return new Draws(
        Arrays.stream(order).map(i -> counts[i]).toArray(),
        Arrays.stream(order).mapToObj(i -> bins[i]).toArray(int[][]::new),
        theta);
  }

  /** The same batch with the outputs exchanged. */
  Draws inverted() {
    return new Draws(counts, bins, Arrays.stream(theta).map(p -> 1 - p).toArray());
  }

  /** The batch twice. */
  Draws duplicated() {
    int[][] twice =
        Arrays.stream(bins)
            .map(b -> IntStream.range(0, 2 * b.length).map(s -> b[s % b.length]).toArray())
            .toArray(int[][]::new);
    double[] thetaTwice =
        IntStream.range(0, 2 * samples()).mapToDouble(s -> theta[s % samples()]).toArray();
    return new Draws(counts, twice, thetaTwice);
  }

  /** The batch with one theta changed. */
  Draws with(int sample, double newTheta) {
    double[] changed = theta.clone();
    changed[sample] = newTheta;
    return new Draws(counts, bins, changed);
  }
}
