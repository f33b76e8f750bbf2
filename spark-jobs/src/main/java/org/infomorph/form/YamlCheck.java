package org.infomorph.form;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks a YAML text before it becomes a tree, and refuses what is no longer visible in a tree:
 * aliases, tags, a second document, numbers that versions of YAML read in different ways, and
 * numbers that are out of range.
 */
final class YamlCheck {
  /**
   * More than twice the depth of any specification. The limit protects the recursive methods that
   * walk a tree.
   */
  private static final int DEEPEST = 50;

  /** The first characters of texts that are not plain: quoted texts and blocks of lines. */
  private static final String NOT_PLAIN = "\"'|>";

  /** {@code 010}, {@code -007}, {@code 0_8}: an octal number, a decimal number or a text. */
  private static final Pattern LEADING_ZERO = Pattern.compile("([-+]?)0([0-9_]*[0-9])");

  /** {@code 0o17}: an octal number or a text. */
  private static final Pattern OCTAL = Pattern.compile("0o([0-7]+)");

  /** {@code 1:30}: the number 90 in base 60, or a text. */
  private static final Pattern SEXAGESIMAL =
      Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

  /** The largest double has 309 digits; matching patterns in longer texts would take long. */
  private static final int LONGEST_NUMBER = 400;

  private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+0-9._eE:]+");

  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?");

  private final String source;
  private final String yaml;
  private final YAMLParser parser;
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean ended;

  /** An open object or list, and the current position in it. */
  private static final class Level {
    private final boolean isObject;
    private String key = "";
    private int index;

    Level(boolean isObject) {
      this.isObject = isObject;
    }

    String place() {
      return isObject ? key : Integer.toString(index);
    }
  }

  private YamlCheck(String source, String yaml, YAMLParser parser) {
    this.source = source;
    this.yaml = yaml;
    this.parser = parser;
  }

  /**
   * Checks a text.
   *
   * @param source the name of the text in messages
   * @param parser positioned at the beginning of the text
   * @throws SpecException {@code source:line:column: path: problem}
   * @throws IOException if the text is not YAML
   */
  static void check(String source, String yaml, YAMLParser parser) throws IOException {
    var check = new YamlCheck(source, yaml, parser);
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      check.see(token);
    }
  }

  private void see(JsonToken token) throws IOException {
    if (ended) {
      throw at("a second document begins here; allowed is one document in a file");
    }
    if (parser.isCurrentAlias()) {
      throw at("aliases (*name) are not allowed");
    }
    if (token == JsonToken.FIELD_NAME) {
      levels.peek().key = parser.currentName();
      return;
    }
    if (parser.getTypeId() != null) {
      var tag = parser.getTypeId().replace("tag:yaml.org,2002:", "");
      throw at("tags (!!" + tag + ") are not allowed");
    }
    if (token.isStructStart()) {
      if (levels.size() == DEEPEST) {
        throw at("objects and lists are nested more than " + DEEPEST + " deep");
      }
      levels.push(new Level(token == JsonToken.START_OBJECT));
      return;
    }
    if (token.isStructEnd()) {
      levels.pop();
    } else if (isPlain()) {
      refuseReadings(parser.getText());
    }
    if (levels.isEmpty()) {
      ended = true;
    } else {
      levels.peek().index++;
    }
  }

  /**
   * Whether a text is plain. Tokens do not show whether a text was quoted; its first character
   * does.
   */
  private boolean isPlain() {
    long at = parser.currentTokenLocation().getCharOffset(); // in code points
    int index = at < 0 ? yaml.length() : yaml.offsetByCodePoints(0, (int) at);
    return index >= yaml.length() || NOT_PLAIN.indexOf(yaml.charAt(index)) < 0;
  }

  private void refuseReadings(String text) {
    if (text.length() > LONGEST_NUMBER) {
      if (LIKE_A_NUMBER.matcher(text).matches()) {
        throw problem(
            "found a number of %d digits, %s...; allowed are %d"
                .formatted(text.length(), text.substring(0, 20), LONGEST_NUMBER));
      }
      return;
    }
    var zero = LEADING_ZERO.matcher(text);
    var octal = OCTAL.matcher(text);
    if (zero.matches()) {
      throw problem(readings(text, zero.group(1), zero.group(2).replace("_", "")));
    }
    if (octal.matches()) {
      var value = new BigInteger(octal.group(1), 8);
      throw problem(
          "%s: YAML 1.1 reads a text, YAML 1.2 octal %s; write \"%s\" or %s"
              .formatted(text, value, text, value));
    }
    if (SEXAGESIMAL.matcher(text).matches()) {
      throw problem(
          "%s: YAML 1.1 reads a number in base 60, YAML 1.2 a text; write \"%s\", or the"
                  .formatted(text, text)
              + " number in decimal");
    }
    if (NOT_FINITE.matcher(text).matches()) {
      throw problem("found " + text + "; allowed are finite numbers");
    }
    if (NUMBER.matcher(text).matches()) {
      refuseSize(text);
    }
  }

  /**
   * The message about a number with a leading zero. YAML 1.1 reads it as octal if all its digits
   * are octal.
   */
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

  private void refuseSize(String text) {
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw problem("found " + text + "; allowed are finite numbers, up to " + Double.MAX_VALUE);
    }
    if (value == 0 && text.replaceFirst("[eE].*", "").matches(".*[1-9].*")) {
      throw problem(
          "found "
              + text
              + ", which is read as 0; allowed are 0, or "
              + Double.MIN_VALUE
              + " and larger sizes");
    }
  }

  private SpecException problem(String problem) {
    List<String> steps = new ArrayList<>();
    levels.descendingIterator().forEachRemaining(level -> steps.add(level.place()));
    return at((steps.isEmpty() ? "" : String.join(".", steps) + ": ") + problem);
  }

  private SpecException at(String problem) {
    var where = parser.currentTokenLocation();
    return new SpecException(
        source + ":" + where.getLineNr() + ":" + where.getColumnNr() + ": " + problem);
  }
}
