package org.infomorph.math;

import java.util.Arrays;

/**
 * Products whose every bit is fixed: each entry is {@code ((a0 b0 + a1 b1) + a2 b2) + ...}, from
 * the first product to the last, each multiplication and each addition rounded. Java promises the
 * same result for that on every machine; {@code fma}, which it promises too, takes microseconds
 * where the processor has none.
 *
 * <p>Fast all the same, as the sums of {@value #ROWS} rows grow side by side: the innermost loop is
 * elementwise over whole arrays, so that compilers may use vectors of any width without changing
 * the order within any sum. A block of A is laid out for that in rows of its own; one that would
 * begin in the middle of a longer array is not vectorised by the JIT of JDK 17.
 */
final class PlainGemm implements Gemm {
  /** Rows of C that are summed side by side; with {@link #DEPTH} of them, A's block fits the L2. */
  private static final int ROWS = 256;

  private static final int DEPTH = 64;

  private float[][] singles = {};
  private double[][] doubles = {};

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
    if (singles.length == 0) {
      singles = new float[DEPTH + 1][ROWS];
    }
    float[] sums = singles[DEPTH]; // the row after the block
    int step = transposeB ? ldb : 1;
    for (int row = 0; row < m; row += ROWS) {
      int rows = Math.min(ROWS, m - row);
      for (int first = 0; first < k; first += DEPTH) {
        int depth = Math.min(DEPTH, k - first);
        pack(transposeA, row, rows, first, depth, a, lda);
        for (int column = 0; column < n; column++) {
          if (first == 0) {
            Arrays.fill(sums, 0, rows, 0);
          } else {
            System.arraycopy(c, column * m + row, sums, 0, rows);
          }
          int from = transposeB ? column + first * ldb : column * ldb + first;
          add(singles, rows, depth, b, from, step, sums);
          System.arraycopy(sums, 0, c, column * m + row, rows);
        }
      }
    }
  }

  /** {@code packed[l][i]} becomes op(A) at row {@code row + i}, column {@code first + l}. */
  private void pack(
      boolean transposed, int row, int rows, int first, int depth, float[] a, int lda) {
    for (int l = 0; l < depth && !transposed; l++) {
      System.arraycopy(a, (first + l) * lda + row, singles[l], 0, rows);
    }
    for (int i = 0; i < rows && transposed; i++) {
      int from = (row + i) * lda + first;
      for (int l = 0; l < depth; l++) {
        singles[l][i] = a[from + l];
      }
    }
  }

  /** Adds {@code depth} products to each sum, in order; eight in each pass over the sums. */
  private static void add(
      float[][] a, int rows, int depth, float[] b, int from, int step, float[] sums) {
    int l = 0;
    for (; l + 8 <= depth; l += 8) {
      int at = from + l * step;
      float b0 = b[at];
      float b1 = b[at + step];
      float b2 = b[at + 2 * step];
      float b3 = b[at + 3 * step];
      float b4 = b[at + 4 * step];
      float b5 = b[at + 5 * step];
      float b6 = b[at + 6 * step];
      float b7 = b[at + 7 * step];
      float[] a0 = a[l];
      float[] a1 = a[l + 1];
      float[] a2 = a[l + 2];
      float[] a3 = a[l + 3];
      float[] a4 = a[l + 4];
      float[] a5 = a[l + 5];
      float[] a6 = a[l + 6];
      float[] a7 = a[l + 7];
      for (int i = 0; i < rows; i++) {
        sums[i] =
            sums[i]
                + a0[i] * b0
                + a1[i] * b1
                + a2[i] * b2
                + a3[i] * b3
                + a4[i] * b4
                + a5[i] * b5
                + a6[i] * b6
                + a7[i] * b7;
      }
    }
    for (; l < depth; l++) {
      float b0 = b[from + l * step];
      float[] a0 = a[l];
      for (int i = 0; i < rows; i++) {
        sums[i] += a0[i] * b0;
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
    if (doubles.length == 0) {
      doubles = new double[DEPTH + 1][ROWS];
    }
    double[] sums = doubles[DEPTH]; // the row after the block
    int step = transposeB ? ldb : 1;
    for (int row = 0; row < m; row += ROWS) {
      int rows = Math.min(ROWS, m - row);
      for (int first = 0; first < k; first += DEPTH) {
        int depth = Math.min(DEPTH, k - first);
        pack(transposeA, row, rows, first, depth, a, lda);
        for (int column = 0; column < n; column++) {
          if (first == 0) {
            Arrays.fill(sums, 0, rows, 0);
          } else {
            System.arraycopy(c, column * m + row, sums, 0, rows);
          }
          int from = transposeB ? column + first * ldb : column * ldb + first;
          add(doubles, rows, depth, b, from, step, sums);
          System.arraycopy(sums, 0, c, column * m + row, rows);
        }
      }
    }
  }

  /** {@code packed[l][i]} becomes op(A) at row {@code row + i}, column {@code first + l}. */
  private void pack(
      boolean transposed, int row, int rows, int first, int depth, double[] a, int lda) {
    for (int l = 0; l < depth && !transposed; l++) {
      System.arraycopy(a, (first + l) * lda + row, doubles[l], 0, rows);
    }
    for (int i = 0; i < rows && transposed; i++) {
      int from = (row + i) * lda + first;
      for (int l = 0; l < depth; l++) {
        doubles[l][i] = a[from + l];
      }
    }
  }

  /** Adds {@code depth} products to each sum, in order; eight in each pass over the sums. */
  private static void add(
      double[][] a, int rows, int depth, double[] b, int from, int step, double[] sums) {
    int l = 0;
    for (; l + 8 <= depth; l += 8) {
      int at = from + l * step;
      double b0 = b[at];
      double b1 = b[at + step];
      double b2 = b[at + 2 * step];
      double b3 = b[at + 3 * step];
      double b4 = b[at + 4 * step];
      double b5 = b[at + 5 * step];
      double b6 = b[at + 6 * step];
      double b7 = b[at + 7 * step];
      double[] a0 = a[l];
      double[] a1 = a[l + 1];
      double[] a2 = a[l + 2];
      double[] a3 = a[l + 3];
      double[] a4 = a[l + 4];
      double[] a5 = a[l + 5];
      double[] a6 = a[l + 6];
      double[] a7 = a[l + 7];
      for (int i = 0; i < rows; i++) {
        sums[i] =
            sums[i]
                + a0[i] * b0
                + a1[i] * b1
                + a2[i] * b2
                + a3[i] * b3
                + a4[i] * b4
                + a5[i] * b5
                + a6[i] * b6
                + a7[i] * b7;
      }
    }
    for (; l < depth; l++) {
      double b0 = b[from + l * step];
      double[] a0 = a[l];
      for (int i = 0; i < rows; i++) {
        sums[i] += a0[i] * b0;
      }
    }
  }
}
