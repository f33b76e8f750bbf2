package org.infomorph.pid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Prints and parses atoms such as {@code {r}{cl}} for given names of the sources. */
final class AtomNotation {
  /** Up to this number of sources, messages list all atoms; three sources have 18. */
  private static final int MOST_LISTED = 3;

  private static final Pattern SETS = Pattern.compile("(\\s*\\{[^{}]*}\\s*)+");
  private static final Pattern SET = Pattern.compile("\\{([^{}]*)}");

  /**
   * The largest number of cached spellings, more than any user writes. Later spellings are parsed
   * again each time.
   */
  private static final int REMEMBERED = 1000;

  /**
   * Notations by the names of their sources. A hundred thousand trials spell the same few atoms.
   * Without this cache of a pure function, parsing atoms takes most of the planning time.
   */
  private static final Map<List<String>, AtomNotation> KNOWN = new ConcurrentHashMap<>();

  private final Map<String, Antichain> parsed = new ConcurrentHashMap<>();
  private final Map<Antichain, String> printed = new ConcurrentHashMap<>();
  private final List<String> names;

  /**
   * The separator between the names of a set: empty, or a comma where an empty separator would be
   * ambiguous.
   */
  private final String separator;

  private AtomNotation(List<String> names) {
    if (names.isEmpty() || names.size() > Antichain.MAX_SOURCES) {
      throw new IllegalArgumentException(
          names.size() + " sources; allowed are 1 to " + Antichain.MAX_SOURCES);
    }
    for (String name : names) {
      if (name.isBlank() || !name.equals(name.strip()) || name.matches(".*[{},].*")) {
        throw new IllegalArgumentException(
            "source name '"
                + name
                + "'; allowed are names without braces, commas and surrounding spaces");
      }
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException("sources " + listed(names) + " are not distinct");
    }
    this.names = List.copyOf(names);
    this.separator = ambiguous() ? "," : "";
  }

  /**
   * The notation for these sources.
   *
   * @throws IllegalArgumentException if the names cannot be used
   */
  static AtomNotation of(List<String> names) {
    return remembered(KNOWN, List.copyOf(names), AtomNotation::new);
  }

  String print(Antichain antichain) {
    return remembered(printed, antichain, this::printAnew);
  }

  Antichain parse(String text) {
    return remembered(parsed, text, this::parseAnew);
  }

  private static <K, V> V remembered(Map<K, V> known, K key, Function<K, V> make) {
    var value = known.get(key);
    if (value == null) {
      value = make.apply(key);
      if (known.size() < REMEMBERED) {
        known.put(key, value);
      }
    }
    return value;
  }

  private String printAnew(Antichain antichain) {
    if (antichain.sources() >= 1 << names.size()) {
      throw new IllegalArgumentException("an atom of more sources than " + listed(names));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < antichain.size(); i++) {
      text.append('{').append(join(antichain.set(i), separator)).append('}');
    }
    return text.toString();
  }

  private Antichain parseAnew(String text) {
    if (!SETS.matcher(text).matches()) {
      throw noSuchAtom(text);
    }
    List<Integer> sets = new ArrayList<>();
    Matcher matcher = SET.matcher(text);
    while (matcher.find()) {
      sets.add(set(matcher.group(1), text));
    }
    refuseContained(sets, text);
    return Antichain.of(sets.stream().mapToInt(Integer::intValue).toArray());
  }

  private int set(String inside, String text) {
    String body = inside.strip();
    int single = names.indexOf(body);
    if (single >= 0) {
      return 1 << single;
    }
    if (body.contains(",")) {
      return listedSet(body, text);
    }
    Set<Integer> readings = new HashSet<>();
    read(body, 0, readings);
    if (readings.size() > 1) {
      readings.removeIf(set -> !join(set, "").equals(body));
      if (readings.size() != 1) {
        throw new IllegalArgumentException(
            "{" + body + "} can be read in several ways; put commas between the names");
      }
    }
    return readings.stream().findFirst().orElseThrow(() -> noSuchAtom(text));
  }

  private int listedSet(String body, String text) {
    int set = 0;
    for (String part : body.split(",", -1)) {
      int source = names.indexOf(part.strip());
      if (source < 0 || (set & 1 << source) != 0) {
        throw noSuchAtom(text);
      }
      set |= 1 << source;
    }
    return set;
  }

  /**
   * Adds each set of sources whose names, in some order and without repetition, spell the rest of
   * the text.
   */
  private void read(String rest, int set, Set<Integer> readings) {
    if (rest.isEmpty() && set != 0) {
      readings.add(set);
    }
    for (int source = 0; source < names.size(); source++) {
      if ((set & 1 << source) == 0 && rest.startsWith(names.get(source))) {
        read(rest.substring(names.get(source).length()), set | 1 << source, readings);
      }
    }
  }

  private void refuseContained(List<Integer> sets, String text) {
    for (int i = 0; i < sets.size(); i++) {
      for (int j = 0; j < sets.size(); j++) {
        if (i != j && (sets.get(i) & sets.get(j)) == sets.get(i)) {
          String inner = "{" + join(sets.get(i), separator) + "}";
          String outer = "{" + join(sets.get(j), separator) + "}";
          throw new IllegalArgumentException(
              noAtom(text)
                  + "; "
                  + (inner.equals(outer)
                      ? inner + " occurs twice"
                      : inner + " is contained in " + outer));
        }
      }
    }
  }

  private boolean ambiguous() {
    Set<String> seen = new HashSet<>();
    for (int set = 1; set < 1 << names.size(); set++) {
      if (!seen.add(join(set, ""))) {
        return true;
      }
    }
    return false;
  }

  private String join(int set, String between) {
    List<String> chosen = new ArrayList<>();
    for (int source = 0; source < names.size(); source++) {
      if ((set & 1 << source) != 0) {
        chosen.add(names.get(source));
      }
    }
    return String.join(between, chosen);
  }

  private IllegalArgumentException noSuchAtom(String text) {
    return new IllegalArgumentException(noAtom(text) + "; " + atoms());
  }

  private String noAtom(String text) {
    return "no atom " + text + "; sources are " + listed(names);
  }

  /**
   * The part of a message that says what is allowed: a list of all atoms for few sources, a
   * description of an atom for more.
   */
  private String atoms() {
    if (names.size() > MOST_LISTED) {
      var examples =
          List.of(Antichain.of(1), Antichain.of(1, 2), Antichain.of(3), Antichain.of(1, 6));
      return "an atom is one set of sources, or several none of which contains another, such as "
          + listed(examples.stream().map(this::print).toList());
    }
    var lattice = RedundancyLattice.of(names.size());
    return "atoms are "
        + listed(
            IntStream.range(0, lattice.size())
                .mapToObj(lattice::antichain)
                .map(this::print)
                .toList());
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }
}
