package org.infomorph.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Products by a BLAS of the netlib library: native, or netlib's Java code.
 *
 * <p>A product with few columns is computed as its transpose. OpenBLAS needs a third less time for
 * a product with few rows, because it packs the larger operand only once.
 */
final class NetlibGemm implements Gemm {
  /** The largest number of columns that counts as few. */
  private static final int FEW = 16;

  private final BLAS blas;
  private float[] singles = {};
  private double[] doubles = {};

  NetlibGemm(BLAS blas) {
    this.blas = blas;
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c) {
    if (n > FEW) {
      blas.sgemm(op(transposeA), op(transposeB), m, n, k, 1, a, lda, b, ldb, 0, c, m);
      return;
    }
    if (singles.length < m * n) {
      singles = new float[m * n];
    }
    blas.sgemm(op(!transposeB), op(!transposeA), n, m, k, 1, b, ldb, a, lda, 0, singles, n);
    for (int column = 0; column < n; column++) {
      for (int row = 0; row < m; row++) {
        c[column * m + row] = singles[row * n + column];
      }
    }
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c) {
    if (n > FEW) {
      blas.dgemm(op(transposeA), op(transposeB), m, n, k, 1, a, lda, b, ldb, 0, c, m);
      return;
    }
    if (doubles.length < m * n) {
      doubles = new double[m * n];
    }
    blas.dgemm(op(!transposeB), op(!transposeA), n, m, k, 1, b, ldb, a, lda, 0, doubles, n);
    for (int column = 0; column < n; column++) {
      for (int row = 0; row < m; row++) {
        c[column * m + row] = doubles[row * n + column];
      }
    }
  }

  private static String op(boolean transpose) {
    return transpose ? "T" : "N";
  }
}
