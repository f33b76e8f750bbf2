package org.infomorph.pid;

/**
 * Numbers the distinct codes of a batch 0, 1, 2, ... in the order in which they occur.
 *
 * <p>Codes of a small range are looked up in a table, others in a hash table with open addressing.
 * Either is emptied by undoing what was entered, so that the cost is that of the codes, not that of
 * their range.
 */
final class CellIndex {
  /** Largest range for which a table is kept: 256 kB. */
  private static final int TABLE_RANGE = 1 << 16;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final int maxCodes;

  /** By code: number + 1, or 0. */
  private int[] table = {};

  private int hashShift;
  private long[] hashCodes = {};

  /** By hash slot: number + 1, or 0. */
  private int[] hashNumbers = {};

  private int[] slotOfNumber = {};

  CellIndex(int maxCodes) {
    this.maxCodes = maxCodes;
  }

  /**
   * Numbers the codes. Allocates only when a range is larger than those before.
   *
   * @param codes {@code codes[0..size)}, from 0 to {@code range - 1}
   * @param size at most the index's capacity
   * @param range above all codes
   * @param numbers {@code numbers[0..size)} is overwritten with each code's number
   * @param first by number: where its code occurs first
   * @return how many distinct codes there are
   */
  int number(long[] codes, int size, long range, int[] numbers, int[] first) {
    if (range <= TABLE_RANGE) {
      return numberByTable(codes, size, (int) range, numbers, first);
    }
    return numberByHash(codes, size, numbers, first);
  }

  private int numberByTable(long[] codes, int size, int range, int[] numbers, int[] first) {
    if (table.length < range) {
      table = new int[range];
    }
    int[] byCode = table;
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      int code = (int) codes[i];
      int number = byCode[code] - 1;
      if (number < 0) {
        number = distinct++;
        byCode[code] = distinct;
        first[number] = i;
      }
      numbers[i] = number;
    }
    for (int number = 0; number < distinct; number++) {
      byCode[(int) codes[first[number]]] = 0;
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

  /** At most half full. */
  private void allocateHash() {
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(maxCodes));
    hashShift = 64 - bits;
    hashCodes = new long[1 << bits];
    hashNumbers = new int[1 << bits];
    slotOfNumber = new int[maxCodes];
  }
}
