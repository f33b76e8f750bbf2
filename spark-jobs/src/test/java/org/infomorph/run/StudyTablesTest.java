package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.infomorph.store.TableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTablesTest {
  private static final List<String> TABLES =
      List.of("decisions", "cells", "effects", "thresholds", "importance", "confirmations");

  private static final Pattern DOCUMENTED =
      Pattern.compile("^## (\\w+)\n|^\\| ([^|]+) \\| ([A-Z]+) \\|", Pattern.MULTILINE);

  @TempDir Path folder;

  /** Axes stand there once, as {@code <axis>}. */
  @Test
  void everyColumnIsDocumentedWithItsType() throws IOException {
    var real = new ArrayList<String>();
    var refine = MadeUpStudy.run(folder.resolve("refine"), MadeUpStudy.REFINE, 1000);
    columns(refine, "decisions", real);
    var prune = MadeUpStudy.run(folder.resolve("prune"), MadeUpStudy.PRUNE, 1000);
    columns(prune, "confirmations", real);
    columns(refine, "cells", real);
    columns(prune, "effects", real);
    columns(
        MadeUpStudy.run(folder.resolve("bisect"), MadeUpStudy.BISECT, 1000), "thresholds", real);
    columns(refine, "importance", real);

    var documented = new ArrayList<String>();
    var table = "";
    var page = Files.readString(Path.of(System.getProperty("project.root"), "docs/tables.md"));
    for (var match : DOCUMENTED.matcher(page).results().toList()) {
      if (match.group(1) != null) {
        table = match.group(1);
      } else if (TABLES.contains(table)) {
        for (var name : match.group(2).replace("`", "").split(", ")) {
          documented.add(table + "." + name.strip() + " " + match.group(3));
        }
      }
    }
    assertEquals(
        String.join("\n", real.stream().distinct().toList()), String.join("\n", documented));
  }

  private static void columns(MadeUpStudy study, String table, List<String> columns)
      throws IOException {
    var rows = rows(study, table);
    assertFalse(rows.isEmpty(), table);
    GroupType schema = rows.get(0).getType();
    for (var field : schema.getFields()) {
      var name = field.getName().replaceFirst("^(red|unq)(?=$|_lower$|_upper$)", "<axis>");
      columns.add(table + "." + name + " " + type(field));
    }
  }

  private static String type(Type field) {
    return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> "DOUBLE";
      case INT32 -> "INT";
      case INT64 -> "BIGINT";
      case BOOLEAN -> "BOOLEAN";
      default -> "STRING";
    };
  }

  private static List<Group> rows(MadeUpStudy study, String table) throws IOException {
    var rows = new ArrayList<Group>();
    TableFolder.read(study.place().tables().folder(table), rows::add);
    return rows;
  }

  @Test
  void cellsSayWhereABoundaryIs() throws IOException {
    var study = MadeUpStudy.run(folder, MadeUpStudy.REFINE, 1000);

    var rows = rows(study, "cells");
    double area = 0;
    int crossed = 0;
    for (var row : rows) {
      double width = row.getDouble("red_upper", 0) - row.getDouble("red_lower", 0);
      double height = row.getDouble("unq_upper", 0) - row.getDouble("unq_lower", 0);
      area += width * height;
      if (row.getString("boundary", 0).equals("crosses")) {
        crossed++;
        assertEquals(2, row.getInteger("depth", 0));
      } else {
        assertEquals("none", row.getString("boundary", 0));
      }
    }
    assertEquals(4, area, 1e-12, "together they fill the plane");
    assertEquals(
        StudyLook.at(study.place(), study.asked()).orElseThrow().boundary().orElseThrow().cells(),
        crossed);
  }

  @Test
  void cellsOfARefinementWithoutBudgetAreOpen() throws IOException {
    var study = MadeUpStudy.run(folder, MadeUpStudy.REFINE + "budget: {trials: 80}\n", 1000);

    var open =
        rows(study, "cells").stream()
            .filter(row -> row.getString("boundary", 0).equals("open"))
            .toList();

    var boundary = StudyLook.at(study.place(), study.asked()).orElseThrow().boundary();
    assertEquals(boundary.orElseThrow().open(), open.size());
    assertFalse(open.isEmpty(), "no cell is open");
    assertTrue(open.stream().allMatch(row -> row.getDouble("probability", 0) <= 0.5));
  }
}
