package org.infomorph.datasets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Handwriting-like digits drawn by the program: 28 x 28 unsigned bytes, bright ink on a background
 * of 0, ten classes of equal share. The same record gives the same bytes on every machine. A sample
 * depends only on the seed, the set and the sample's index, so the first n samples do not depend on
 * the size of the set.
 *
 * @param training number of training samples, 1 to 1 000 000
 * @param test number of test samples, 1 to 1 000 000
 * @param seed any number; another seed gives other samples of the same distribution
 */
@Named("digits that look handwritten, drawn by the program: 28 x 28 grey values, 10 classes")
public record Digits(
    @Field(
            value = "training samples",
            absent = "" + Digits.DEFAULT_TRAINING,
            range = "[1, 1000000]")
        int training,
    @Field(value = "test samples", absent = "" + Digits.DEFAULT_TEST, range = "[1, 1000000]")
        int test,
    @Field(
            value =
                "decides the digits; it does not follow the trial's seed, so that trials share their data",
            absent = "" + Digits.DEFAULT_SEED)
        long seed)
    implements FixedDataset {
  /** Default number of training samples. */
  public static final int DEFAULT_TRAINING = 10_000;

  /** Default number of test samples. */
  public static final int DEFAULT_TEST = 2_000;

  /** Default seed. It does not depend on the trial's seed, so trials share their data. */
  public static final long DEFAULT_SEED = 1;

  /** The default digits. */
  public static final Digits DEFAULT = new Digits(DEFAULT_TRAINING, DEFAULT_TEST, DEFAULT_SEED);

  private static final int CLASSES = 10;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is out of its range
   */
  public Digits {
    Fields.requireSetSize("training", training);
    Fields.requireSetSize("test", test);
  }

  @Override
  public Extent extent() {
    return new Extent(training, test, Scribe.SIDE * Scribe.SIDE, CLASSES);
  }

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return Optional.of(new ImageShape(Scribe.SIDE, Scribe.SIDE, 1));
  }

  @Override
  public SampleSets load(Path dataFolder) {
    Seeds seeds = new Seeds(seed).derive("digits");
    return new SampleSets(
        draw(training, seeds.derive("training")), draw(test, seeds.derive("test")));
  }

  private static Samples draw(int samples, Seeds seeds) {
    int features = Scribe.SIDE * Scribe.SIDE;
    byte[] images = new byte[samples * features];
    byte[] labels = new byte[samples];
    int[] order = new int[CLASSES];
    Scribe scribe = new Scribe();
    for (int i = 0; i < samples; i++) {
      int place = i % CLASSES;
      if (place == 0) {
        // Each block of ten samples contains each class once, in a random order.
        order = IntStream.range(0, CLASSES).toArray();
        seeds.stream("order", i / CLASSES).shuffle(order);
      }
      labels[i] = (byte) order[place];
      RandomStream hand = seeds.stream("hand", i);
      scribe.write(order[place], hand, images, i * features);
    }
    return Samples.ofBytes(features, images, CLASSES, labels);
  }
}
