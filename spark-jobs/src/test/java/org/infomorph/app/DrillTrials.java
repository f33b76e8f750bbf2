package org.infomorph.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.infomorph.form.CanonicalJson;
import org.infomorph.result.TrialRequest;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.LocalTrials;
import org.infomorph.trial.TrialSpec;

/**
 * Real trials that leave a line for each time that one begins, some of them poisonous: what a trial
 * does follows from its {@code evaluation.atom_batches}.
 *
 * @param real runs the healthy ones
 * @param begun folder of the files, one a JVM, with the ids of the trials that it has begun
 */
record DrillTrials(LocalTrials real, String begun) implements TrialRunner {
  /** From this number of atom batches on, a trial is poisonous. */
  static final int FIRST_POISON = 101;

  /** What a poisonous trial does, in the order of the numbers. */
  enum Poison {
    THROWS,
    WAITS_FOR_EVER,
    LOOPS_FOR_EVER,
    FILLS_THE_MEMORY,
    ENDS_ITS_JVM
  }

  @Override
  public String run(String request) {
    var canonical = TrialRequest.read(request).canonical();
    var spec = TrialSpec.bind("trial", CanonicalJson.read(canonical));
    note(spec.trialId());
    int number = spec.evaluation().atomBatches() - FIRST_POISON;
    return number < 0 ? real.run(request) : suffer(Poison.values()[number]);
  }

  private void note(String trialId) {
    var file = Path.of(begun, ProcessHandle.current().pid() + ".txt");
    try {
      Files.writeString(file, trialId + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String suffer(Poison poison) {
    switch (poison) {
      case THROWS -> throw new IllegalStateException("poisonous");
      case WAITS_FOR_EVER -> {
        try {
          Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
          throw new IllegalStateException("interrupted", e);
        }
      }
      case LOOPS_FOR_EVER -> {
        for (long i = 0; i >= 0; i = (i + 1) & Long.MAX_VALUE) {
          Thread.onSpinWait();
        }
      }
      case FILLS_THE_MEMORY -> {
        var hoard = new ArrayList<long[]>();
        while (hoard.size() < Integer.MAX_VALUE) {
          hoard.add(new long[1 << 20]);
        }
      }
      case ENDS_ITS_JVM -> Runtime.getRuntime().halt(77);
    }
    throw new AssertionError(poison + " came to an end");
  }
}
