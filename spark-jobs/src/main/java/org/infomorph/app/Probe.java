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

  /** When an epoch had ended; epoch 0 ends when the trial begins. */
  private record Mark(int epoch, long nanoTime) {}

  Probe(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Seconds per unit of a trial's cost. Trains some epochs of it, more if they were too short to
   * tell, and times the later half of them: in the first the data is loaded and the JVM learns.
   *
   * @param spec representative of what is to be estimated
   */
  double secondsPerCost(TrialSpec spec) {
    int most = Math.max(1, spec.training().epochs());
    for (int epochs = Math.min(FIRST_EPOCHS, most); ; epochs = Math.min(4 * epochs, most)) {
      var shorter = withEpochs(spec, epochs);
      List<Mark> marks = new ArrayList<>();
      marks.add(new Mark(0, System.nanoTime()));
      Trial.run(
          shorter, dataFolder, report -> marks.add(new Mark(report.epoch(), System.nanoTime())));
      var last = marks.get(marks.size() - 1);
      boolean diverged = last.epoch() < epochs;
      double seconds = seconds(marks.get(0), last);
      if (seconds >= ENOUGH_SECONDS || diverged || epochs == most) {
        var middle = marks.get((marks.size() - 1) / 2);
        int timed = last.epoch() - middle.epoch();
        double costOfOneEpoch = shorter.cost() / epochs;
        return timed == 0 ? 0 : seconds(middle, last) / timed / costOfOneEpoch;
      }
    }
  }

  private static double seconds(Mark from, Mark to) {
    return (to.nanoTime() - from.nanoTime()) * 1e-9;
  }

  private static TrialSpec withEpochs(TrialSpec spec, int epochs) {
    var tree = spec.toJson();
    EPOCHS.set(tree, IntNode.valueOf(epochs));
    return TrialSpec.bind("probe", tree);
  }
}
