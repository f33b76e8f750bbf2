package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.report.Column.Precision;
import org.junit.jupiter.api.Test;

class ColumnTest {
  private static final double[] VALUES = {-1, Double.NaN, 0, 3};

  @Test
  void codesDivideTheRangeAndKeepOneForNothing() {
    var column = Column.of(VALUES, Precision.NARROW_STEPS);

    assertEquals(-1, column.least());
    assertEquals(3, column.greatest());
    assertArrayEquals(new byte[] {0, (byte) 255, 64, (byte) 254}, column.bytes());
  }

  @Test
  void wideCodesAreLittleEndian() {
    var column = Column.of(VALUES, Precision.WIDE_STEPS);

    assertEquals("u16", column.type());
    assertArrayEquals(
        new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0x40, (byte) 0xFE, (byte) 0xFF},
        column.bytes());
  }

  @Test
  void equalNumbersAndNoNumbersHaveCodesToo() {
    assertArrayEquals(
        new byte[] {0, 0}, Column.of(new double[] {7, 7}, Precision.NARROW_STEPS).bytes());
    var none = Column.of(new double[] {Double.NaN}, Precision.NARROW_STEPS);
    assertArrayEquals(new byte[] {(byte) 255}, none.bytes());
    assertEquals(0, none.least());
  }

  @Test
  void aBlockKnowsWhatItHasRoomFor() {
    var block = new Block(100);
    var noise = new byte[80];
    new java.util.Random(1).nextBytes(noise);

    assertEquals(0, block.require(Column.bytes(noise)));
    assertTrue(block.room() <= 20, "" + block.room());
    assertFalse(block.take(80));
    assertTrue(block.take(block.room()));
    assertEquals(80, block.bytes().length);
  }
}
