package org.infomorph.datasets;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.data.Samples;

/**
 * All that samples hold, to compare them.
 *
 * @param shape samples, features, classes, causes
 * @param values {@code [samples][features]}
 * @param labels {@code [samples]}; empty without
 * @param causes {@code [samples][causes]}; empty without
 */
record Contents(
    List<Integer> shape, List<Double> values, List<Integer> labels, List<Boolean> causes) {
  static Contents of(Samples samples) {
    return ofFirst(samples.size(), samples);
  }

  static Contents ofFirst(int size, Samples samples) {
    var contents =
        new Contents(
            List.of(size, samples.features(), samples.classes(), samples.causes()),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < samples.features(); f++) {
        contents.values.add(samples.value(i, f));
      }
      for (int c = 0; c < samples.causes(); c++) {
        contents.causes.add(samples.hasCause(i, c));
      }
      if (samples.classes() > 0) {
        contents.labels.add(samples.label(i));
      }
    }
    return contents;
  }
}
