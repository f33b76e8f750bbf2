package org.infomorph.math;

/**
 * The one BLAS routine in use: {@code C = op(A) op(B)}, with {@code C} of m rows and n columns and
 * k products in each sum. Matrices are column-major and packed as in BLAS: entry (i, j) of a matrix
 * {@code x} is {@code x[i + j * ldx]}, and {@code C} has no gaps, {@code ldc = m}. Not thread-safe.
 */
interface Gemm {
  /**
   * A product in single precision.
   *
   * @param transposeA whether op(A) is Aᵀ, A being {@code [k x m]}; else A is {@code [m x k]}
   * @param transposeB whether op(B) is Bᵀ, B being {@code [n x k]}; else B is {@code [k x n]}
   * @param m rows of C, 1 or more
   * @param n columns of C, 1 or more
   * @param k length of each sum, 1 or more
   * @param c wholly overwritten
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c);

  /** The same in double precision. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c);
}
