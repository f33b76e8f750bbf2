package org.infomorph.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Zeppelin note, as far as its queries go.
 *
 * @param file its name
 * @param tree all of it
 */
record Note(String file, JsonNode tree) {
  /** A form of one paragraph, {@code ${name=value}}, or of the note, {@code $${name=value}}. */
  private static final Pattern FORM = Pattern.compile("\\$?\\$\\{([^=}:]+)=([^}]*)}");

  private static final Pattern MAGIC =
      Pattern.compile(
          "%(md|spark\\.sql|spark|jdbc)(\\(template=\"([^\"]*)\"\\))?\n(.*)", Pattern.DOTALL);

  /**
   * A paragraph that runs.
   *
   * @param interpreter {@code md}, {@code spark.sql}, {@code spark} or {@code jdbc}
   * @param template how the first row is shown, instead of a table; empty for a table
   * @param text what the interpreter gets, its forms not filled in
   * @param graph how the result is drawn; missing if it is not
   */
  record Paragraph(String interpreter, String template, String text, JsonNode graph) {
    /** The text as Zeppelin makes it of what users enter, or of the forms' defaults. */
    String filledIn(Map<String, String> entered) {
      return FORM.matcher(text)
          .replaceAll(
              form -> Matcher.quoteReplacement(entered.getOrDefault(form.group(1), form.group(2))));
    }

    /** The names of its forms, with what is in them at first. */
    Map<String, String> forms() {
      var forms = new HashMap<String, String>();
      FORM.matcher(text).results().forEach(form -> forms.put(form.group(1), form.group(2)));
      return forms;
    }
  }

  /** All notes of the project. */
  static List<Note> all() throws IOException {
    var folder = Path.of(System.getProperty("project.root"), "notebooks");
    var notes = new ArrayList<Note>();
    try (var files = Files.newDirectoryStream(folder, "*.zpln")) {
      for (var file : files) {
        notes.add(
            new Note(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile())));
      }
    }
    return notes;
  }

  /**
   * Its paragraphs, in order.
   *
   * @throws IllegalArgumentException if one begins with no interpreter that notes may use
   */
  List<Paragraph> paragraphs() {
    var paragraphs = new ArrayList<Paragraph>();
    for (var paragraph : tree.path("paragraphs")) {
      var magic = MAGIC.matcher(paragraph.path("text").asText());
      if (!magic.matches()) {
        throw new IllegalArgumentException(file + ": " + paragraph);
      }
      paragraphs.add(
          new Paragraph(
              magic.group(1),
              magic.group(3) == null ? "" : magic.group(3),
              magic.group(4),
              paragraph.at("/config/results/0/graph")));
    }
    return paragraphs;
  }
}
