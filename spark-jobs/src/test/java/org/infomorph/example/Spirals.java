package org.infomorph.example;

import java.nio.file.Path;
import java.util.Map;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.datasets.SampleProvider;
import org.infomorph.math.Seeds;

/** Two spirals, one within the other. */
public final class Spirals implements SampleProvider {
  @Override
  public String name() {
    return "spirals";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public SampleSets load(Path dataFolder, Map<String, Double> settings) {
    double turns = settings.getOrDefault("turns", 1.0);
    return new SampleSets(spirals(600, turns, "training"), spirals(200, turns, "test"))
        .standardised();
  }

  private static Samples spirals(int samples, double turns, String part) {
    var random = new Seeds(1).stream(part);
    float[] values = new float[2 * samples];
    byte[] labels = new byte[samples];
    for (int i = 0; i < samples; i++) {
      double radius = random.nextDouble();
      double angle = 2 * StrictMath.PI * (turns * radius + 0.5 * (i % 2));
      values[2 * i] = (float) (radius * StrictMath.cos(angle));
      values[2 * i + 1] = (float) (radius * StrictMath.sin(angle));
      labels[i] = (byte) (i % 2);
    }
    return Samples.ofFloats(2, values, 2, labels);
  }
}
