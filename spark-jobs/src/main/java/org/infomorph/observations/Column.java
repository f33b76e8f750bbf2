package org.infomorph.observations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.infomorph.tabular.DecimalNumber;

/**
 * A column in use while its table is read, value by value. Values are categories, numbered in the
 * order in which they occur. Where numbers go into bins, a column with more different numbers than
 * bins is one of numbers instead.
 */
final class Column {
  /** A power of two. */
  private static final int RECENT = 256;

  private final String name;

  /** More different numbers than this make a column of numbers; the largest int for never. */
  private final int mostCategories;

  private Map<String, Integer> categories = new LinkedHashMap<>();

  /** The texts of {@link #categories}, in order. */
  private final List<String> labels = new ArrayList<>();

  /** The different numbers so far, while it is open what the column will be. */
  private Set<Double> different = new HashSet<>();

  private int[] codes = new int[64];
  private double[] numbers;
  private int size;

  /** Texts that were looked up lately, by length and last character, and their categories. */
  private final String[] recent = new String[RECENT];

  private final int[] recentCodes = new int[RECENT];

  /**
   * @param name the column's name
   * @param mostCategories the number of bins; the largest int if there are none
   */
  Column(String name, int mostCategories) {
    this.name = name;
    this.mostCategories = mostCategories;
    this.numbers = new double[mostCategories < Integer.MAX_VALUE ? 64 : 0];
  }

  /** Whether this value would be a new category, so that its text has not been checked yet. */
  boolean isNew(String text) {
    return codes.length == 0 || known(text) < 0;
  }

  /**
   * The category of a text, or -1. Tables of millions of rows have few texts, which most rows find
   * without their hash.
   */
  private int known(String text) {
    int length = text.length();
    int place = length == 0 ? 0 : (text.charAt(length - 1) + 16 * length) & RECENT - 1;
    if (!text.equals(recent[place])) {
      Integer code = categories.get(text);
      if (code == null) {
        return -1;
      }
      recent[place] = text;
      recentCodes[place] = code;
    }
    return recentCodes[place];
  }

  /**
   * Adds the value of the next row.
   *
   * @return false for a text that is no number in a column of numbers
   */
  boolean add(String text) {
    if (codes.length > 0) {
      addCategory(text);
    }
    if (numbers.length > 0 && !addNumber(text)) {
      return false;
    }
    size++;
    if (numbers.length > 0 && codes.length > 0 && different.size() > mostCategories) {
      codes = new int[0];
      categories = Map.of();
      labels.clear();
      different = Set.of();
    }
    return true;
  }

  private void addCategory(String text) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, longer(size));
    }
    int code = known(text);
    if (code < 0) {
      code = categories.size();
      categories.put(text, code);
      labels.add(text);
    }
    codes[size] = code;
  }

  /** A word makes a column one of categories, unless too many numbers stand before it. */
  private boolean addNumber(String text) {
    double number = DecimalNumber.parse(text);
    if (Double.isNaN(number)) {
      if (codes.length == 0) {
        return false;
      }
      numbers = new double[0];
      different = Set.of();
      return true;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, longer(size));
    }
    numbers[size] = number + 0.0; // -0 and 0 are equal
    if (codes.length > 0) {
      different.add(numbers[size]);
    }
    return true;
  }

  private static int longer(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8, 2L * length);
  }

  String name() {
    return name;
  }

  /** Whether the column holds numbers that go into bins. */
  boolean isOfNumbers() {
    return codes.length == 0;
  }

  /** The texts of the categories, in order; none in a column of numbers. */
  Set<String> categories() {
    return categories.keySet();
  }

  /** The same as a list: a category's number is its index. */
  List<String> labels() {
    return Collections.unmodifiableList(labels); // no copy: there may be as many groups as labels
  }

  /** The category of a row. */
  int code(int row) {
    return codes[row];
  }

  /** The categories of some rows. */
  int[] codes(int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = codes[rows[i]];
    }
    return chosen;
  }

  /** The number of a row. */
  double number(int row) {
    return numbers[row];
  }

  /** The category of each row. */
  int[] codes() {
    return Arrays.copyOf(codes, size);
  }
}
