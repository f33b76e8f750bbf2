package org.infomorph.observations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A table of many groups may have many more categories than a group: no group looks at them all.
 */
class CategoriesTest {
  @Test
  void categoriesOfAGroupAreNumberedByItsRowsAlone() {
    int[] codes = {7, 2_000_000_000, 7, 0, 2_000_000_000};
    var apart = Sample.Variable.ofCategories(codes, code -> "c" + code);
    assertArrayEquals(new int[] {0, 1, 0, 2, 1}, apart.values());
    assertEquals(List.of("c7", "c2000000000", "c0"), apart.labels());
    var together =
        Sample.Variable.ofCategories(new int[] {1_000_003, 1_000_001}, code -> "c" + code);
    assertArrayEquals(new int[] {0, 1}, together.values());
    assertEquals(List.of("c1000003", "c1000001"), together.labels());
  }

  @Test
  void theTextsOfCategoriesAreNotCopied() {
    var column = new Column("a", Integer.MAX_VALUE);
    column.add("first");
    var labels = column.labels();
    column.add("second");
    assertEquals(List.of("first", "second"), labels);
  }
}
