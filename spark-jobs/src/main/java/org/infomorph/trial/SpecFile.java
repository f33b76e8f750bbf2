package org.infomorph.trial;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** YAML files that users write: one object each, every key once. */
public final class SpecFile {
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final ObjectWriter WRITER =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build().writer();

  private SpecFile() {}

  /**
   * Reads a YAML file.
   *
   * @throws SpecException if there is no such file, if it is not one YAML object, names a key
   *     twice, refers to an anchor or has a tag; {@code file:line:column: problem} where there is a
   *     line
   */
  public static ObjectNode read(Path path) {
    return parseObject(path.toString(), text(path));
  }

  /**
   * Parses the text of a file.
   *
   * @param file how messages name it
   * @throws SpecException as {@link #read}
   */
  public static ObjectNode parseObject(String file, String yaml) {
    var tree = parse(file, yaml);
    if (!tree.isObject()) {
      throw new SpecException(file + ": the file must hold one YAML object (key: value)");
    }
    return (ObjectNode) tree;
  }

  /**
   * Parses one YAML value, such as the one of {@code --set path=value}.
   *
   * @param source how messages name the text
   * @throws SpecException if it is not YAML
   */
  public static JsonNode parse(String source, String yaml) {
    try {
      refuseAliasesAndTags(source, yaml);
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw at(source, e.getLocation(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new SpecException(source + ": " + e.getMessage());
    }
  }

  /** A tree as YAML that {@link #parse} reads back as the same tree. */
  public static String write(ObjectNode tree) {
    try {
      return WRITER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a tree of values", e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new SpecException(path + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new SpecException(path + ": not a text file in UTF-8");
    } catch (IOException e) {
      var reason = Files.isDirectory(path) ? "a folder, not a file" : "cannot be read: " + e;
      throw new SpecException(path + ": " + reason);
    }
  }

  /**
   * A tree would hold the name of the anchor in place of what it stands for; and a tag such as
   * {@code !!java.net.URL} asks for a type, which no file may choose.
   */
  private static void refuseAliasesAndTags(String source, String yaml) throws IOException {
    try (var parser = (YAMLParser) YAML.getFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw at(source, parser.currentTokenLocation(), "aliases (*name) are not allowed");
        }
        if (parser.getTypeId() != null) {
          var tag = parser.getTypeId().replace("tag:yaml.org,2002:", "");
          throw at(source, parser.currentTokenLocation(), "tags (!!" + tag + ") are not allowed");
        }
      }
    }
  }

  private static SpecException at(String source, JsonLocation where, String problem) {
    var place = where == null ? "" : ":" + where.getLineNr() + ":" + where.getColumnNr();
    // The parser's messages draw the place over several lines; the first one says what is wrong.
    var line = problem.lines().filter(l -> !l.startsWith(" ")).reduce((a, b) -> a + ", " + b);
    var text = line.orElse("not YAML");
    // YAML's .nan and .inf are numbers to its parser, and to nobody here.
    var remedy = text.startsWith("Malformed numeric value") ? "; allowed are finite numbers" : "";
    return new SpecException(source + place + ": " + text + remedy);
  }
}
