package org.infomorph.datasets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infomorph.data.SampleSupply;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Pictures of bars in {-1, +1}. The bars are the rows, the columns, or both; each bar is present or
 * absent independently of the others. A pixel is +1 if a present bar covers it, else -1. The hidden
 * causes are the bars, rows from the top before columns from the left.
 *
 * @param height pixels from top to bottom, 1 to 1000
 * @param width pixels from left to right, 1 to 1000
 * @param orientation the orientation of the bars
 * @param onProbability probability that a bar is present, in (0, 1)
 * @param samples number of samples of an epoch, 1 to 1 000 000
 * @param test number of test samples, 1 to 1 000 000
 * @param fresh whether every epoch has its own pictures
 * @see <a href="https://doi.org/10.1007/BF02331346">Földiák 1990, Forming sparse representations by
 *     local anti-Hebbian learning</a>
 */
@Named("pictures of bars that are there or not, independently of each other")
public record Bars(
    @Field(
            value = "pixels from top to bottom",
            absent = "" + Bars.DEFAULT_SIDE,
            range = "[1, 1000]")
        int height,
    @Field(
            value = "pixels from left to right",
            absent = "" + Bars.DEFAULT_SIDE,
            range = "[1, 1000]")
        int width,
    @Field(value = "which bars there are", absent = "horizontal") Orientation orientation,
    @Field(
            value = "probability that a bar is there",
            absent = "= orientation.defaultOnProbability",
            range = "(0, 1)")
        double onProbability,
    @Field(
            value = "samples of an epoch",
            absent = "" + DrawnDataset.DEFAULT_SAMPLES,
            range = "[1, 1000000]")
        int samples,
    @Field(
            value = "samples to be judged by",
            absent = "" + DrawnDataset.DEFAULT_TEST,
            range = "[1, 1000000]")
        int test,
    @Field(
            value = "whether every epoch has samples of its own",
            absent = "" + DrawnDataset.DEFAULT_FRESH)
        boolean fresh)
    implements DrawnDataset {
  /** Default number of pixels in each direction. */
  public static final int DEFAULT_SIDE = 8;

  /** Default orientation of the bars. */
  public static final Orientation DEFAULT_ORIENTATION = Orientation.HORIZONTAL;

  private static final int LONGEST_SIDE = 1000;

  /** The orientation of the bars. */
  public enum Orientation {
    HORIZONTAL(0.5),
    VERTICAL(0.5),
    BOTH(0.3);

    private final double defaultOnProbability;

    Orientation(double defaultOnProbability) {
      this.defaultOnProbability = defaultOnProbability;
    }

    /**
     * Default probability of a bar. With it a pixel is on about half of the time, also where two
     * bars cross: 1 - 0.7^2 = 0.51.
     */
    public double defaultOnProbability() {
      return defaultOnProbability;
    }
  }

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a field is out of its range
   */
  public Bars {
    Fields.requireBetween("height", height, 1, LONGEST_SIDE);
    Fields.requireBetween("width", width, 1, LONGEST_SIDE);
    CausedSamples.check(
        height * width, causes(orientation, height, width), onProbability, samples, test);
  }

  @Override
  public Extent extent() {
    return new Extent(samples, test, features(), 0);
  }

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return Optional.of(new ImageShape(width, height, 1));
  }

  @Override
  public int features() {
    return height * width;
  }

  /** Number of bars. */
  @Override
  public int causes() {
    return causes(orientation, height, width);
  }

  private static int causes(Orientation orientation, int height, int width) {
    return switch (orientation) {
      case HORIZONTAL -> height;
      case VERTICAL -> width;
      case BOTH -> height + width;
    };
  }

  @Override
  public SampleSupply draw(Seeds seeds) {
    int[][] covered = new int[causes()][];
    int rows = orientation == Orientation.VERTICAL ? 0 : height;
    for (int i = 0; i < covered.length; i++) {
      covered[i] = i < rows ? row(i) : column(i - rows);
    }
    return new CausedSamples(
        covered.length,
        onProbability,
        samples,
        test,
        fresh,
        seeds,
        CausedSamples.overlay(features(), covered));
  }

  private int[] row(int y) {
    return IntStream.range(0, width).map(x -> y * width + x).toArray();
  }

  private int[] column(int x) {
    return IntStream.range(0, height).map(y -> y * width + x).toArray();
  }
}
