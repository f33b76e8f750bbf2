package org.infomorph.datasets;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;

/** A data set of somebody's own: horizontal and vertical stripes. */
public final class Stripes implements SampleProvider {
  @Override
  public String name() {
    return "stripes";
  }

  @Override
  public String version() {
    return "first version";
  }

  @Override
  public SampleSets load(Path dataFolder, Map<String, Double> settings) {
    float high = settings.getOrDefault("height", 1.0).floatValue();
    float[] values = {high, high, 0, 0, high, 0, high, 0};
    var samples = Samples.ofFloats(4, values, 2, new byte[] {0, 1});
    return new SampleSets(samples, samples);
  }

  @Override
  public Optional<ImageShape> image(Map<String, Double> settings) {
    return Optional.of(new ImageShape(2, 2, 1));
  }
}
