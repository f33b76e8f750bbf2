package org.infomorph.datasets;

import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;

/**
 * Samples made by hidden causes; each cause is present or absent independently of the others. An
 * epoch's samples depend only on the seeds and the epoch. Test samples are drawn separately.
 */
final class CausedSamples implements SampleSupply {
  /** How hidden causes become values. */
  interface Rendering {
    /**
     * The samples in which the given causes are present.
     *
     * @param present {@code [samples][causes]}, 1 or 0
     * @param random draws everything that the causes do not determine
     */
    Samples render(byte[] present, RandomStream random);
  }

  private final int causes;
  private final double onProbability;
  private final int samples;
  private final boolean fresh;
  private final Seeds seeds;
  private final Rendering rendering;
  private final Samples test;

  /**
   * A supply.
   *
   * @param onProbability probability that a cause is present, in (0, 1)
   * @param samples number of samples of an epoch
   * @param test number of test samples
   * @param fresh whether each epoch has its own samples; if not, all epochs have the samples of the
   *     first
   * @param seeds streams {@code training} by epoch and {@code test}
   */
  CausedSamples(
      int causes,
      double onProbability,
      int samples,
      int test,
      boolean fresh,
      Seeds seeds,
      Rendering rendering) {
    this.causes = causes;
    this.onProbability = onProbability;
    this.samples = samples;
    this.fresh = fresh;
    this.seeds = seeds;
    this.rendering = rendering;
    this.test = draw(test, seeds.stream("test"));
  }

  /**
   * Checks the fields that all descriptions of such samples share.
   *
   * @param features values of a sample, 1 or more
   * @param causes 1 or more
   * @throws IllegalArgumentException if a field is out of its range
   */
  static void check(int features, int causes, double onProbability, int samples, int test) {
    Fields.requireProbability("on_probability", onProbability);
    Fields.requireSetSize("samples", samples);
    Fields.requireSetSize("test", test);
    Fields.requireArray("samples", samples, Math.max(features, causes));
    Fields.requireArray("test", test, Math.max(features, causes));
  }

  @Override
  public Samples training(int epoch) {
    return draw(samples, seeds.stream("training", fresh ? epoch : 1));
  }

  @Override
  public Samples test() {
    return test;
  }

  private Samples draw(int size, RandomStream random) {
    byte[] present = new byte[size * causes];
    for (int i = 0; i < present.length; i++) {
      present[i] = (byte) (random.nextDouble() < onProbability ? 1 : 0);
    }
    return rendering.render(present, random).withCauses(causes, present);
  }

  /**
   * Pictures in which a pixel is +1 if at least one present cause covers it, else -1.
   *
   * @param pixels number of pixels of a picture
   * @param covered the pixels of each cause, from 0
   */
  static Rendering overlay(int pixels, int[][] covered) {
    return (present, random) -> {
      int samples = present.length / covered.length;
      byte[] values = new byte[samples * pixels];
      for (int i = 0; i < present.length; i++) {
        if (present[i] != 0) {
          int at = i / covered.length * pixels;
          for (int pixel : covered[i % covered.length]) {
            values[at + pixel] = 1;
          }
        }
      }
      return Samples.ofBytes(pixels, values).affine(-1, 2);
    };
  }
}
