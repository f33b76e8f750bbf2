package org.infomorph.evolution;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's method with cyclic sweeps. It
 * needs sums, products, quotients and square roots only, all of them exactly specified, so every
 * machine gets the same bits. EJML's decomposition turns to {@code Math.cos}, {@code Math.sin} and
 * {@code java.util.Random} where its shifts do not converge. Small eigenvalues of a positive
 * definite matrix come out as exactly as large ones.
 *
 * @see <a href="https://doi.org/10.1137/0613074">Demmel, Veselić 1992, Jacobi's method is more
 *     accurate than QR, for the rule when a rotation is left out</a>
 */
final class SymmetricEigen {
  /** Some ten sweeps are enough for any matrix of this size; this ends those with a NaN. */
  private static final int MOST_SWEEPS = 60;

  private static final double PRECISION = 0x1p-52;

  private final int size;
  private final double[][] rest;
  private final double[][] vectors;

  /**
   * Decomposes a matrix.
   *
   * @param matrix symmetric; stays as it is
   */
  SymmetricEigen(double[][] matrix) {
    size = matrix.length;
    rest = new double[size][];
    vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      rest[i] = matrix[i].clone();
      vectors[i][i] = 1;
    }
    int sweep = 0;
    while (sweep < MOST_SWEEPS && sweep()) {
      sweep++;
    }
  }

  /** Eigenvalue {@code j}; they are in no order. */
  double value(int j) {
    return rest[j][j];
  }

  /** The orthogonal matrix whose row j is the eigenvector of eigenvalue j. */
  double[][] vectors() {
    return vectors;
  }

  /** Rotates every pair once; returns whether there was anything to rotate. */
  private boolean sweep() {
    boolean rotated = false;
    for (int p = 0; p < size - 1; p++) {
      for (int q = p + 1; q < size; q++) {
        double scale = Math.sqrt(Math.abs(rest[p][p]) * Math.abs(rest[q][q]));
        if (Math.abs(rest[p][q]) > PRECISION * scale) {
          rotate(p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /**
   * Makes entry (p, q) zero.
   *
   * @see <a href="https://doi.org/10.1137/1.9781421407944">Golub, Van Loan 2013, section 8.5.2, for
   *     the angle</a>
   */
  private void rotate(int p, int q) {
    double ratio = (rest[q][q] - rest[p][p]) / (2 * rest[p][q]);
    double tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    double shift = tangent * rest[p][q];
    rest[p][p] -= shift;
    rest[q][q] += shift;
    rest[p][q] = 0;
    rest[q][p] = 0;
    turn(rest[p], rest[q], cosine, sine, p, q);
    for (int i = 0; i < size; i++) {
      rest[i][p] = rest[p][i];
      rest[i][q] = rest[q][i];
    }
    turn(vectors[p], vectors[q], cosine, sine, -1, -1);
  }

  /** Rotates two rows, but for two entries. */
  private static void turn(
      double[] first, double[] second, double cosine, double sine, int p, int q) {
    for (int i = 0; i < first.length; i++) {
      if (i != p && i != q) {
        double x = first[i];
        double y = second[i];
        first[i] = cosine * x - sine * y;
        second[i] = sine * x + cosine * y;
      }
    }
  }
}
