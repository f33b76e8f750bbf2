package org.infomorph.datasets;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;

/**
 * The rules of one Random Hierarchy Model: into which tuples of symbols a class, or a symbol of a
 * higher level, may be rewritten. At each level all tuples are different, so that a tuple tells
 * what it was written for.
 */
final class HierarchyRules {
  /** {@code [level][class or symbol][synonym][position]}; level 0 rewrites the classes. */
  private final byte[][][][] tuples;

  /**
   * Draws rules: at each level as many tuples as are needed, uniformly from all that there are.
   *
   * @param seeds stream {@code rules} by level
   */
  HierarchyRules(RandomHierarchy model, Seeds seeds) {
    tuples = new byte[model.levels()][][][];
    for (int level = 0; level < tuples.length; level++) {
      RandomStream random = seeds.stream("rules", level);
      Set<ByteBuffer> taken = new HashSet<>();
      int symbols = level == 0 ? model.classes() : model.vocabulary();
      tuples[level] = new byte[symbols][model.synonyms()][model.tupleSize()];
      for (byte[][] synonyms : tuples[level]) {
        for (byte[] tuple : synonyms) {
          do {
            for (int i = 0; i < tuple.length; i++) {
              tuple[i] = (byte) random.nextInt(model.vocabulary());
            }
          } while (!taken.add(ByteBuffer.wrap(tuple)));
        }
      }
    }
  }

  /** Levels, from the classes down. */
  int levels() {
    return tuples.length;
  }

  /** The tuples that a class (level 0) or symbol may be rewritten into; not to be changed. */
  byte[][] synonyms(int level, int symbol) {
    return tuples[level][symbol];
  }

  /**
   * A random one of the data of a class, all equally likely: each symbol is rewritten by a synonym
   * of its own, level after level.
   */
  byte[] expand(int label, RandomStream random) {
    byte[] symbols = {(byte) label};
    for (byte[][][] rules : tuples) {
      int tupleSize = rules[0][0].length;
      byte[] lower = new byte[symbols.length * tupleSize];
      for (int i = 0; i < symbols.length; i++) {
        byte[][] synonyms = rules[symbols[i] & 0xff];
        byte[] tuple = synonyms[random.nextInt(synonyms.length)];
        System.arraycopy(tuple, 0, lower, i * tupleSize, tupleSize);
      }
      symbols = lower;
    }
    return symbols;
  }
}
