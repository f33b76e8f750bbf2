package org.infomorph.app;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.infomorph.files.Folder;
import org.infomorph.files.NativeCode;
import org.infomorph.form.SpecException;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.ResultLine;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialTable;

/**
 * The folder in which single trials are stored, like the trials of a sweep.
 *
 * @param place the text of {@code --out}
 */
record TrialPlace(String place) {
  /**
   * Creates the folder for results.
   *
   * @throws SpecException if it cannot be created
   */
  void prepare() {
    var out = new OutOption(folder());
    out.checkPlace();
    out.checkWritable();
    NativeCode.load();
    out.make();
  }

  /**
   * Stores a trial unless the folder already has it.
   *
   * @return whether the trial is new
   */
  boolean put(FinishedTrial trial) throws IOException {
    var id = trial.result().trialId();
    Set<String> present = new HashSet<>();
    var weights = new TrialTable.Weights(folder().weights(), keeper -> false);
    try (var table =
        TrialTable.open(folder().trials(), weights, there -> present.add(there.trialId()))) {
      table.append(id, ResultLine.of(trial));
    }
    return !present.contains(id);
  }

  private SweepFolder folder() {
    return new SweepFolder(Folder.at(place));
  }
}
