package org.infomorph.pid;

/** Puts drives into bins, batch after batch; holds the scratch of its binning, so one thread. */
@FunctionalInterface
public interface BinAssigner {
  /**
   * Assigns each drive of one neuron to its bin. NaN goes to some bin: who has any must look first.
   *
   * @param drives the batch is {@code drives[from..from+samples)}
   * @param from index of the first sample
   * @param samples 1 or more, at most what the assigner was made for
   * @param bins [samples or more], {@code bins[0..samples)} is overwritten with bins from 0
   */
  void assign(double[] drives, int from, int samples, int[] bins);
}
