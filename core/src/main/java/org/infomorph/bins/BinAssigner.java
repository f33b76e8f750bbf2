package org.infomorph.bins;

/**
 * Puts drives into bins, batch after batch. An assigner holds scratch memory, so only one thread
 * may use it.
 */
@FunctionalInterface
public interface BinAssigner {
  /**
   * Assigns each drive of one neuron to its bin. NaN goes to some bin, so the caller must check for
   * NaN first.
   *
   * @param drives the batch is {@code drives[from..from+samples)}
   * @param from index of the first sample
   * @param samples 1 or more, at most the assigner's largest batch
   * @param bins [samples or more], {@code bins[0..samples)} is overwritten with bins from 0
   */
  void assign(double[] drives, int from, int samples, int[] bins);
}
