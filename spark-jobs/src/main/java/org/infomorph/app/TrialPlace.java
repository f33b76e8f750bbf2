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
 * The folder in which single trials are kept, as a sweep's are.
 *
 * @param place as {@code --out} names it
 */
record TrialPlace(String place) {
  /**
   * Makes the folder, so that results can go here.
   *
   * @throws SpecException if that cannot be
   */
  void prepare() {
    var out = new OutOption(folder());
    out.checkPlace();
    out.checkWritable();
    NativeCode.load();
    out.make();
  }

  /**
   * Puts a trial there, unless it is there already.
   *
   * @return whether it is new
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
