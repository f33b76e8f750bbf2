package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;
import org.infomorph.bins.Memberships;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vector loops and plain loops give the same bits. */
class BlockLoopsTest {
  private static final int SAMPLES = 53;
  private static final int FROM = 3;

  private final Random random = new Random(5);

  private static Binning binning(int count, double sigma) {
    Kernel kernel = sigma == 0 ? new Kernel.Hard() : new Kernel.Logistic(sigma);
    return new Binning(count, new BinRange.Adaptive(0.5), kernel);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 10, 0, 10, 0.5",
    "5, 0.02, 7, 0.1, 12, 0.3",
    "4, 0.5, 3, 1, 5, 0.1",
    "6, 0.2, 2, 0, 23, 0.9",
  })
  void vectorsGiveTheBitsOfPlainLoops(
      int first, double firstSigma, int second, double secondSigma, int third, double thirdSigma) {
    BlockLoops fastest = BlockLoops.fastest();
    assumeFalse(fastest instanceof PlainBlockLoops, "this JVM has no vectors");
    Memberships[] sources =
        List.of(
                binning(first, firstSigma),
                binning(second, secondSigma),
                binning(third, thirdSigma))
            .stream()
            .map(each -> each.memberships(SAMPLES))
            .toArray(Memberships[]::new);
    for (Memberships source : sources) {
      source.assign(random.doubles(SAMPLES, -1, 1).toArray(), 0, SAMPLES);
    }
    assertEquals(0, sources[2].stride() % BlockLoops.BIN_BLOCK);

    assertArrayEquals(
        run(new PlainBlockLoops(), sources, first, second, third),
        run(fastest, sources, first, second, third));
  }

  /** All that the loops write, in one array. */
  private static double[] run(
      BlockLoops loops, Memberships[] sources, int first, int second, int third) {
    Random random = new Random(6);
    double[] theta = random.doubles(FROM + SAMPLES).toArray();
    double[] weights = random.doubles(1 + SAMPLES).toArray();
    int slots = first * second * third + third + sources[2].stride();
    double[] minus = new double[slots];
    double[] plus = new double[slots];
    loops.spread(
        sources[0],
        sources[1],
        sources[2],
        second,
        third,
        SAMPLES,
        theta,
        FROM,
        weights,
        1,
        minus,
        plus);
    double[] base = random.doubles(slots, -1, 1).toArray();
    double[] rise = random.doubles(slots, -1, 1).toArray();
    double[] byTheta = new double[SAMPLES];
    double[][] byDrives = new double[3][SAMPLES];
    byDrives[1] = new double[0];
    loops.gather(
        sources[0],
        sources[1],
        sources[2],
        second,
        third,
        SAMPLES,
        theta,
        FROM,
        base,
        rise,
        byTheta,
        byDrives);
    return List.of(minus, plus, byTheta, byDrives[0], byDrives[2]).stream()
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
