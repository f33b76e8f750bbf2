package org.infomorph.neuron;

import org.ejml.data.DMatrixRMaj;
import org.infomorph.math.Activity;
import org.infomorph.math.Products;

/** The linear map from a source's units to the drives of a layer, and its adjoint. */
sealed interface Projection permits Projection.Dense, Projection.Paired {
  /** Weights of one neuron. */
  int weightsPerNeuron();

  /** Overwrites {@code drives} {@code [neurons][B]} with {@code W·x}. */
  void forward(DMatrixRMaj weights, Activity x, DMatrixRMaj drives);

  /** Overwrites {@code gradient}, with the shape of the weights, with {@code Σ_s D_s·x_s}. */
  void backward(DMatrixRMaj driveGradients, Activity x, DMatrixRMaj gradient);

  /** Overwrites {@code inputGradients} {@code [units][B]} with {@code Wᵀ·D}. */
  void spread(DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients);

  /** A weight for every pair of neuron and unit, or only for the pairs in a mask. */
  record Dense(Products products, int units, boolean[] mask) implements Projection {
    @Override
    public int weightsPerNeuron() {
      return units;
    }

    @Override
    public void forward(DMatrixRMaj weights, Activity x, DMatrixRMaj drives) {
      products.drives(weights, x, drives);
    }

    @Override
    public void backward(DMatrixRMaj driveGradients, Activity x, DMatrixRMaj gradient) {
      products.gradient(driveGradients, x, gradient);
      clearMasked(gradient);
    }

    @Override
    public void spread(
        DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
      products.inputGradients(weights, driveGradients, inputGradients);
    }

    /** Sets the entries outside the mask to 0. */
    void clearMasked(DMatrixRMaj matrix) {
      for (int i = 0; i < mask.length; i++) {
        matrix.data[i] = mask[i] ? matrix.data[i] : 0;
      }
    }
  }

  /** Unit i to neuron i: one weight per neuron. */
  record Paired() implements Projection {
    @Override
    public int weightsPerNeuron() {
      return 1;
    }

    @Override
    public void forward(DMatrixRMaj weights, Activity x, DMatrixRMaj drives) {
      int samples = x.samples();
      drives.reshape(weights.numRows, samples);
      for (int n = 0; n < weights.numRows; n++) {
        double w = weights.data[n];
        for (int s = 0; s < samples; s++) {
          drives.data[n * samples + s] = w * x.get(s, n);
        }
      }
    }

    @Override
    public void backward(DMatrixRMaj driveGradients, Activity x, DMatrixRMaj gradient) {
      int samples = x.samples();
      for (int n = 0; n < gradient.numRows; n++) {
        double sum = 0;
        for (int s = 0; s < samples; s++) {
          sum += driveGradients.data[n * samples + s] * x.get(s, n);
        }
        gradient.data[n] = sum;
      }
    }

    @Override
    public void spread(
        DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
      int samples = driveGradients.numCols;
      inputGradients.reshape(weights.numRows, samples);
      for (int n = 0; n < weights.numRows; n++) {
        double w = weights.data[n];
        for (int s = n * samples; s < (n + 1) * samples; s++) {
          inputGradients.data[s] = w * driveGradients.data[s];
        }
      }
    }
  }
}
