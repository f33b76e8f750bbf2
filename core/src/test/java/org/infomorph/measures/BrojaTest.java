package org.infomorph.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.infomorph.pid.JointHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrojaTest {
  /** The solver proves its own accuracy: the gap to a bound from the dual program. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 2, 2",
    "2, 3, 2, 4",
    "3, 5, 5, 2",
    "4, 8, 8, 4",
    "5, 20, 20, 2",
    "6, 4, 9, 7",
    "7, 1, 6, 3",
    "8, 6, 1, 3",
    "9, 3, 3, 1",
    "10, 6, 6, 6"
  })
  void everySolutionIsProvedToBeAccurate(long seed, int values1, int values2, int targets) {
    Random random = new Random(seed);
    for (int draw = 0; draw < 12; draw++) {
      double[][][] p = distribution(random, values1, values2, targets, draw);
      var solution = UniqueInformation.solve(marginal(p, 0), marginal(p, 1));
      assertTrue(solution.gap() <= 1e-7, "draw " + draw + " has " + solution.gap());
    }
  }

  /** Dense, sparse, nearly deterministic, and with probabilities down to 1e-12. */
  private static double[][][] distribution(
      Random random, int values1, int values2, int targets, int kind) {
    double[][][] p = new double[targets][values1][values2];
    double sum = 0;
    for (double[][] slice : p) {
      for (double[] row : slice) {
        for (int b = 0; b < row.length; b++) {
          row[b] =
              switch (kind % 4) {
                case 0 -> random.nextDouble();
                case 1 -> random.nextDouble() < 0.3 ? random.nextDouble() : 0;
                case 2 -> Math.pow(random.nextDouble(), 20);
                default -> random.nextInt(5) == 0 ? 1 : random.nextInt(2) * 1e-12;
              };
          sum += row[b];
        }
      }
    }
    if (sum == 0) {
      p[0][0][0] = sum = 1;
    }
    for (double[][] slice : p) {
      for (double[] row : slice) {
        for (int b = 0; b < row.length; b++) {
          row[b] /= sum;
        }
      }
    }
    return p;
  }

  private static double[][] marginal(double[][][] p, int source) {
    double[][] marginal = new double[p.length][source == 0 ? p[0].length : p[0][0].length];
    for (int t = 0; t < p.length; t++) {
      for (int a = 0; a < p[t].length; a++) {
        for (int b = 0; b < p[t][a].length; b++) {
          marginal[t][source == 0 ? a : b] += p[t][a][b];
        }
      }
    }
    return marginal;
  }

  /**
   * Of binary variables, Q has one degree of freedom per target value: a grid finds the minimum.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheMinimumOverAFineGrid(long seed) {
    double[][][] p = distribution(new Random(seed), 2, 2, 2, 0);
    var solution = UniqueInformation.solve(marginal(p, 0), marginal(p, 1));
    double least = Double.POSITIVE_INFINITY;
    int steps = 300;
    for (int i = 0; i <= steps; i++) {
      for (int j = 0; j <= steps; j++) {
        double[][] one = moved(p[0], i / (double) steps);
        double[][] other = moved(p[1], j / (double) steps);
        least = Math.min(least, negativeConditionalEntropy(one, other));
      }
    }
    assertTrue(solution.nats() <= least + 1e-9, solution.nats() + " above " + least);
    assertEquals(least, solution.nats(), 1e-4);
  }

  /** The 2 x 2 table with the same margins, a share of the way from one end of its line. */
  private static double[][] moved(double[][] p, double share) {
    double low = -Math.min(p[0][0], p[1][1]);
    double high = Math.min(p[0][1], p[1][0]);
    double shift = low + share * (high - low);
    return new double[][] {{p[0][0] + shift, p[0][1] - shift}, {p[1][0] - shift, p[1][1] + shift}};
  }

  private static double negativeConditionalEntropy(double[][] one, double[][] other) {
    double sum = 0;
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        double total = one[a][b] + other[a][b];
        sum += one[a][b] > 0 ? one[a][b] * Math.log(one[a][b] / total) : 0;
        sum += other[a][b] > 0 ? other[a][b] * Math.log(other[a][b] / total) : 0;
      }
    }
    return sum;
  }

  @Test
  void needsTwoSources() {
    var three = JointHistogram.ofTable(new int[3][1], new int[1], new double[] {1});
    assertEquals(
        "broja is defined for 2 sources; found 3",
        assertThrows(IllegalArgumentException.class, () -> Measure.BROJA.decompose(three))
            .getMessage());
  }
}
