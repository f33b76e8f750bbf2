package org.infomorph.datasets;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;

/**
 * The rules of one Random Hierarchy Model: the tuples of symbols into which a class, or a symbol of
 * a higher level, may be rewritten. All tuples of a level are different, so a tuple determines the
 * class or symbol that it was rewritten from.
 */
final class HierarchyRules {
  /** {@code [level][class or symbol][synonym][position]}; level 0 rewrites the classes. */
  private final byte[][][][] tuples;

  /**
   * Draws rules: at each level as many tuples as are needed, uniformly from all possible tuples.
   *
   * @param seeds stream {@code rules}, indexed by level
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

  /** Number of levels of rules. */
  int levels() {
    return tuples.length;
  }

  /**
   * The tuples into which a class (level 0) or symbol may be rewritten. The caller must not change
   * them.
   */
  byte[][] synonyms(int level, int symbol) {
    return tuples[level][symbol];
  }

  /**
   * A random datum of a class, all data of the class being equally likely. Level by level, each
   * symbol is rewritten by a randomly chosen synonym.
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
