package org.infomorph.pid;

import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Named distributions of binary sources, all combinations of the sources equally likely. */
final class Gates {
  /** T = S1 xor S2. */
  static final JointHistogram XOR = gate(2, s -> s[0] ^ s[1]);

  /** T = S1 and S2. */
  static final JointHistogram AND = gate(2, s -> s[0] & s[1]);

  /** T = (S1, S2). */
  static final JointHistogram COPY = gate(2, s -> 2 * s[0] + s[1]);

  /** T = S1. */
  static final JointHistogram UNIQUE = gate(2, s -> s[0]);

  /** T = S1 = S2, one fair bit. */
  static final JointHistogram REDUNDANT =
      table(new int[][] {{0, 1}, {0, 1}}, new int[] {0, 1}, new double[] {0.5, 0.5});

  /** T = S1 xor S2 xor S3. */
  static final JointHistogram PARITY = gate(3, s -> s[0] ^ s[1] ^ s[2]);

  /** T is constant. */
  static final JointHistogram CONSTANT = gate(2, s -> 0);

  private Gates() {}

  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static JointHistogram gate(int sources, ToIntFunction<int[]> target) {
    int rows = 1 << sources;
    int[][] values = new int[sources][rows];
    int[] targets = new int[rows];
    for (int row = 0; row < rows; row++) {
      int outcome = row;
      int[] bits = IntStream.range(0, sources).map(i -> outcome >> i & 1).toArray();
      for (int i = 0; i < sources; i++) {
        values[i][row] = bits[i];
      }
      targets[row] = target.applyAsInt(bits);
    }
    return table(values, targets, IntStream.range(0, rows).mapToDouble(row -> 1).toArray());
  }

  private static JointHistogram table(int[][] values, int[] target, double[] weights) {
    return JointHistogram.ofTable(values, target, weights);
  }
}
