package org.infomorph.neuron;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.math.Activity;
import org.infomorph.math.Optimiser;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;

/** One source of a layer: its weights, its drives for the batch at hand, and how it learns. */
final class Source {
  private final SourceSpec spec;
  private final Projection projection;
  private final DMatrixRMaj weights;
  private final double[] biases;
  private final DMatrixRMaj drives;
  private final DMatrixRMaj driveGradients;
  private final DMatrixRMaj weightGradient;
  private final double[] biasGradient;
  private final Optimiser.State weightState;
  private final Optimiser.State biasState;

  /**
   * @param units units of what the source reads
   * @param capacity largest number of samples of a batch
   */
  Source(
      SourceSpec spec,
      int neurons,
      int units,
      Products products,
      Optimiser optimiser,
      int capacity,
      Seeds seeds) {
    this.spec = spec;
    boolean paired = spec.connect() instanceof Connectivity.OneToOne;
    spec.connect().check(neurons, units);
    RandomStream random = seeds.stream("weights." + spec.name());
    boolean[] mask =
        spec.connect().mask(neurons, units, seeds.stream("connections." + spec.name()));
    projection = paired ? new Projection.Paired() : new Projection.Dense(products, units, mask);
    weights = new DMatrixRMaj(neurons, projection.weightsPerNeuron());
    biases = new double[neurons];
    for (int i = 0; i < weights.getNumElements(); i++) {
      weights.data[i] = spec.weights().draw(units, random);
    }
    if (projection instanceof Projection.Dense dense) {
      dense.clearMasked(weights);
    }
    if (spec.bias()) {
      InitialWeights start = new InitialWeights.Uniform(biasScale(spec.weights()));
      for (int n = 0; n < neurons; n++) {
        biases[n] = start.draw(units, random);
      }
    }
    drives = new DMatrixRMaj(neurons, capacity);
    driveGradients = new DMatrixRMaj(neurons, capacity);
    weightGradient = new DMatrixRMaj(neurons, projection.weightsPerNeuron());
    biasGradient = new double[neurons];
    weightState = optimiser.state(weights.getNumElements());
    biasState = optimiser.state(neurons);
  }

  private static double biasScale(InitialWeights weights) {
    return weights instanceof InitialWeights.Uniform uniform
        ? uniform.scale()
        : InitialWeights.Uniform.DEFAULT_SCALE;
  }

  /** {@code [neurons][units]}, or {@code [neurons][1]} where units and neurons are paired. */
  DMatrixRMaj weights() {
    return weights;
  }

  /** {@code [neurons]}; all 0 without bias. */
  double[] biases() {
    return biases;
  }

  /** {@code [neurons][samples]} of the batch at hand. */
  DMatrixRMaj drives() {
    return drives;
  }

  /** {@code [neurons][samples]}, to be filled with dG/ds before {@link #learn}. */
  DMatrixRMaj driveGradients() {
    return driveGradients;
  }

  /** dG/dw as {@link #gradient} left it. */
  DMatrixRMaj weightGradient() {
    return weightGradient;
  }

  /** dG/db as {@link #gradient} left it. */
  double[] biasGradient() {
    return biasGradient;
  }

  /** Drives from what the source reads. */
  void drive(Activity x) {
    projection.forward(weights, x, drives);
    if (spec.bias()) {
      addBiases();
    }
  }

  /** Drives when the source reads nothing but zeros: the biases. */
  void silence(int samples) {
    drives.reshape(weights.numRows, samples);
    Arrays.fill(drives.data, 0, weights.numRows * samples, 0);
    if (spec.bias()) {
      addBiases();
    }
  }

  private void addBiases() {
    int samples = drives.numCols;
    for (int n = 0; n < biases.length; n++) {
      double bias = biases[n];
      for (int s = n * samples; s < (n + 1) * samples; s++) {
        drives.data[s] += bias;
      }
    }
  }

  /** From {@link #driveGradients} to the gradients of weights and biases. */
  void gradient(Activity x) {
    driveGradients.reshape(drives.numRows, drives.numCols);
    projection.backward(driveGradients, x, weightGradient);
    int samples = drives.numCols;
    for (int n = 0; n < biases.length; n++) {
      double sum = 0;
      for (int s = n * samples; s < (n + 1) * samples; s++) {
        sum += driveGradients.data[s];
      }
      biasGradient[n] = sum;
    }
  }

  /** One step of the optimiser, unless the source is frozen. */
  void learn(Activity x) {
    if (spec.frozen()) {
      return;
    }
    gradient(x);
    weightState.ascend(weights.data, weightGradient.data);
    if (spec.bias()) {
      biasState.ascend(biases, biasGradient);
    }
  }
}
