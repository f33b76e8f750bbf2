package org.infomorph.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.result.CodeVersion;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Texts;

/** By which code and which BLAS the trials of a table were computed: what must not be mixed. */
final class Origins {
  private final Map<String, Integer> versions = new TreeMap<>();
  private final Map<String, Integer> blas = new TreeMap<>();

  /** Counts a trial; one that came to nothing has no numbers that could differ. */
  void count(TrialSummary trial) {
    versions.merge(trial.codeVersion(), 1, Integer::sum);
    if (!trial.scores().isEmpty() && trial.environment().containsKey("blas")) {
      blas.merge(Blas.normalForm(trial.environment().get("blas")), 1, Integer::sum);
    }
  }

  /**
   * Refuses to go on with what a version with other numbers has begun.
   *
   * @param folder how the message names the table
   * @throws SpecException if there are trials of a version with other numbers
   */
  void refuseOtherVersions(Folder folder) {
    var others = new TreeMap<>(versions);
    others.keySet().removeIf(CodeVersion::hasTheSameNumbers);
    if (!others.isEmpty()) {
      throw new SpecException(
          folder.describe("")
              + ": holds "
              + describe(others)
              + ", but this is "
              + CodeVersion.get()
              + ", whose numbers may differ; choose another --out, or mix them with --accept-version");
    }
  }

  /** A line for people if not all numbers come from the same BLAS. */
  Optional<String> mixedBlas() {
    return blas.size() < 2
        ? Optional.empty()
        : Optional.of(
            "note: the products were computed by "
                + describe(blas)
                + "; last digits may differ between them (--blas java: the same everywhere)");
  }

  private static String describe(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> Texts.count(entry.getValue(), "trial") + " of " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
