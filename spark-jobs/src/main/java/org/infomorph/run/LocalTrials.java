package org.infomorph.run;

import org.infomorph.math.Blas;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialRequest;
import org.infomorph.result.TrialRunner;

/**
 * Trains, in whatever JVM it is called.
 *
 * @param data where data files are on that machine
 * @param blas what multiplies matrices there; a JVM that does it otherwise already refuses
 */
public record LocalTrials(DataPlace data, Blas.Choice blas) implements TrialRunner {
  @Override
  public String run(String request) {
    Blas.use(blas);
    return Trial.attempt(TrialRequest.read(request), data.onExecutor());
  }
}
