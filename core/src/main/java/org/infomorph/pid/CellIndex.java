package org.infomorph.pid;

import java.util.Arrays;

/**
 * Numbers the distinct tuples of a batch 0, 1, 2, ... in the order in which they occur.
 *
 * <p>A tuple is coded as one integer. Codes of a small range are looked up in a table, other codes
 * in a hash table with open addressing. To empty a table, only the entries in use are reset, so the
 * cost grows with the number of tuples and not with their range.
 */
final class CellIndex {
  /** Largest range for which a table is kept: 256 kB. */
  private static final int TABLE_RANGE = 1 << 16;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final int maxTuples;

  /** Codes whose range is small enough for the table. */
  private final int[] codes;

  /** Codes of a larger range; allocated on first use. */
  private long[] longCodes = {};

  /** By code: the tuple's number + 1, or 0 if the code is absent. */
  private int[] table = {};

  private int hashShift;
  private long[] hashCodes = {};

  /** By hash slot: the tuple's number + 1, or 0 if the slot is empty. */
  private int[] hashNumbers = {};

  private int[] slotOfNumber = {};

  CellIndex(int maxTuples) {
    this.maxTuples = maxTuples;
    this.codes = new int[maxTuples];
  }

  /**
   * Numbers tuples. Allocates only if their range is larger than all earlier ranges.
   *
   * @param digits [columns][size or more], {@code digits[i][t]} from 0 to {@code counts[i] - 1}
   * @param counts [columns]
   * @param columns the columns that form the tuples, as a bit mask, not 0
   * @param size number of tuples, at most the index's capacity
   * @param numbers {@code numbers[0..size)} is overwritten with each tuple's number
   * @param first by number: the index of the tuple's first occurrence
   * @return the number of distinct tuples
   * @throws IllegalArgumentException if the product of the counts does not fit a long
   */
  int number(int[][] digits, int[] counts, int columns, int size, int[] numbers, int[] first) {
    long range = 1;
    for (int i = 0; i < digits.length; i++) {
      if ((columns & 1 << i) != 0) {
        if (range > Long.MAX_VALUE / counts[i]) {
          throw new IllegalArgumentException(
              "the numbers of bins, " + Arrays.toString(counts) + ", have a product above 2^63");
        }
        range *= counts[i];
      }
    }
    return range <= TABLE_RANGE
        ? numberByTable(encode(digits, counts, columns, size), size, (int) range, numbers, first)
        : numberByHash(encodeLong(digits, counts, columns, size), size, numbers, first);
  }

  /** The codes if their range is small; for a single column, its digits. */
  private int[] encode(int[][] digits, int[] counts, int columns, int size) {
    int[] prefix = null;
    for (int i = 0; i < digits.length; i++) {
      if ((columns & 1 << i) == 0) {
        continue;
      }
      if (prefix == null) {
        prefix = digits[i];
      } else {
        appendDigit(prefix, digits[i], counts[i], size);
        prefix = codes;
      }
    }
    return prefix;
  }

  private void appendDigit(int[] prefix, int[] digit, int count, int size) {
    for (int t = 0; t < size; t++) {
      codes[t] = prefix[t] * count + digit[t];
    }
  }

  private long[] encodeLong(int[][] digits, int[] counts, int columns, int size) {
    if (longCodes.length == 0) {
      longCodes = new long[maxTuples];
    }
    Arrays.fill(longCodes, 0, size, 0);
    for (int i = 0; i < digits.length; i++) {
      if ((columns & 1 << i) != 0) {
        for (int t = 0; t < size; t++) {
          longCodes[t] = longCodes[t] * counts[i] + digits[i][t];
        }
      }
    }
    return longCodes;
  }

  private int numberByTable(int[] codes, int size, int range, int[] numbers, int[] first) {
    if (table.length < range) {
      table = new int[range];
    }
    int[] byCode = table;
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      int code = codes[i];
      int number = byCode[code] - 1;
      if (number < 0) {
        number = distinct++;
        byCode[code] = distinct;
        first[number] = i;
      }
      numbers[i] = number;
    }
    for (int number = 0; number < distinct; number++) {
      byCode[codes[first[number]]] = 0;
    }
    return distinct;
  }

  private int numberByHash(long[] codes, int size, int[] numbers, int[] first) {
    if (hashCodes.length == 0) {
      allocateHash();
    }
    int mask = hashCodes.length - 1;
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      long code = codes[i];
      int slot = (int) (code * GOLDEN_RATIO >>> hashShift);
      while (hashNumbers[slot] != 0 && hashCodes[slot] != code) {
        slot = slot + 1 & mask;
      }
      int number = hashNumbers[slot] - 1;
      if (number < 0) {
        number = distinct++;
        hashCodes[slot] = code;
        hashNumbers[slot] = distinct;
        slotOfNumber[number] = slot;
        first[number] = i;
      }
      numbers[i] = number;
    }
    for (int number = 0; number < distinct; number++) {
      hashNumbers[slotOfNumber[number]] = 0;
    }
    return distinct;
  }

  /** The hash table is at most half full. */
  private void allocateHash() {
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(maxTuples));
    hashShift = 64 - bits;
    hashCodes = new long[1 << bits];
    hashNumbers = new int[1 << bits];
    slotOfNumber = new int[maxTuples];
  }
}
