package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocks, lanes and fours of the kernel must not show: the oracle is three plain loops. */
class PlainGemmTest {
  @ParameterizedTest(name = "{0}x{1}, sums of {2}, A transposed {3}, B transposed {4}")
  @CsvSource({
    "1, 1, 1, false, false",
    "1, 5, 300, true, false",
    "7, 3, 9, true, false",
    "7, 3, 9, false, false",
    "7, 3, 9, false, true",
    "7, 3, 9, true, true",
    "300, 4, 150, true, false",
    "513, 2, 131, false, false",
    "256, 3, 64, false, true"
  })
  void everySumRunsFromTheFirstProductToTheLast(
      int m, int n, int k, boolean transposeA, boolean transposeB) {
    RandomStream random = new Seeds(1).stream("gemm");
    int lda = (transposeA ? k : m) + 2;
    int ldb = (transposeB ? n : k) + 1;
    double[] a = new double[lda * (transposeA ? m : k)];
    double[] b = new double[ldb * (transposeB ? k : n)];
    random.fillUniform(a, 0, a.length, -1, 1);
    random.fillUniform(b, 0, b.length, -1, 1);
    float[] singleA = narrow(a);
    float[] singleB = narrow(b);
    double[] expected = new double[m * n];
    float[] singleExpected = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          int atA = transposeA ? l + i * lda : i + l * lda;
          int atB = transposeB ? j + l * ldb : l + j * ldb;
          expected[i + j * m] += a[atA] * b[atB];
          singleExpected[i + j * m] += singleA[atA] * singleB[atB];
        }
      }
    }
    double[] c = new double[m * n];
    float[] singleC = new float[m * n];
    PlainGemm gemm = new PlainGemm();

    for (int again = 0; again < 2; again++) { // what was in C and in the scratch must not matter
      gemm.multiply(transposeA, transposeB, m, n, k, a, lda, b, ldb, c);
      gemm.multiply(transposeA, transposeB, m, n, k, singleA, lda, singleB, ldb, singleC);
      assertArrayEquals(expected, c, 0);
      assertArrayEquals(singleExpected, singleC, 0);
    }
  }

  private static float[] narrow(double[] values) {
    float[] singles = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }
}
