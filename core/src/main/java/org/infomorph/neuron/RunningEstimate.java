package org.infomorph.neuron;

import org.infomorph.pid.Objective;

/**
 * The memory of a layer when samples come one at a time: the drives and firing probabilities of
 * every neuron for the last samples, in place of a batch. The newest sample has weight 1; each
 * older sample has the weight of the next one times the forgetting factor.
 */
final class RunningEstimate {
  private final int window;
  private final double[] weights;

  /** {@code [source][neurons * window]}. */
  private final double[][] drives;

  /** {@code [neurons * window]}. */
  private final double[] theta;

  private int seen;

  /**
   * @param window number of remembered samples, 2 or more
   * @param forgetting weight of each sample relative to the next one, in (0, 1]; at 1 all samples
   *     in the window have equal weight
   */
  RunningEstimate(int sources, int neurons, int window, double forgetting) {
    this.window = window;
    weights = new double[window];
    weights[window - 1] = 1;
    for (int age = 1; age < window; age++) {
      weights[window - 1 - age] = weights[window - age] * forgetting;
    }
    drives = new double[sources][Math.multiplyExact(neurons, window)];
    theta = new double[neurons * window];
  }

  /** Remembers one sample for every neuron, and forgets the oldest. */
  void observe(double[][] sampleDrives, double[] sampleTheta) {
    for (int i = 0; i < drives.length; i++) {
      push(sampleDrives[i], drives[i]);
    }
    push(sampleTheta, theta);
    seen = Math.min(window, seen + 1);
  }

  private void push(double[] newest, double[] memory) {
    for (int end = window, n = 0; end <= memory.length; end += window, n++) {
      System.arraycopy(memory, end - window + 1, memory, end - window, window - 1);
      memory[end - 1] = newest[n];
    }
  }

  /** A copy of each source's remembered drives, {@code [source][neurons * samples]}. */
  double[][] rememberedDrives() {
    double[][] remembered = new double[drives.length][];
    for (int i = 0; i < drives.length; i++) {
      remembered[i] = remembered(drives[i]);
    }
    return remembered;
  }

  /** A copy of the remembered firing probabilities, {@code [neurons * samples]}. */
  double[] rememberedTheta() {
    return remembered(theta);
  }

  private double[] remembered(double[] memory) {
    int neurons = memory.length / window;
    double[] copy = new double[neurons * seen];
    for (int n = 0; n < neurons; n++) {
      System.arraycopy(memory, from(n), copy, n * seen, seen);
    }
    return copy;
  }

  /**
   * Takes over the remembered samples of another estimate with as many sources and neurons.
   *
   * @throws IllegalArgumentException if the window is too small for them, or the number of neurons
   *     differs
   */
  void restore(double[][] rememberedDrives, double[] rememberedTheta) {
    int neurons = theta.length / window;
    seen = rememberedTheta.length / neurons;
    if (rememberedDrives.length != drives.length
        || rememberedTheta.length != neurons * seen
        || seen > window) {
      throw new IllegalArgumentException(
          "%d values of %d sources are no memory of %d neurons with %d sources and a window of %d"
              .formatted(
                  rememberedTheta.length, rememberedDrives.length, neurons, drives.length, window));
    }
    for (int n = 0; n < neurons; n++) {
      System.arraycopy(rememberedTheta, n * seen, theta, from(n), seen);
      for (int i = 0; i < drives.length; i++) {
        System.arraycopy(rememberedDrives[i], n * seen, drives[i], from(n), seen);
      }
    }
  }

  /** Number of samples remembered so far. */
  int samples() {
    return seen;
  }

  /** Shows an objective the remembered samples of one neuron, the newest last. */
  void show(int neuron, Objective objective) {
    objective.observe(drives, theta, from(neuron), seen, weights, window - seen);
  }

  /** Index of a neuron's first remembered sample in the drives and the firing probabilities. */
  private int from(int neuron) {
    return (neuron + 1) * window - seen;
  }
}
