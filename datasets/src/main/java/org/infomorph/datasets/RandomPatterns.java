package org.infomorph.datasets;

import java.util.Arrays;
import org.infomorph.data.SampleSupply;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Like {@link Bars}, but with random sets of pixels, called templates, in place of bars: a pixel is
 * +1 if a present template covers it, else -1. The templates are drawn once, from the trial's
 * seeds. A template is empty with probability (1 - density)^pixels. The hidden causes are the
 * templates.
 *
 * @param pixels number of pixels of a picture, 1 to 10 000
 * @param templates number of templates, 1 to 1000
 * @param density probability that a pixel belongs to a template, in (0, 1)
 * @param onProbability probability that a template is present, in (0, 1)
 * @param samples number of samples of an epoch, 1 to 1 000 000
 * @param test number of test samples, 1 to 1 000 000
 * @param fresh whether every epoch has its own pictures
 */
@Named("pictures of random templates that are there or not")
public record RandomPatterns(
    @Field(
            value = "pixels of a picture",
            absent = "" + RandomPatterns.DEFAULT_PIXELS,
            range = "[1, 10000]")
        int pixels,
    @Field(
            value = "templates that are there or not",
            absent = "" + RandomPatterns.DEFAULT_TEMPLATES,
            range = "[1, 1000]")
        int templates,
    @Field(
            value = "probability that a template covers a pixel",
            absent = "" + RandomPatterns.DEFAULT_DENSITY,
            range = "(0, 1)")
        double density,
    @Field(
            value = "probability that a template is there",
            absent = "" + RandomPatterns.DEFAULT_ON_PROBABILITY,
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
  /** Default number of pixels. */
  public static final int DEFAULT_PIXELS = 64;

  /** Default number of templates. */
  public static final int DEFAULT_TEMPLATES = 8;

  /** Default density. With it a pixel is on 57 % of the time, 1 - (1 - 0.2 * 0.5)^8. */
  public static final double DEFAULT_DENSITY = 0.2;

  /** Default probability of a template. */
  public static final double DEFAULT_ON_PROBABILITY = 0.5;

  private static final int MOST_PIXELS = 10_000;
  private static final int MOST_TEMPLATES = 1000;

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a field is out of its range
   */
  public RandomPatterns {
    Fields.requireBetween("pixels", pixels, 1, MOST_PIXELS);
    Fields.requireBetween("templates", templates, 1, MOST_TEMPLATES);
    Fields.requireProbability("density", density);
    CausedSamples.check(pixels, templates, onProbability, samples, test);
  }

  @Override
  public Extent extent() {
    return new Extent(samples, test, features(), 0);
  }

  @Override
  public String name() {
    return "random patterns";
  }

  @Override
  public int features() {
    return pixels;
  }

  @Override
  public int causes() {
    return templates;
  }

  @Override
  public SampleSupply draw(Seeds seeds) {
    RandomStream random = seeds.stream("templates");
    int[][] covered = new int[templates][];
    int[] pixel = new int[pixels];
    for (int t = 0; t < templates; t++) {
      int count = 0;
      for (int p = 0; p < pixels; p++) {
        if (random.nextDouble() < density) {
          pixel[count++] = p;
        }
      }
      covered[t] = Arrays.copyOf(pixel, count);
    }
    return new CausedSamples(
        templates,
        onProbability,
        samples,
        test,
        fresh,
        seeds,
        CausedSamples.overlay(pixels, covered));
  }
}
