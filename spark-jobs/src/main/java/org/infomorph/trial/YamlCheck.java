package org.infomorph.trial;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Looks at a YAML text before a tree is made of it, and refuses what a tree would not show any
 * more: aliases and tags, a second document, and numbers that versions of YAML read in different
 * ways, or that no computer has.
 */
final class YamlCheck {
  /** No specification is half as deep; trees are walked by methods that call themselves. */
  private static final int DEEPEST = 50;

  private static final String TAGS = "tag:yaml.org,2002:";

  /** {@code 010}, {@code -007}, {@code 0_8}: octal, decimal or a text. */
  private static final Pattern LEADING_ZERO = Pattern.compile("([-+]?)0([0-9_]*[0-9])");

  /** {@code 0o17}: octal or a text. */
  private static final Pattern OCTAL = Pattern.compile("0o([0-7]+)");

  /** {@code 1:30}: 90, to the base of 60, or a text. */
  private static final Pattern SEXAGESIMAL =
      Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

  /** The largest number has 309 digits; looking for patterns in longer ones would take long. */
  private static final int LONGEST_NUMBER = 400;

  private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+0-9._eE:]+");

  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?");

  private final String source;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int documents;

  /** An object or a list that the text has begun, and where in it we are. */
  private static final class Level {
    final boolean isObject;
    boolean keyComes;
    String step = "";
    int index;

    Level(boolean isObject) {
      this.isObject = isObject;
      keyComes = isObject;
    }

    /** Goes on to what stands next. */
    void next(String key) {
      if (isObject && keyComes) {
        step = key;
      }
      keyComes = isObject && !keyComes;
      index++;
    }

    String place() {
      return isObject ? step : Integer.toString(index);
    }
  }

  private YamlCheck(String source) {
    this.source = source;
  }

  /**
   * Checks a text.
   *
   * @param source how messages name it
   * @throws SpecException {@code source:line:column: path: problem}, as far as there is a place
   */
  static void check(String source, String yaml) {
    var check = new YamlCheck(source);
    try {
      Parser parser = new ParserImpl(new StreamReader(yaml), new LoaderOptions());
      while (!parser.checkEvent(Event.ID.StreamEnd)) {
        check.see(parser.getEvent());
      }
    } catch (MarkedYAMLException e) {
      var context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw new SpecException(source + place(e.getProblemMark()) + ": " + context + e.getProblem());
    } catch (ReaderException e) {
      throw new SpecException(
          "%s: the character U+%04X, at %d from the beginning, cannot be in a YAML file"
              .formatted(source, e.getCodePoint(), e.getPosition()));
    } catch (YAMLException e) {
      throw new SpecException(source + ": " + e.getMessage());
    }
  }

  private void see(Event event) {
    if (event instanceof DocumentStartEvent) {
      documents++;
      if (documents > 1) {
        throw at(event, "a second document begins here; allowed is one in a file");
      }
    } else if (event instanceof AliasEvent) {
      throw at(event, "aliases (*name) are not allowed");
    } else if (event instanceof ScalarEvent scalar) {
      see(scalar);
    } else if (event instanceof CollectionStartEvent start) {
      see(start);
    } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
      levels.pop();
      moveOn("");
    }
  }

  private void see(ScalarEvent scalar) {
    boolean isKey = !levels.isEmpty() && levels.peek().keyComes;
    if (!isKey) {
      refuseTag(scalar, scalar.getTag());
      if (scalar.isPlain()) {
        refuseReadings(scalar, scalar.getValue());
      }
    }
    moveOn(scalar.getValue());
  }

  private void see(CollectionStartEvent start) {
    refuseTag(start, start.getTag());
    if (!levels.isEmpty() && levels.peek().keyComes) {
      throw at(start, "a key is a text; found a list or an object");
    }
    if (levels.size() == DEEPEST) {
      throw at(start, "more than " + DEEPEST + " objects and lists are one within the other");
    }
    levels.push(new Level(start instanceof MappingStartEvent));
  }

  private void moveOn(String key) {
    if (!levels.isEmpty()) {
      levels.peek().next(key);
    }
  }

  private void refuseTag(Event event, String tag) {
    if (tag != null) {
      var name = tag.replace(TAGS, "").replaceFirst("^!", "");
      throw at(event, "tags (!!" + name + ") are not allowed");
    }
  }

  private void refuseReadings(ScalarEvent scalar, String text) {
    if (text.length() > LONGEST_NUMBER) {
      if (LIKE_A_NUMBER.matcher(text).matches()) {
        throw problem(
            scalar,
            "found a number of %d digits, %s...; allowed are %d"
                .formatted(text.length(), text.substring(0, 20), LONGEST_NUMBER));
      }
      return;
    }
    var zero = LEADING_ZERO.matcher(text);
    var octal = OCTAL.matcher(text);
    if (zero.matches()) {
      throw problem(scalar, readings(text, zero.group(1), zero.group(2).replace("_", "")));
    }
    if (octal.matches()) {
      var value = new BigInteger(octal.group(1), 8);
      throw problem(
          scalar,
          "%s: YAML 1.1 reads a text, YAML 1.2 octal %s; write \"%s\" or %s"
              .formatted(text, value, text, value));
    }
    if (SEXAGESIMAL.matcher(text).matches()) {
      throw problem(
          scalar,
          "%s: YAML 1.1 reads a number to the base of 60, YAML 1.2 a text; write \"%s\", or the"
                  .formatted(text, text)
              + " number in decimal");
    }
    if (NOT_FINITE.matcher(text).matches()) {
      throw problem(scalar, "found " + text + "; allowed are finite numbers");
    }
    if (NUMBER.matcher(text).matches()) {
      refuseSize(scalar, text);
    }
  }

  /** A leading zero makes a number octal, as long as its digits are. */
  private static String readings(String text, String sign, String digits) {
    var decimal = new BigInteger(sign + digits);
    if (digits.matches(".*[89].*")) {
      return "%s: YAML 1.1 reads a text, YAML 1.2 decimal %s; write %s or \"%s\""
          .formatted(text, decimal, decimal, text);
    }
    var octal = new BigInteger(sign + digits, 8);
    return octal.equals(decimal)
        ? "%s: a number has no leading zero; write %s".formatted(text, decimal)
        : "%s: YAML 1.1 reads octal %s, YAML 1.2 decimal %s; write %s or %s"
            .formatted(text, octal, decimal, octal, decimal);
  }

  private void refuseSize(ScalarEvent scalar, String text) {
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw problem(
          scalar, "found " + text + "; allowed are finite numbers, up to " + Double.MAX_VALUE);
    }
    if (value == 0 && text.replaceFirst("[eE].*", "").matches(".*[1-9].*")) {
      throw problem(
          scalar,
          "found "
              + text
              + ", which is read as 0; allowed are 0, or "
              + Double.MIN_VALUE
              + " and larger sizes");
    }
  }

  private SpecException problem(Event event, String problem) {
    List<String> steps = new ArrayList<>();
    levels.descendingIterator().forEachRemaining(level -> steps.add(level.place()));
    return at(event, (steps.isEmpty() ? "" : String.join(".", steps) + ": ") + problem);
  }

  private SpecException at(Event event, String problem) {
    return new SpecException(source + place(event.getStartMark()) + ": " + problem);
  }

  private static String place(Mark mark) {
    return mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }
}
