package org.infomorph.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;

/**
 * The canonical way to write a JSON value, in which equal values have equal texts and equal ids on
 * every machine. Keys are sorted, and there are no spaces. Integers are written as integers, and
 * -0.0 as 0.0. A double is written as the shortest decimal that reads back as the same number (the
 * result of JDK 17's {@code Double.toString} is not always the shortest).
 */
public final class CanonicalJson {
  private static final int ID_DIGITS = 16;
  private static final int USUAL_LENGTH = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A fresh digest to copy, because looking up the algorithm takes longer than using it. */
  private static final MessageDigest SHA_256 = sha256();

  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static String write(JsonNode value) {
    var text = new StringBuilder(USUAL_LENGTH);
    write(value, text);
    return text.toString();
  }

  /**
   * Reads a canonical text.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  public static ObjectNode read(String canonical) {
    try {
      return JSON.readValue(canonical, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a canonical text of any kind.
   *
   * @throws IllegalArgumentException if the text is not JSON
   */
  public static JsonNode readAny(String canonical) {
    try {
      return JSON.readTree(canonical);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The first 16 hexadecimal digits of the SHA-256 of a canonical text. */
  public static String id(String canonical) {
    var digest = digest();
    digest.update(canonical.getBytes(StandardCharsets.UTF_8));
    return id(digest);
  }

  /** The digest for ids, which takes a text's UTF-8 bytes. */
  public static MessageDigest digest() {
    return copy(SHA_256);
  }

  /** A digest that continues from the state of the given one. */
  public static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JVM's SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The id of the digest's input so far; resets the digest. */
  public static String id(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, ID_DIGITS / 2);
  }

  /** A value whose canonical text is known. It can only be written. */
  public static JsonNode known(String canonical) {
    return new POJONode(new Known(canonical));
  }

  private record Known(String text) {}

  /**
   * The shortest decimal that reads back as this number.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no number for " + value);
    }
    return NumberOutput.toString(value == 0 ? 0.0 : value, true);
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, out);
      case ARRAY -> {
        var separator = "[";
        for (var element : value) {
          write(element, out.append(separator));
          separator = ",";
        }
        out.append(value.isEmpty() ? "[]" : "]");
      }
      case NUMBER ->
          out.append(value.isIntegralNumber() ? value.asText() : number(value.doubleValue()));
      case STRING -> quote(value.textValue(), out);
      case BOOLEAN, NULL -> out.append(value.asText());
      case POJO -> out.append(((Known) ((POJONode) value).getPojo()).text());
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
    }
  }

  private static void writeObject(JsonNode value, StringBuilder out) {
    var keys = new ArrayList<String>();
    value.fieldNames().forEachRemaining(keys::add);
    Collections.sort(keys);
    var separator = '{';
    for (var key : keys) {
      quote(key, out.append(separator));
      write(value.get(key), out.append(':'));
      separator = ',';
    }
    out.append(keys.isEmpty() ? "{}" : "}");
  }

  /** A text in quotation marks. */
  public static String quoted(String text) {
    var quoted = new StringBuilder();
    quote(text, quoted);
    return quoted.toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
