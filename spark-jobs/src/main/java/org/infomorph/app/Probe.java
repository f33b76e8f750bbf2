package org.infomorph.app;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.trial.SpecPath;
import org.infomorph.trial.Trial;
import org.infomorph.trial.TrialSpec;

/** Finds out how fast this machine is, by training a little. */
final class Probe {
  private static final double ENOUGH_SECONDS = 2;
  private static final int FIRST_EPOCHS = 2;
  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");

  private final Path dataFolder;

  Probe(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Seconds per unit of a trial's cost. Trains some epochs of it, more if they were too short to
   * tell, and times those after the first, in which the JVM still learns.
   *
   * @param spec representative of what is to be estimated
   */
  double secondsPerCost(TrialSpec spec) {
    for (int epochs = FIRST_EPOCHS; ; epochs *= 4) {
      var shorter = withEpochs(spec, epochs);
      List<Long> times = new ArrayList<>();
      times.add(System.nanoTime());
      Trial.run(shorter, dataFolder, epoch -> times.add(System.nanoTime()));
      double all = (times.get(times.size() - 1) - times.get(0)) * 1e-9;
      int timed = times.size() / 2;
      boolean diverged = times.size() <= epochs;
      if (all >= ENOUGH_SECONDS || diverged || epochs >= spec.training().epochs()) {
        double late = (times.get(times.size() - 1) - times.get(times.size() - 1 - timed)) * 1e-9;
        double costOfOneEpoch = shorter.cost() / epochs;
        return timed == 0 ? 0 : late / timed / costOfOneEpoch;
      }
    }
  }

  private static TrialSpec withEpochs(TrialSpec spec, int epochs) {
    var tree = spec.toJson();
    EPOCHS.set(tree, IntNode.valueOf(epochs));
    return TrialSpec.bind("probe", tree);
  }
}
