package org.infomorph.importance;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A least-squares fit of the constant and some terms.
 *
 * @param columns point by point, the constant and the terms
 * @param inverse of the matrix of the columns' mean products
 * @param coefficients that of the constant first
 * @param rest what the fit leaves of each point
 * @param squares the sum of the squares of the rest
 */
record LeastSquares(
    double[][] columns, RealMatrix inverse, double[] coefficients, double[] rest, double squares) {

  /** Fits the means of points. */
  static LeastSquares of(List<Term> terms, List<AxisFunctions> bases, double[] means) {
    var columns = columns(terms, bases, means.length);
    int points = means.length;
    int size = terms.size() + 1; // the first column is the constant
    var products = new double[size][size];
    for (var column : columns) {
      for (int k = 0; k < size; k++) {
        for (int l = 0; l <= k; l++) {
          products[k][l] += column[k] * column[l] / points;
        }
      }
    }
    for (int k = 0; k < size; k++) {
      for (int l = k + 1; l < size; l++) {
        products[k][l] = products[l][k];
      }
    }
    var matrix = new Array2DRowRealMatrix(products, false);
    var inverse = new CholeskyDecomposition(matrix).getSolver().getInverse();
    var once = new int[points];
    Arrays.fill(once, 1);
    var coefficients = inverse.operate(products(columns, means, once));
    var rest = means.clone();
    for (int i = 0; i < points; i++) {
      for (int k = 0; k < size; k++) {
        rest[i] -= coefficients[k] * columns[i][k];
      }
    }
    return new LeastSquares(columns, inverse, coefficients, rest, Vectors.dot(rest, rest));
  }

  private static double[][] columns(List<Term> terms, List<AxisFunctions> bases, int points) {
    var columns = new double[points][terms.size() + 1];
    for (int k = 0; k <= terms.size(); k++) {
      var column = k == 0 ? null : terms.get(k - 1).values(bases);
      for (int i = 0; i < points; i++) {
        columns[i][k] = column == null ? 1 : column[i];
      }
    }
    return columns;
  }

  /** The mean over points of each column times a value. */
  private static double[] products(double[][] columns, double[] values, int[] times) {
    var products = new double[columns[0].length];
    for (int i = 0; i < columns.length; i++) {
      double value = times[i] * values[i] / columns.length;
      for (int k = 0; value != 0 && k < products.length; k++) {
        products[k] += value * columns[i][k];
      }
    }
    return products;
  }

  /**
   * The slope of the squares of the rest, if each point counts so many times; 0 if each counts
   * once.
   */
  double[] slope(int[] times) {
    return products(columns, rest, times);
  }
}
