package org.infomorph.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.infomorph.files.Folder;
import org.infomorph.files.GuardedFolder;
import org.infomorph.result.WeightsRow;

/**
 * The table {@code weights} beside the table {@code trials}, open for writing. Its rows come from
 * the same journal, and each part appears before the part with the trials of these rows. So every
 * trial in the table has its weights. Weights without a trial belong to a trial that will follow or
 * was removed. The folder is created with the first weights.
 */
final class WeightsTable {
  private final GuardedFolder folder;
  private final Compaction<WeightsRow> compaction;
  private boolean exists;

  /**
   * @param folder the table's folder, created with the first weights
   * @param trials the folder of the trials, which this writer has locked
   */
  WeightsTable(GuardedFolder folder, Folder trials) {
    this.folder = folder;
    compaction = new Compaction<>(folder, WeightsSchema.FORMAT, trials);
  }

  /** Finishes the work of a killed writer, or failed work of this writer. */
  void recover() throws IOException {
    exists = folder.exists("");
    if (exists) {
      compaction.recover();
    }
  }

  /** Whether a segment's weights are already stored, complete and intact. */
  boolean isCommitted(long segment) throws IOException {
    return Parts.isCommitted(folder, segment);
  }

  /** A part for a segment's weights. */
  StagedPart<WeightsRow> stage(long segment) throws IOException {
    exists = true;
    return new StagedPart<>(folder, WeightsSchema.FORMAT, segment);
  }

  /**
   * The trials that have weights.
   *
   * @param damaged receives the files that are moved aside
   */
  Set<String> trialIds(List<String> damaged) throws IOException {
    var ids = new HashSet<String>();
    for (var part : Parts.intact(folder, damaged)) {
      folder.expect(List.of(part.name()));
      Parts.read(
          folder, part.name(), TrialSummary.ID, row -> ids.add(row.getString("trial_id", 0)));
    }
    return ids;
  }

  /** Removes the weights of trials. */
  void remove(Set<String> trialIds) throws IOException {
    if (exists) {
      compaction.remove(trialIds::contains);
    }
  }

  /** Merges small files if there are more than this number. */
  void merge(int mostSmallParts) throws IOException {
    if (exists && compaction.smallParts() > mostSmallParts) {
      compaction.run();
    }
  }

  /** Checks that all written files still exist. */
  void verify() throws IOException {
    folder.verify();
  }
}
