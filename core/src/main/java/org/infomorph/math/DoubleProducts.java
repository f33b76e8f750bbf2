package org.infomorph.math;

import org.ejml.data.DMatrixRMaj;

/** Products of doubles, straight on the caller's arrays. */
final class DoubleProducts extends Products {
  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  void multiplyDrives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives) {
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = inputs.samples();
    boolean sampleMajor = inputs.layout() == Activity.Layout.SAMPLE_MAJOR;
    gemm.multiply(
        sampleMajor,
        false,
        samples,
        neurons,
        units,
        inputs.doubles(),
        sampleMajor ? units : samples,
        weights.data,
        units,
        drives.data);
  }

  @Override
  void multiplyGradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    int neurons = gradient.numRows;
    int units = gradient.numCols;
    int samples = inputs.samples();
    boolean sampleMajor = inputs.layout() == Activity.Layout.SAMPLE_MAJOR;
    gemm.multiply(
        !sampleMajor,
        false,
        units,
        neurons,
        samples,
        inputs.doubles(),
        sampleMajor ? units : samples,
        driveGradients.data,
        samples,
        gradient.data);
  }

  @Override
  void multiplyInputGradients(
      DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = driveGradients.numCols;
    gemm.multiply(
        false,
        true,
        samples,
        units,
        neurons,
        driveGradients.data,
        samples,
        weights.data,
        units,
        inputGradients.data);
  }
}
