package org.infomorph.run;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.infomorph.form.SpecException;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.trial.DataCheck;
import org.infomorph.trial.TrialSpec;

/**
 * Checks the trials of a sweep against their data, and finds out meanwhile which scores they will
 * have. A point that lacks the measure is allowed, as where an axis changes the method or a size:
 * its place in the tables stays empty. A measure that no trial has is not. For any number of
 * threads.
 */
public final class MeasureCheck implements Consumer<TrialSpec> {
  private final DataCheck data;
  private final Set<String> scores = new ConcurrentSkipListSet<>();

  MeasureCheck(DataCheck data) {
    this.data = data;
  }

  /**
   * The first round of a sweep, whose trials are found to be allowed, to fit their data and to have
   * the measure.
   *
   * @param dataFolder where data files are
   * @throws SpecException for what is wrong first
   */
  public static Rounds begin(Sweep sweep, Path dataFolder) {
    var check = new MeasureCheck(new DataCheck(dataFolder));
    var rounds = Rounds.begin(sweep, check);
    check.require(sweep);
    rounds.setData(check.data::fingerprints);
    return rounds;
  }

  @Override
  public void accept(TrialSpec spec) {
    data.accept(spec);
    scores.addAll(data.scores(spec));
  }

  /**
   * Refuses a measure that none of the trials seen so far has. Where these have no scores at all,
   * but atoms alone, nothing can be asked of the default.
   *
   * @throws SpecException with the scores that there are
   */
  void require(Sweep sweep) {
    var measure = sweep.measure();
    boolean isDefault = measure.equals(sweep.trial().usualMeasure());
    if (scores.contains(measure) || (scores.isEmpty() && isDefault)) {
      return;
    }
    throw SpecException.at(
        sweep.file(),
        "measure",
        (isDefault ? measure + ", the default," : measure)
            + " is not a score of any trial of this sweep; "
            + (scores.isEmpty()
                ? "there are none, so leave the measure out"
                : "allowed are " + String.join(", ", scores)));
  }
}
