package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
}
