package org.infomorph.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.TrialResult;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Texts;

/** By which code and which BLAS the trials of a table were computed: what must not be mixed. */
final class Origins {
  private final Map<String, Integer> versions = new TreeMap<>();
  private final Map<String, Integer> blas = new TreeMap<>();

  /** The user's own data, each with the fingerprint of its contents. */
  private final Map<String, Integer> data = new TreeMap<>();

  /** Counts a trial; one that came to nothing has no numbers that could differ. */
  void count(TrialSummary trial) {
    versions.merge(trial.codeVersion(), 1, Integer::sum);
    var read = trial.environment().get(TrialResult.DATA);
    if (read != null) {
      data.merge(read, 1, Integer::sum);
    }
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

  /**
   * Refuses to go on with trials that have read other contents of the user's own data.
   *
   * @param folder how the message names the table
   * @param now the fingerprints of what is there now, by the names of the data sets
   * @throws SpecException if there are trials of other contents
   */
  void refuseOtherData(Folder folder, Map<String, String> now) {
    for (var known : data.entrySet()) {
      var name = name(known.getKey());
      if (now.containsKey(name) && !known.getKey().equals(text(name, now.get(name)))) {
        throw new SpecException(
            folder.describe("")
                + ": holds "
                + Texts.count(known.getValue(), "trial")
                + " on other contents of "
                + known.getKey()
                + "; now it is "
                + now.get(name)
                + "; allowed are another --out, or the data as they were");
      }
    }
  }

  /**
   * Refuses a result that has read other contents than this machine.
   *
   * @param now as for {@link #refuseOtherData}
   * @throws SpecException if the contents differ
   */
  static void refuseOtherData(TrialResult trial, Map<String, String> now) {
    var read = trial.environment().get(TrialResult.DATA);
    if (read != null
        && now.containsKey(name(read))
        && !read.equals(text(name(read), now.get(name(read))))) {
      throw new SpecException(
          "host %s has other data: %s; here it is %s"
              .formatted(trial.environment().get("host"), read, now.get(name(read))));
    }
  }

  private static String text(String name, String fingerprint) {
    return name + " " + fingerprint;
  }

  /** Fingerprints have no blanks, and names may. */
  private static String name(String text) {
    return text.substring(0, text.lastIndexOf(' '));
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
