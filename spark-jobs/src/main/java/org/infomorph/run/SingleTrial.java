package org.infomorph.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.measuring.FixedSeeds;
import org.infomorph.plan.GridPlan;
import org.infomorph.result.TrialResult;
import org.infomorph.space.ParameterSpace;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Budget;
import org.infomorph.sweep.Confirmation;
import org.infomorph.sweep.PhaseThresholds;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.TrialTemplate;

/**
 * A trial that was run for itself, as the sweep of one point that it is: what reads sweeps reads
 * it, too.
 *
 * @param bySeed its row, and those of the same trial with other seeds
 */
record SingleTrial(SortedMap<Long, TrialResult> bySeed) {
  private static final String NAME = "trial";

  /** Of several scores the first one here ranks; they say most about what was to be learned. */
  private static final List<String> MEASURES =
      List.of(Sweep.DEFAULT_MEASURE, "recall_overlap", "causes_covered");

  /**
   * The sweep whose trials are in a folder that holds no sweep.
   *
   * @param folder a folder as {@code trial --out} fills it
   * @throws SpecException if other trials are there than one and its next seeds
   */
  static Sweep sweep(SweepFolder folder) throws IOException {
    var byPoint = new TreeMap<String, SortedMap<Long, TrialResult>>();
    TrialTable.scanWhole(
        folder.trials(),
        row -> byPoint.computeIfAbsent(row.pointId(), id -> new TreeMap<>()).put(row.seed(), row));
    var place = folder.folder().describe("");
    if (byPoint.isEmpty()) {
      throw new SpecException(place + ": there is neither a sweep.yaml nor a finished trial");
    }
    if (byPoint.size() > 1) {
      throw new SpecException(
          place
              + ": there is no sweep.yaml, but there are "
              + byPoint.size()
              + " different trials; allowed is one, with its seeds: give each its own --out, or run"
              + " them as a sweep");
    }
    return new SingleTrial(byPoint.firstEntry().getValue()).sweep(place, name(folder.folder()));
  }

  private Sweep sweep(String place, String name) {
    long first = bySeed.firstKey();
    long seeds = bySeed.lastKey() - first + 1;
    if (seeds != bySeed.size()) {
      throw new SpecException(
          place
              + ": there is no sweep.yaml, and the seeds of the trial are "
              + bySeed.keySet()
              + "; allowed are seeds without a gap, as a sweep has them");
    }
    var row = bySeed.get(first);
    return new Sweep(
        place,
        name,
        new TrialTemplate(place, SpecFile.parseObject(place, row.spec())),
        new ParameterSpace(List.of()),
        new GridPlan(),
        new FixedSeeds(Math.toIntExact(seeds)),
        measure(row.scores()),
        true,
        Budget.NONE,
        Confirmation.NONE,
        Sweep.DEFAULT_TIME_LIMIT_SECONDS,
        PhaseThresholds.DEFAULT);
  }

  private static String measure(Map<String, Double> scores) {
    return MEASURES.stream()
        .filter(scores::containsKey)
        .findFirst()
        .or(() -> scores.keySet().stream().sorted().findFirst())
        .orElse(Sweep.DEFAULT_MEASURE);
  }

  /** What the page is called: as the folder, if a sweep can be called so. */
  private static String name(Folder folder) {
    var path = folder.local().map(local -> local.toAbsolutePath().normalize().toString());
    var steps = path.orElse(folder.describe("")).replaceAll("/+$", "").split("/");
    var last = steps.length == 0 ? "" : steps[steps.length - 1];
    return last.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? last : NAME;
  }
}
