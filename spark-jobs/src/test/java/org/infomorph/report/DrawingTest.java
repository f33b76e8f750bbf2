package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.infomorph.drawing.Drawing;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;

class DrawingTest {
  @Test
  void whatCannotBeDrawnLeavesNoEngineBehind() {
    var nothing = new ReportData(JsonNodeFactory.instance.objectNode(), new byte[0]);

    assertThrows(
        RuntimeException.class, () -> new Drawing(nothing.header().toString(), nothing.block()));

    assertNull(Context.getCurrentContext());
  }

  /** Two axes, and how much each matters with its interactions and alone. */
  private static final String IMPORTANCE =
      """
      {"name": "s", "measure": "m", "seeds": 3, "points": 4, "coordinates": "grid",
       "axes": [{"label": "a", "type": "number", "scale": "linear", "values": [0, 1]},
                {"label": "b", "type": "number", "scale": "linear", "values": [0, 1]}],
       "columns": [{"type": "f32", "offset": 0, "count": 4}],
       "quantities": [{"id": "m", "label": "m", "group": "score", "unit": "m", "column": 0,
                       "least": 0, "greatest": 3}],
       "layers": [], "phases": [], "details": [], "fields": [], "best": 3, "counts": {},
       "importance": [
         {"axis": "a", "other": "", "index": "total", "value": 0.9, "lower": 0.89, "upper": 0.91},
         {"axis": "a", "other": "", "index": "first_order", "value": 0.6, "lower": 0.59, "upper": 0.61},
         {"axis": "b", "other": "", "index": "total", "value": 0.4, "lower": 0.39, "upper": 0.41},
         {"axis": "b", "other": "", "index": "first_order", "value": 0.1, "lower": 0.09, "upper": 0.11}]}
      """;

  private static final Pattern BAR =
      Pattern.compile(
          "<path d=\"M([\\d.]+) ([\\d.]+)l([\\d.]+) 0l0 ([\\d.]+)l-[\\d.]+ 0Z\" fill=\"#");
  private static final Pattern INTERVAL =
      Pattern.compile("<path d=\"M([\\d.]+) ([\\d.]+)L([\\d.]+) \\2\" [^>]*stroke-width=\"1.2\"");

  @Test
  void anIntervalLiesAtTheEndOfItsOwnBar() {
    try (var drawing = new Drawing(IMPORTANCE, new byte[16])) {
      String svg = "";
      for (int i = 0; i < drawing.count(); i++) {
        if (drawing.kind(i).equals("importance")) {
          svg = drawing.draw(i, "light", 700, 500).svg();
        }
      }
      var bars = BAR.matcher(svg).results().toList();
      assertEquals(4, bars.size(), svg);
      var intervals = INTERVAL.matcher(svg).results().toList();
      assertEquals(4, intervals.size(), svg);
      for (var bar : bars) {
        double end = number(bar, 1) + number(bar, 3);
        double middle = number(bar, 2) + number(bar, 4) / 2;
        var own =
            intervals.stream()
                .filter(each -> number(each, 1) < end && end < number(each, 3))
                .toList();
        assertEquals(1, own.size(), svg);
        assertEquals(middle, number(own.get(0), 2), 1.5, svg);
      }
    }
  }

  private static double number(MatchResult result, int group) {
    return Double.parseDouble(result.group(group));
  }
}
