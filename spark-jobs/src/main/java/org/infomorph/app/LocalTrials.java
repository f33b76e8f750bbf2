package org.infomorph.app;

import org.infomorph.trial.CanonicalJson;
import org.infomorph.trial.ResultFormat;
import org.infomorph.trial.Trial;
import org.infomorph.trial.TrialRunner;
import org.infomorph.trial.TrialSpec;

/**
 * Trains, in whatever JVM it is called.
 *
 * @param data where data files are on that machine
 */
record LocalTrials(DataPlace data) implements TrialRunner {
  @Override
  public String run(String canonicalSpec) {
    var spec = TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec));
    return ResultFormat.toJson(Trial.attempt(spec, data.onExecutor(), epoch -> {}));
  }
}
