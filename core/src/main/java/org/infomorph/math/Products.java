package org.infomorph.math;

import org.ejml.data.DMatrixRMaj;

/**
 * The two matrix products that local learning needs, and a third one for backpropagation. Other
 * code reaches the BLAS only through this class. Weights, drives and gradients are passed as
 * doubles; the product itself runs in the precision of the inputs. Not thread-safe.
 *
 * <p>Matrices are row-major and BLAS is column-major, so each product is passed as its transpose:
 * {@code driveᵀ = X·Wᵀ}.
 */
public abstract sealed class Products permits SingleProducts, DoubleProducts {
  final Gemm gemm = Blas.gemm();

  Products() {}

  /** Products in one precision, with their own scratch memory. */
  public static Products in(Precision precision) {
    return precision == Precision.SINGLE ? new SingleProducts() : new DoubleProducts();
  }

  /** The precision that inputs must have. */
  public abstract Precision precision();

  /**
   * Drives of every neuron for every sample: {@code W·Xᵀ}.
   *
   * @param weights {@code [neurons][units]}
   * @param inputs values of {@code units} units over B samples, in this precision
   * @param drives reshaped to {@code [neurons][B]} and wholly overwritten
   * @throws IllegalArgumentException if the units differ
   */
  public final void drives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives) {
    check(weights, inputs);
    drives.reshape(weights.numRows, inputs.samples());
    if (inputs.samples() > 0) {
      multiplyDrives(weights, inputs, drives);
    }
  }

  /**
   * Gradient with respect to the weights: {@code D·X}, summed over samples.
   *
   * @param driveGradients {@code [neurons][B]}
   * @param inputs values of {@code units} units over B samples, in this precision
   * @param gradient {@code [neurons][units]}, wholly overwritten
   * @throws IllegalArgumentException if the shapes differ
   */
  public final void gradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    check(gradient, inputs);
    if (driveGradients.numRows != gradient.numRows || driveGradients.numCols != inputs.samples()) {
      throw new IllegalArgumentException(
          String.format(
              "gradients are %dx%d but the batch has %d samples and W %d neurons",
              driveGradients.numRows, driveGradients.numCols, inputs.samples(), gradient.numRows));
    }
    if (inputs.samples() == 0) {
      gradient.zero();
    } else {
      multiplyGradient(driveGradients, inputs, gradient);
    }
  }

  /**
   * Gradient with respect to the inputs: {@code Wᵀ·D}.
   *
   * @param weights {@code [neurons][units]}
   * @param driveGradients {@code [neurons][B]}
   * @param inputGradients reshaped to {@code [units][B]} and wholly overwritten
   * @throws IllegalArgumentException if the neurons differ
   */
  public final void inputGradients(
      DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
    if (driveGradients.numRows != weights.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "W is %dx%d but the gradients are %dx%d",
              weights.numRows, weights.numCols, driveGradients.numRows, driveGradients.numCols));
    }
    inputGradients.reshape(weights.numCols, driveGradients.numCols);
    if (driveGradients.numCols > 0) {
      multiplyInputGradients(weights, driveGradients, inputGradients);
    }
  }

  abstract void multiplyDrives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives);

  abstract void multiplyGradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient);

  abstract void multiplyInputGradients(
      DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients);

  private void check(DMatrixRMaj weights, Activity inputs) {
    if (weights.numCols != inputs.units()) {
      throw new IllegalArgumentException(
          String.format(
              "W is %dx%d but the batch has %d inputs",
              weights.numRows, weights.numCols, inputs.units()));
    }
    if (inputs.precision() != precision()) {
      throw new IllegalArgumentException(
          "inputs are " + inputs.precision() + ", products " + precision());
    }
  }
}
