package org.infomorph.neuron;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.loops.Finite;
import org.infomorph.math.Activity;
import org.infomorph.math.Optimiser;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;

/**
 * One source of a layer: its weights, its drives for the current batch, and its learning. An
 * infomorphic layer holds one source for each input class; a network trained by backpropagation is
 * a chain of sources.
 */
public final class Source {
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
   * A source with fresh weights.
   *
   * @param units number of units that the source reads
   * @param products in the precision of the source's input
   * @param capacity largest number of samples of a batch
   * @param seeds where weights and random connections come from
   * @throws IllegalArgumentException if the size does not fit the connectivity
   */
  public Source(
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
  public DMatrixRMaj weights() {
    return weights;
  }

  /** Starts from given weights; entries without a connection become 0. */
  void start(DMatrixRMaj start) {
    weights.setTo(start);
    if (projection instanceof Projection.Dense dense) {
      dense.clearMasked(weights);
    }
  }

  /** {@code [neurons]}; all 0 without bias. */
  public double[] biases() {
    return biases;
  }

  /** A copy of the learned values. */
  public SourceState state() {
    return new SourceState(
        spec.name(),
        weights.numRows,
        weights.numCols,
        weights.data.clone(),
        biases.clone(),
        weightState.moments(),
        biasState.moments());
  }

  /**
   * Continues from the learned values of another source.
   *
   * @throws IllegalArgumentException if their shape differs
   */
  public void restore(SourceState state) {
    if (state.neurons() != weights.numRows || state.inputs() != weights.numCols) {
      throw new IllegalArgumentException(
          "source %s has weights of %dx%d, but the state %dx%d"
              .formatted(
                  spec.name(), weights.numRows, weights.numCols, state.neurons(), state.inputs()));
    }
    System.arraycopy(state.weights(), 0, weights.data, 0, state.weights().length);
    System.arraycopy(state.biases(), 0, biases, 0, biases.length);
    weightState.restore(state.weightMoments());
    biasState.restore(state.biasMoments());
  }

  /** Whether all learned values are finite: weights, biases and the optimiser's means. */
  public boolean stateIsFinite() {
    return Finite.all(weights.data)
        && Finite.all(biases)
        && weightState.isFinite()
        && biasState.isFinite();
  }

  /** Whether all drives of the current batch are finite. */
  public boolean drivesAreFinite() {
    return Finite.all(drives.data, 0, drives.getNumElements());
  }

  /** Drives of the current batch, {@code [neurons][samples]}. */
  public DMatrixRMaj drives() {
    return drives;
  }

  /**
   * {@code [neurons][samples]}; the caller fills this matrix with dG/ds before {@link #gradient}.
   */
  public DMatrixRMaj driveGradients() {
    return driveGradients;
  }

  /** dG/dw, the result of {@link #gradient}. */
  public DMatrixRMaj weightGradient() {
    return weightGradient;
  }

  /** dG/db, the result of {@link #gradient}. */
  public double[] biasGradient() {
    return biasGradient;
  }

  /** Computes the drives from the source's input. */
  public void drive(Activity x) {
    projection.forward(weights, x, drives);
    if (spec.bias()) {
      addBiases();
    }
  }

  /** Computes the drives for an input of zeros, which are the biases. */
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

  /** Computes the gradients of weights and biases from {@link #driveGradients}. */
  public void gradient(Activity x) {
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

  /**
   * Computes the gradient of the source's input from {@link #driveGradients}.
   *
   * @param inputGradients reshaped to {@code [units][samples]} and wholly overwritten
   */
  public void inputGradients(DMatrixRMaj inputGradients) {
    driveGradients.reshape(drives.numRows, drives.numCols);
    projection.spread(weights, driveGradients, inputGradients);
  }

  /** One step of the optimiser along dG/ds, unless the source is frozen. */
  void learn(Activity x) {
    if (!spec.frozen()) {
      gradient(x);
      step();
    }
  }

  /** One step of the optimiser up the current gradient, unless the source is frozen. */
  public void step() {
    if (spec.frozen()) {
      return;
    }
    weightState.ascend(weights.data, weightGradient.data);
    if (spec.bias()) {
      biasState.ascend(biases, biasGradient);
    }
  }
}
