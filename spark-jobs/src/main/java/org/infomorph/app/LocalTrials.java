package org.infomorph.app;

import java.nio.file.Path;
import org.infomorph.trial.CanonicalJson;
import org.infomorph.trial.ResultFormat;
import org.infomorph.trial.Trial;
import org.infomorph.trial.TrialRunner;
import org.infomorph.trial.TrialSpec;

/**
 * Trains, in whatever JVM it is called.
 *
 * @param dataFolder where data files are on that machine
 */
record LocalTrials(String dataFolder) implements TrialRunner {
  @Override
  public String run(String canonicalSpec) {
    var spec = TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec));
    return ResultFormat.toJson(Trial.attempt(spec, Path.of(dataFolder), epoch -> {}));
  }
}
