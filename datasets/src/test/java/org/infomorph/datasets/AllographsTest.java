package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.infomorph.datasets.Allographs.Stroke;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllographsTest {
  @ParameterizedTest(name = "digit {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void everyDigitHasSeveralFormsThatFillItsHeight(int digit) {
    List<List<Stroke>> forms = Allographs.of(digit);
    assertTrue(forms.size() >= 3, forms.size() + " forms");
    for (List<Stroke> form : forms) {
      double top = 1;
      double bottom = -1;
      for (Stroke stroke : form) {
        assertTrue(stroke.size() >= 3, stroke.size() + " points");
        for (int i = 0; i < stroke.size(); i++) {
          assertTrue(Math.abs(stroke.x(i)) <= 0.35, "x is " + stroke.x(i));
          assertTrue(Math.abs(stroke.y(i)) <= 0.5, "y is " + stroke.y(i));
          top = Math.min(top, stroke.y(i));
          bottom = Math.max(bottom, stroke.y(i));
        }
      }
      assertTrue(bottom - top > 0.75, "height is " + (bottom - top));
    }
  }
}
