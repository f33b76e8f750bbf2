package org.infomorph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A node of a file of golden vectors. Files come from the folder in the system property {@code
 * infomorph.golden}, or from the test resources if that is empty; see the README beside them.
 *
 * <p>Every accessor takes a path of keys below this node and fails if there is nothing.
 */
public final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;

  private Golden(JsonNode node) {
    this.node = node;
  }

  /** The root of a file, such as {@code pid.json}. */
  public static Golden read(String file) {
    String folder = System.getProperty("infomorph.golden", "");
    try (InputStream in =
        folder.isEmpty()
            ? Golden.class.getResourceAsStream("/golden/" + file)
            : Files.newInputStream(Path.of(folder, file))) {
      return new Golden(JSON.readTree(Objects.requireNonNull(in, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of {@code cases} of a file; they print as their names. */
  public static List<Golden> cases(String file) {
    return read(file).get("cases").elements();
  }

  /** The node at a path. */
  public Golden get(String... path) {
    JsonNode found = node;
    for (String key : path) {
      found = found.get(key);
      if (found == null) {
        throw new IllegalArgumentException("no " + String.join(".", path) + " in " + this);
      }
    }
    return new Golden(found);
  }

  /** Whether there is something but null at a path. */
  public boolean has(String... path) {
    JsonNode found = node;
    for (String key : path) {
      found = found.path(key);
    }
    return !found.isMissingNode() && !found.isNull();
  }

  /** Whether this node is null. */
  public boolean isNull() {
    return node.isNull();
  }

  /** The entries of an array. */
  public List<Golden> elements() {
    List<Golden> elements = new ArrayList<>();
    node.forEach(element -> elements.add(new Golden(element)));
    return elements;
  }

  /** The keys of an object, in the file's order. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  public double number(String... path) {
    return number(get(path).node);
  }

  public int integer(String... path) {
    return Math.toIntExact((long) number(path));
  }

  public String text(String... path) {
    return get(path).node.asText();
  }

  public List<String> texts(String... path) {
    return get(path).elements().stream().map(element -> element.node.asText()).toList();
  }

  public double[] vector(String... path) {
    return vector(get(path).node);
  }

  public int[] integers(String... path) {
    return integers(get(path).node);
  }

  public double[][] matrix(String... path) {
    return matrix(get(path).node);
  }

  public int[][] integerMatrix(String... path) {
    return get(path).elements().stream().map(row -> integers(row.node)).toArray(int[][]::new);
  }

  public double[][][] cube(String... path) {
    return get(path).elements().stream().map(each -> matrix(each.node)).toArray(double[][][]::new);
  }

  public int[][][] integerCube(String... path) {
    return get(path).elements().stream().map(Golden::integerMatrix).toArray(int[][][]::new);
  }

  /** The node's name if it has one, else its JSON. */
  @Override
  public String toString() {
    return has("name") ? text("name") : node.toString();
  }

  private static double number(JsonNode node) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException("not a number: " + node);
    }
    return node.asDouble();
  }

  private static double[] vector(JsonNode node) {
    return IntStream.range(0, node.size()).mapToDouble(i -> number(node.get(i))).toArray();
  }

  private static int[] integers(JsonNode node) {
    return IntStream.range(0, node.size()).map(i -> (int) number(node.get(i))).toArray();
  }

  private static double[][] matrix(JsonNode node) {
    return IntStream.range(0, node.size())
        .mapToObj(i -> vector(node.get(i)))
        .toArray(double[][]::new);
  }
}
