package org.infomorph.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known at points of a grid: a hash table from a point's key to an entry, all in arrays of
 * numbers. 100 000 points take about 5 MB.
 */
public final class KnownPoints {
  /** The point is asked for, and its trials have not ended. */
  public static final int OPEN = -1;

  /** The point's surroundings do not say what its label is. */
  static final int UNDECIDED = -2;

  private static final int ABSENT = -1;

  private int size;
  private int[] slots = new int[64];
  private long[] keys = new long[32];
  private int[] codes = new int[32];
  private double[] means = new double[32];
  private double[] halfWidths = new double[32];
  private float[] certainties = new float[32];

  /** None. */
  public KnownPoints() {
    Arrays.fill(slots, ABSENT);
  }

  /** How many points have an entry. */
  public int size() {
    return size;
  }

  /** The entry of a point; negative if there is none. */
  public int find(long key) {
    return slots[slot(key)];
  }

  /**
   * Writes what is known of a point, whether or not something was known before.
   *
   * @param key of the point, as {@link DyadicGrid#key} gives it
   * @param code the number of its label, or {@link #OPEN}
   * @param mean of the measure; NaN if there is none
   * @param halfWidth half the width of the mean's 95 % interval; 0 if it is unknown
   * @param certainty of the label, 0 to 1
   * @return the point's entry
   */
  public int put(long key, int code, double mean, double halfWidth, float certainty) {
    int slot = slot(key);
    int entry = slots[slot];
    if (entry == ABSENT) {
      entry = size++;
      slots[slot] = entry;
      if (size > keys.length) {
        grow();
      }
      keys[entry] = key;
      if (2 * size > slots.length) {
        rehash();
      }
    }
    codes[entry] = code;
    means[entry] = mean;
    halfWidths[entry] = halfWidth;
    certainties[entry] = certainty;
    return entry;
  }

  long key(int entry) {
    return keys[entry];
  }

  /** The number of its label, or {@link #OPEN} or {@link #UNDECIDED}. */
  int code(int entry) {
    return codes[entry];
  }

  /** The mean of the measure; NaN if there is none. */
  double mean(int entry) {
    return means[entry];
  }

  /** Half the width of the mean's 95 % interval; 0 if it is unknown. */
  double halfWidth(int entry) {
    return halfWidths[entry];
  }

  float certainty(int entry) {
    return certainties[entry];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed ^ (mixed >>> 32)) & (slots.length - 1);
    while (slots[at] != ABSENT && keys[slots[at]] != key) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private void grow() {
    int length = 2 * keys.length;
    keys = Arrays.copyOf(keys, length);
    codes = Arrays.copyOf(codes, length);
    means = Arrays.copyOf(means, length);
    halfWidths = Arrays.copyOf(halfWidths, length);
    certainties = Arrays.copyOf(certainties, length);
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, ABSENT);
    for (int entry = 0; entry < size; entry++) {
      slots[slot(keys[entry])] = entry;
    }
  }

  /** Numbers for labels, so that corners are compared quickly. Only equality means something. */
  public static final class Labels {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** The number of a label, a new one for a new label. */
    public int code(String text) {
      return codes.computeIfAbsent(
          text,
          added -> {
            texts.add(added);
            return texts.size() - 1;
          });
    }

    String text(int code) {
      return texts.get(code);
    }
  }
}
