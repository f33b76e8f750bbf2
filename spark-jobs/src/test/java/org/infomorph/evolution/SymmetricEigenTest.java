package org.infomorph.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.infomorph.math.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 20})
  void decomposesAsEjmlDoes(int size) {
    var random = new Seeds(size).stream("matrix");
    var matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    var eigen = new SymmetricEigen(matrix);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double again = 0;
        double dot = 0;
        for (int k = 0; k < size; k++) {
          again += eigen.vectors()[k][i] * eigen.value(k) * eigen.vectors()[k][j];
          dot += eigen.vectors()[i][k] * eigen.vectors()[j][k];
        }
        assertEquals(matrix[i][j], again, 1e-13);
        assertEquals(i == j ? 1 : 0, dot, 1e-13);
      }
    }
    var ejml = DecompositionFactory_DDRM.eig(size, false, true);
    ejml.decompose(new DMatrixRMaj(matrix));
    var expected = IntStream.range(0, size).mapToDouble(i -> ejml.getEigenvalue(i).real);
    var values = IntStream.range(0, size).mapToDouble(eigen::value).sorted().toArray();
    assertEquals(
        0, maximum(expected.sorted().toArray(), values), 1e-12, () -> Arrays.toString(values));
  }

  private static double maximum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
