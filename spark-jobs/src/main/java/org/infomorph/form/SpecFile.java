package org.infomorph.form;

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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** YAML files that users write. Each file holds one object, and no key occurs twice. */
public final class SpecFile {
  /** A limit, so that a file without an end, such as a device, does not fill the memory. */
  private static final int MOST_BYTES = 16 << 20;

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
   * @throws SpecException if the file does not exist, if it is not one YAML object, or if it
   *     contains a duplicate key, an alias, a tag, or a number that is ambiguous or invalid; {@code
   *     file:line:column: problem} if the problem has a line
   */
  public static ObjectNode read(Path path) {
    return parseObject(path.toString(), text(path));
  }

  /**
   * Parses the text of a file.
   *
   * @param file the file's name in messages
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
   * Parses one YAML value, such as the value of {@code --set path=value}.
   *
   * @param source the name of the text in messages
   * @throws SpecException if the text is not YAML
   */
  public static JsonNode parse(String source, String yaml) {
    try (var parser = (YAMLParser) YAML.getFactory().createParser(yaml)) {
      YamlCheck.check(source, yaml, parser);
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
    try (var file = Files.newInputStream(path)) {
      var bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new SpecException(
            path + ": longer than " + (MOST_BYTES >> 20) + " MB, too long for a trial or a sweep");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new SpecException(path + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new SpecException(path + ": not a text file in UTF-8");
    } catch (AccessDeniedException e) {
      throw new SpecException(path + ": you have no permission to read it");
    } catch (FileSystemException e) {
      throw new SpecException(path + ": cannot be read: " + e.getReason());
    } catch (IOException e) {
      var reason = Files.isDirectory(path) ? "a folder, not a file" : "cannot be read: " + e;
      throw new SpecException(path + ": " + reason);
    }
  }

  private static SpecException at(String source, JsonLocation where, String problem) {
    var place = where == null ? "" : ":" + where.getLineNr() + ":" + where.getColumnNr();
    // The parser's messages show the place over several lines; the first line names the problem.
    if (problem.startsWith("Expected a field name")) {
      return new SpecException(source + place + ": a key is a text; found a list or an object");
    }
    var line = problem.lines().filter(l -> !l.startsWith(" ")).reduce((a, b) -> a + ", " + b);
    return new SpecException(source + place + ": " + line.orElse("not YAML"));
  }
}
