package org.infomorph.math;

import java.util.Arrays;

/**
 * Products that are reproducible in every bit: each entry is {@code ((a0 b0 + a1 b1) + a2 b2) +
 * ...}, from the first product to the last, with every multiplication and every addition rounded.
 * Java guarantees the same result on every machine. Java also guarantees {@code fma}, but {@code
 * fma} takes microseconds on a processor without that instruction.
 *
 * <p>The products are fast because the sums of {@value #ROWS} rows grow side by side. The innermost
 * loop is elementwise over whole arrays, so compilers may use vectors of any width, and the order
 * within each sum stays the same. For this, each row of a block of A is copied into an array of its
 * own: the JIT of JDK 17 does not vectorise a loop that begins in the middle of a longer array.
 * That JIT does not unroll a pass of eight products either, and so does not vectorise it.
 */
final class PlainGemm implements Gemm {
  /**
   * Rows of C that are summed side by side. A block of A with {@link #DEPTH} such rows fits into
   * the L2 cache.
   */
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

  /** Sets {@code packed[l][i]} to op(A) at row {@code row + i}, column {@code first + l}. */
  private void pack(
      boolean transposed, int row, int rows, int first, int depth, float[] a, int lda) {
    for (int column = 0; column < depth && !transposed; column++) {
      System.arraycopy(a, (first + column) * lda + row, singles[column], 0, rows);
    }
    int l = transposed ? 0 : depth;
    for (; l + 4 <= depth; l += 4) {
      float[] to0 = singles[l];
      float[] to1 = singles[l + 1];
      float[] to2 = singles[l + 2];
      float[] to3 = singles[l + 3];
      int from = row * lda + first + l;
      for (int i = 0; i < rows; i++) {
        int at = from + i * lda;
        to0[i] = a[at];
        to1[i] = a[at + 1];
        to2[i] = a[at + 2];
        to3[i] = a[at + 3];
      }
    }
    for (; l < depth; l++) {
      for (int i = 0; i < rows; i++) {
        singles[l][i] = a[(row + i) * lda + first + l];
      }
    }
  }

  /** Adds {@code depth} products to each sum, in order, four in each pass over the sums. */
  private static void add(
      float[][] a, int rows, int depth, float[] b, int from, int step, float[] sums) {
    int l = 0;
    for (; l + 4 <= depth; l += 4) {
      int at = from + l * step;
      float b0 = b[at];
      float b1 = b[at + step];
      float b2 = b[at + 2 * step];
      float b3 = b[at + 3 * step];
      float[] a0 = a[l];
      float[] a1 = a[l + 1];
      float[] a2 = a[l + 2];
      float[] a3 = a[l + 3];
      for (int i = 0; i < rows; i++) {
        sums[i] = sums[i] + a0[i] * b0 + a1[i] * b1 + a2[i] * b2 + a3[i] * b3;
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

  /** Sets {@code packed[l][i]} to op(A) at row {@code row + i}, column {@code first + l}. */
  private void pack(
      boolean transposed, int row, int rows, int first, int depth, double[] a, int lda) {
    for (int column = 0; column < depth && !transposed; column++) {
      System.arraycopy(a, (first + column) * lda + row, doubles[column], 0, rows);
    }
    int l = transposed ? 0 : depth;
    for (; l + 4 <= depth; l += 4) {
      double[] to0 = doubles[l];
      double[] to1 = doubles[l + 1];
      double[] to2 = doubles[l + 2];
      double[] to3 = doubles[l + 3];
      int from = row * lda + first + l;
      for (int i = 0; i < rows; i++) {
        int at = from + i * lda;
        to0[i] = a[at];
        to1[i] = a[at + 1];
        to2[i] = a[at + 2];
        to3[i] = a[at + 3];
      }
    }
    for (; l < depth; l++) {
      for (int i = 0; i < rows; i++) {
        doubles[l][i] = a[(row + i) * lda + first + l];
      }
    }
  }

  /** Adds {@code depth} products to each sum, in order, four in each pass over the sums. */
  private static void add(
      double[][] a, int rows, int depth, double[] b, int from, int step, double[] sums) {
    int l = 0;
    for (; l + 4 <= depth; l += 4) {
      int at = from + l * step;
      double b0 = b[at];
      double b1 = b[at + step];
      double b2 = b[at + 2 * step];
      double b3 = b[at + 3 * step];
      double[] a0 = a[l];
      double[] a1 = a[l + 1];
      double[] a2 = a[l + 2];
      double[] a3 = a[l + 3];
      for (int i = 0; i < rows; i++) {
        sums[i] = sums[i] + a0[i] * b0 + a1[i] * b1 + a2[i] * b2 + a3[i] * b3;
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
