package org.infomorph.run;

import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Blas;
import org.infomorph.result.ResultLine;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialRunner;
import org.infomorph.trial.TrialSpec;

/**
 * Trains, in whatever JVM it is called.
 *
 * @param data where data files are on that machine
 * @param blas what multiplies matrices there; a JVM that does it otherwise already refuses
 */
public record LocalTrials(DataPlace data, Blas.Choice blas) implements TrialRunner {
  @Override
  public String run(String canonicalSpec) {
    Blas.use(blas);
    var spec = TrialSpec.bind("trial", CanonicalJson.read(canonicalSpec));
    return ResultLine.of(Trial.attempt(spec, data.onExecutor(), epoch -> {}));
  }
}
