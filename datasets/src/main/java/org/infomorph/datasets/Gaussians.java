package org.infomorph.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Gaussian bumps on a line of pixels; each bump is present or absent independently of the others.
 * Pixel x of a sample, counted from 0, has the value
 *
 * <pre>    2 h(x) / H - 1 + noise,    h(x) = sum_k exp(-(x - mu_k)^2 / (2 width^2))</pre>
 *
 * where the sum runs over the present bumps, and H is the largest h of any pixel when all bumps are
 * present. So values without noise lie in [-1, 1]. The centres mu_k are the centres of equal parts
 * of the line. The hidden causes are the bumps.
 *
 * @param pixels number of pixels of the line, 1 to 10 000
 * @param bumps number of bumps, 1 to 1000
 * @param width standard deviation of a bump in pixels, 0.1 to {@code pixels}
 * @param onProbability probability that a bump is present, in (0, 1)
 * @param noise standard deviation of the independent normal noise added to each value, 0 to 100
 * @param samples number of samples of an epoch, 1 to 1 000 000
 * @param test number of test samples, 1 to 1 000 000
 * @param fresh whether every epoch has its own samples
 */
@Named("bumps on a line of pixels, with noise")
public record Gaussians(
    @Field(
            value = "pixels of the line",
            absent = "" + Gaussians.DEFAULT_PIXELS,
            range = "[1, 10000]")
        int pixels,
    @Field(
            value = "bumps that are there or not",
            absent = "" + Gaussians.DEFAULT_BUMPS,
            range = "[1, 1000]")
        int bumps,
    @Field(
            value = "standard deviation of a bump, in pixels",
            absent = "" + Gaussians.DEFAULT_WIDTH,
            range = "[0.1, inf)")
        double width,
    @Field(
            value = "probability that a bump is there",
            absent = "" + Gaussians.DEFAULT_ON_PROBABILITY,
            range = "(0, 1)")
        double onProbability,
    @Field(
            value = "standard deviation of the noise of each pixel",
            absent = "" + Gaussians.DEFAULT_NOISE,
            range = "[0, 100]")
        double noise,
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
  /** Default number of pixels. */
  public static final int DEFAULT_PIXELS = 64;

  /** Default number of bumps. */
  public static final int DEFAULT_BUMPS = 8;

  /** Default width: half the distance between neighbouring bumps, so bumps overlap. */
  public static final double DEFAULT_WIDTH = 4;

  /** Default probability of a bump. */
  public static final double DEFAULT_ON_PROBABILITY = 0.5;

  /** Default noise. */
  public static final double DEFAULT_NOISE = 0.1;

  private static final int MOST_PIXELS = 10_000;
  private static final int MOST_BUMPS = 1000;
  private static final double LARGEST_NOISE = 100;

  /**
   * The smallest width. The nearest pixel is at most half a pixel from a bump's centre, and there
   * such a bump is still greater than 0.
   */
  private static final double SMALLEST_WIDTH = 0.1;

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a field is out of its range
   */
  public Gaussians {
    Fields.requireBetween("pixels", pixels, 1, MOST_PIXELS);
    Fields.requireBetween("bumps", bumps, 1, MOST_BUMPS);
    Fields.requireBetween("width", width, SMALLEST_WIDTH, pixels);
    Fields.requireBetween("noise", noise, 0, LARGEST_NOISE);
    CausedSamples.check(pixels, bumps, onProbability, samples, test);
  }

  @Override
  public Extent extent() {
    return new Extent(samples, test, features(), 0);
  }

  @Override
  public String name() {
    return "gaussians";
  }

  /** One row of pixels. */
  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return Optional.of(new ImageShape(pixels, 1, 1));
  }

  @Override
  public int features() {
    return pixels;
  }

  @Override
  public int causes() {
    return bumps;
  }

  @Override
  public SampleSupply draw(Seeds seeds) {
    double[] heights = new double[bumps * pixels];
    double[] all = new double[pixels];
    double largest = 0;
    for (int i = 0; i < heights.length; i++) {
      int x = i % pixels;
      double centre = (i / pixels + 0.5) * pixels / bumps - 0.5; // mu_k
      double z = (x - centre) / width;
      heights[i] = StrictMath.exp(-z * z / 2);
      all[x] += heights[i];
      largest = Math.max(largest, all[x]);
    }
    return new CausedSamples(
        bumps, onProbability, samples, test, fresh, seeds, sum(heights, largest));
  }

  /**
   * The sum of the present bumps, plus noise.
   *
   * @param heights {@code [bumps][pixels]}
   * @param largest H
   */
  private CausedSamples.Rendering sum(double[] heights, double largest) {
    return (present, random) -> {
      int size = present.length / bumps;
      float[] values = new float[size * pixels];
      double[] sum = new double[pixels];
      for (int i = 0; i < size; i++) {
        Arrays.fill(sum, 0);
        for (int k = 0; k < bumps; k++) {
          if (present[i * bumps + k] != 0) {
            for (int x = 0; x < pixels; x++) {
              sum[x] += heights[k * pixels + x]; // h(x)
            }
          }
        }
        for (int x = 0; x < pixels; x++) {
          double added = noise * random.nextGaussian();
          values[i * pixels + x] = (float) (2 * sum[x] / largest - 1 + added);
        }
      }
      return Samples.ofFloats(pixels, values);
    };
  }
}
