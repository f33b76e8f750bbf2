package org.infomorph.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.infomorph.data.Samples;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.FixedDataset;

/** What was read of the user's own data: a wrong column or label is seen before any result. */
public final class ReadData {
  private ReadData() {}

  /**
   * One line about samples, features and classes. Empty for data sets of the program, whose
   * documents say it.
   *
   * @param dataset checked before
   */
  public static Optional<String> line(Dataset dataset, Path dataFolder) throws IOException {
    if (!(dataset instanceof FixedDataset fixed)) {
      return Optional.empty();
    }
    var loaded = Datasets.load(fixed, dataFolder);
    if (loaded.fingerprint().isEmpty()) {
      return Optional.empty();
    }
    var training = loaded.sets().training();
    return Optional.of(
        "%s: training samples %d, test samples %d, features %d, %s"
            .formatted(
                dataset.name(),
                training.size(),
                loaded.sets().test().size(),
                training.features(),
                classes(training)));
  }

  private static String classes(Samples training) {
    if (training.classes() == 0) {
      return "no labels";
    }
    var counts = new int[training.classes()];
    for (int s = 0; s < training.size(); s++) {
      counts[training.label(s)]++;
    }
    int most = Arrays.stream(counts).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "classes %d (the most frequent one: %.0f %% of the training samples)",
        counts.length,
        100.0 * most / training.size());
  }
}
