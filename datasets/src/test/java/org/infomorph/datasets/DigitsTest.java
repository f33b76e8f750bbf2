package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
  private static final Path NOWHERE = Path.of("no", "such", "folder");

  private static SampleSets sets;

  @BeforeAll
  static void drawTheDefault() {
    sets = Digits.DEFAULT.load(NOWHERE);
  }

  @Test
  void theDefaultIsTenThousandAndTwoThousand() {
    assertEquals(10_000, sets.training().size());
    assertEquals(2_000, sets.test().size());
    assertEquals(784, sets.training().features());
    assertEquals(10, sets.training().classes());
  }

  /** Results that were published stand on these bytes. */
  @Test
  void theBytesArePinned() throws NoSuchAlgorithmException {
    assertEquals(
        "2ea39c02c9eb9d87a44dc51d6d9e3445cbcf8f9f6e6f520c7878b2d23ce35493",
        sha256(sets.training()));
    assertEquals(
        "2e3c476eb2d6452c237c8fd23e60cb4ff84a104cada8a34cbe14e7b55ee9724a", sha256(sets.test()));
  }

  @Test
  void drawingAgainGivesTheSame() {
    SampleSets once = new Digits(20, 10, 7).load(NOWHERE);
    SampleSets again = new Digits(20, 10, 7).load(NOWHERE);
    expectSameBeginning(once.training(), again.training());
    expectSameBeginning(once.test(), again.test());
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1, 10, 137})
  void smallerSetsAreTheBeginningOfLargerOnes(int samples) {
    SampleSets smaller = new Digits(samples, samples, Digits.DEFAULT_SEED).load(NOWHERE);
    assertEquals(samples, smaller.training().size());
    expectSameBeginning(smaller.training(), sets.training());
    expectSameBeginning(smaller.test(), sets.test());
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1, 9, 10, 137, 10_000})
  void classesHaveEqualSharesUpToOne(int samples) {
    int[] counts = new int[10];
    for (int i = 0; i < samples; i++) {
      counts[sets.training().label(i)]++;
    }
    for (int count : counts) {
      assertTrue(count == samples / 10 || count == (samples + 9) / 10, Arrays.toString(counts));
    }
  }

  @Test
  void noImageComesTwice() {
    SampleSets other = new Digits(2_000, 1, Digits.DEFAULT_SEED + 1).load(NOWHERE);
    Set<ByteBuffer> images = new HashSet<>();
    for (Samples samples : new Samples[] {sets.training(), sets.test(), other.training()}) {
      for (int i = 0; i < samples.size(); i++) {
        images.add(ByteBuffer.wrap(bytes(samples, i)));
      }
    }
    assertEquals(14_000, images.size());
  }

  @Test
  void classesComeInAnotherOrderInEachBlockAndSet() {
    assertNotEquals(labels(sets.training(), 0), labels(sets.training(), 10));
    assertNotEquals(labels(sets.training(), 0), labels(sets.test(), 0));
  }

  @Test
  void inkIsBrightAndThePaperBlack() {
    for (int i = 0; i < 1000; i++) {
      int black = 0;
      int brightest = 0;
      for (byte pixel : bytes(sets.training(), i)) {
        black += pixel == 0 ? 1 : 0;
        brightest = Math.max(brightest, pixel & 0xff);
      }
      assertTrue(black > 784 / 2 && black < 784 * 0.97, "sample " + i + ": " + black + " black");
      assertTrue(brightest > 150, "sample " + i + ": brightest is " + brightest);
    }
  }

  /** Hard, but learnable: lines between the classes do not suffice, and likeness does better. */
  @Test
  void aLinearClassifierIsGoodAndTheNearestNeighbourBetter() {
    float[][] training = images(sets.training(), 10_000);
    float[][] test = images(sets.test(), 400);
    double linear = Classifiers.softmaxRegression(training, sets.training(), test, sets.test());
    double nearest = Classifiers.nearestNeighbour(training, sets.training(), test, sets.test());
    assertTrue(linear > 0.84 && linear < 0.94, "softmax regression: " + linear);
    assertTrue(nearest > linear + 0.02, "nearest neighbour: " + nearest + " against " + linear);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000_001})
  void refusesSizesOutOfRange(int samples) {
    var training = assertThrows(IllegalArgumentException.class, () -> new Digits(samples, 1, 1));
    assertEquals("training is " + samples + "; allowed are 1 to 1000000", training.getMessage());
    var test = assertThrows(IllegalArgumentException.class, () -> new Digits(1, samples, 1));
    assertEquals("test is " + samples + "; allowed are 1 to 1000000", test.getMessage());
  }

  private static void expectSameBeginning(Samples smaller, Samples larger) {
    for (int i = 0; i < smaller.size(); i++) {
      assertEquals(larger.label(i), smaller.label(i));
      assertEquals(ByteBuffer.wrap(bytes(larger, i)), ByteBuffer.wrap(bytes(smaller, i)));
    }
  }

  private static String sha256(Samples samples) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < samples.size(); i++) {
      digest.update((byte) samples.label(i));
      digest.update(bytes(samples, i));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(Samples samples, int sample) {
    byte[] bytes = new byte[samples.features()];
    for (int j = 0; j < bytes.length; j++) {
      bytes[j] = (byte) (int) samples.value(sample, j);
    }
    return bytes;
  }

  private static String labels(Samples samples, int from) {
    StringBuilder labels = new StringBuilder();
    for (int i = from; i < from + 10; i++) {
      labels.append(samples.label(i));
    }
    return labels.toString();
  }

  private static float[][] images(Samples samples, int count) {
    float[][] images = new float[count][samples.features()];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < images[i].length; j++) {
        images[i][j] = (float) (samples.value(i, j) / 255);
      }
    }
    return images;
  }
}
