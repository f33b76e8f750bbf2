package org.infomorph.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.infomorph.pid.JointHistogram;

/**
 * How often each outcome occurs: a combination of symbols of the sources and the target. Counts are
 * exact, so the parts of a group can be added in any order. Not thread-safe.
 *
 * <p>A symbol is a number of 64 bits: the value itself, or the number of a text in a list of texts.
 */
final class OutcomeCounts {
  /**
   * The most different outcomes of a group; more are no categories. With five sources their arrays
   * take 67 MB, and 84 MB while they grow to that; the texts of strings come on top.
   */
  static final int MOST = 1_000_000;

  private static final int FIRST_CAPACITY = 16;

  /** Symbols of an outcome, the target last; 0 before the first row. */
  private int width;

  private int size;

  /** [outcome][width], row-major. */
  private long[] symbols = {};

  /** [outcome] */
  private long[] counts = {};

  /** Open addressing: 1 + the outcome whose hash leads here, or 0. */
  private int[] places = {};

  private final Map<UTF8String, Integer> numbersOfTexts = new HashMap<>();
  private final List<UTF8String> texts = new ArrayList<>();

  /** Number of different outcomes. */
  int size() {
    return size;
  }

  /** Number of sources; 0 before the first row. */
  int sources() {
    return Math.max(0, width - 1);
  }

  /** Number of rows. */
  long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }

  /** The symbol of a text, which is copied. */
  long symbol(UTF8String text) {
    var number = numbersOfTexts.get(text);
    if (number == null) {
      number = texts.size();
      var own = text.copy(); // Spark overwrites its rows
      texts.add(own);
      numbersOfTexts.put(own, number);
    }
    return number;
  }

  /**
   * Counts an outcome.
   *
   * @param outcome the symbols of the sources and the target, not kept
   * @param times how often it occurs
   * @throws IllegalArgumentException if the number of sources changes, or there are too many
   *     outcomes
   */
  void add(long[] outcome, long times) {
    if (width == 0) {
      width = outcome.length;
      grow(FIRST_CAPACITY);
    } else if (width != outcome.length) {
      throw new IllegalArgumentException(
          "one row has %d sources, another %d; all rows of a group need the same number"
              .formatted(width - 1, outcome.length - 1));
    }
    int place = place(outcome);
    if (places[place] != 0) {
      counts[places[place] - 1] += times;
      return;
    }
    if (size == MOST) {
      throw new IllegalArgumentException(
          "more than %d different outcomes in one group; values are categories: put numbers into"
                  .formatted(MOST)
              + " bins first");
    }
    if (size == counts.length) {
      grow(2 * size);
      place = place(outcome);
    }
    System.arraycopy(outcome, 0, symbols, size * width, width);
    counts[size] = times;
    places[place] = ++size;
  }

  /** Where an outcome is, or would be. */
  private int place(long[] outcome) {
    int mask = places.length - 1;
    int place = hash(outcome, 0) & mask;
    while (places[place] != 0 && !isAt(places[place] - 1, outcome)) {
      place = place + 1 & mask;
    }
    return place;
  }

  private boolean isAt(int index, long[] outcome) {
    int from = index * width;
    for (int i = 0; i < width; i++) {
      if (symbols[from + i] != outcome[i]) {
        return false;
      }
    }
    return true;
  }

  private int hash(long[] from, int at) {
    long hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ from[at + i]) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /** Makes room for a number of outcomes, a power of two. */
  private void grow(int capacity) {
    symbols = Arrays.copyOf(symbols, capacity * width);
    counts = Arrays.copyOf(counts, capacity);
    places = new int[2 * capacity];
    int mask = places.length - 1;
    for (int i = 0; i < size; i++) {
      int place = hash(symbols, i * width) & mask;
      while (places[place] != 0) {
        place = place + 1 & mask;
      }
      places[place] = i + 1;
    }
  }

  /**
   * Adds the counts of another part of the group.
   *
   * @param isText [width], whether the symbols of a column are numbers of texts
   */
  void addAll(OutcomeCounts other, boolean[] isText) {
    long[] outcome = new long[other.width];
    for (int i = 0; i < other.size; i++) {
      for (int c = 0; c < other.width; c++) {
        long symbol = other.symbols[i * other.width + c];
        outcome[c] = isText[c] ? symbol(other.texts.get((int) symbol)) : symbol;
      }
      add(outcome, other.counts[i]);
    }
  }

  /**
   * The joint distribution. Symbols and outcomes are sorted first, so the same counts give the same
   * bits, in whatever order the rows have come.
   *
   * @param isText [width], whether the symbols of a column are numbers of texts
   */
  JointHistogram histogram(boolean[] isText) {
    int[][] ranks = new int[width][];
    for (int c = 0; c < width; c++) {
      ranks[c] = ranks(c, isText[c]);
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> compare(ranks, a, b))
            .mapToInt(Integer::intValue)
            .toArray();
    int[][] values = new int[width][size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < width; c++) {
        values[c][i] = ranks[c][order[i]];
      }
      weights[i] = counts[order[i]];
    }
    return JointHistogram.ofTable(Arrays.copyOf(values, width - 1), values[width - 1], weights);
  }

  private static int compare(int[][] ranks, int a, int b) {
    for (int[] rank : ranks) {
      if (rank[a] != rank[b]) {
        return Integer.compare(rank[a], rank[b]);
      }
    }
    return 0;
  }

  /** The rank of each outcome's symbol among the different symbols of a column. */
  private int[] ranks(int column, boolean isText) {
    long[] distinct = new long[size];
    for (int i = 0; i < size; i++) {
      distinct[i] = symbols[i * width + column];
    }
    distinct = Arrays.stream(distinct).distinct().toArray();
    if (isText) {
      distinct =
          Arrays.stream(distinct)
              .boxed()
              .sorted((a, b) -> texts.get(a.intValue()).compareTo(texts.get(b.intValue())))
              .mapToLong(Long::longValue)
              .toArray();
    } else {
      Arrays.sort(distinct);
    }
    Map<Long, Integer> rankOf = new HashMap<>();
    for (int r = 0; r < distinct.length; r++) {
      rankOf.put(distinct[r], r);
    }
    int[] ranks = new int[size];
    for (int i = 0; i < size; i++) {
      ranks[i] = rankOf.get(symbols[i * width + column]);
    }
    return ranks;
  }

  /** The counts as bytes, for Spark's shuffle. */
  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(width);
      out.writeInt(texts.size());
      for (var text : texts) {
        byte[] own = text.getBytes();
        out.writeInt(own.length);
        out.write(own);
      }
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < width; c++) {
          out.writeLong(symbols[i * width + c]);
        }
        out.writeLong(counts[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The counts that {@link #toBytes} wrote. */
  static OutcomeCounts of(byte[] bytes) {
    var counts = new OutcomeCounts();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int width = in.readInt();
      int texts = in.readInt();
      for (int i = 0; i < texts; i++) {
        counts.symbol(UTF8String.fromBytes(in.readNBytes(in.readInt())));
      }
      int size = in.readInt();
      long[] outcome = new long[width];
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < width; c++) {
          outcome[c] = in.readLong();
        }
        counts.add(outcome, in.readLong());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }
}
