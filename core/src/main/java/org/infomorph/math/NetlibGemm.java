package org.infomorph.math;

import dev.ludovic.netlib.blas.BLAS;

/** Products by a BLAS of netlib's: native, or its own code in Java. */
record NetlibGemm(BLAS blas) implements Gemm {
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
    blas.sgemm(op(transposeA), op(transposeB), m, n, k, 1, a, lda, b, ldb, 0, c, m);
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
    blas.dgemm(op(transposeA), op(transposeB), m, n, k, 1, a, lda, b, ldb, 0, c, m);
  }

  private static String op(boolean transpose) {
    return transpose ? "T" : "N";
  }
}
