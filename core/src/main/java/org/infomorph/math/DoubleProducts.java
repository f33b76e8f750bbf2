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
    blas.dgemm(
        sampleMajor ? "T" : "N",
        "N",
        samples,
        neurons,
        units,
        1,
        inputs.doubles(),
        sampleMajor ? units : samples,
        weights.data,
        units,
        0,
        drives.data,
        samples);
  }

  @Override
  void multiplyGradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    int neurons = gradient.numRows;
    int units = gradient.numCols;
    int samples = inputs.samples();
    boolean sampleMajor = inputs.layout() == Activity.Layout.SAMPLE_MAJOR;
    blas.dgemm(
        sampleMajor ? "N" : "T",
        "N",
        units,
        neurons,
        samples,
        1,
        inputs.doubles(),
        sampleMajor ? units : samples,
        driveGradients.data,
        samples,
        0,
        gradient.data,
        units);
  }

  @Override
  void multiplyInputGradients(
      DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = driveGradients.numCols;
    blas.dgemm(
        "N",
        "T",
        samples,
        units,
        neurons,
        1,
        driveGradients.data,
        samples,
        weights.data,
        units,
        0,
        inputGradients.data,
        samples);
  }
}
