package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private static final int FOR_EVER = 10_000_000;

  @TempDir Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void aShortTrialIsTimedAsAWhole() {
    var time = new TimedTrial(folder, timer).time(spec(1, 1), 60);

    assertTrue(time.whole());
    assertTrue(time.seconds() > 0);
  }

  @Test
  void aLongTrialIsStoppedAndItsTimeFollowsFromItsReports() {
    long start = System.nanoTime();
    var time = new TimedTrial(folder, timer).time(spec(FOR_EVER, 1), 1);

    assertFalse(time.whole());
    assertTrue((System.nanoTime() - start) * 1e-9 < 30);
    assertTrue(time.seconds() > FOR_EVER * 1e-6, time + " is less than a microsecond an epoch");
  }

  @Test
  void reportsThatAreTooFarApartAreMadeCloser() {
    var time = new TimedTrial(folder, timer).time(spec(FOR_EVER, FOR_EVER), 1);

    assertFalse(time.whole());
    assertTrue(time.seconds() > FOR_EVER * 1e-6, time + " is less than a microsecond an epoch");
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void timesEverySizeOfASweepAndAsManyAtATimeAsRun() {
    var sweep =
        SweepFiles.sweep(
            folder,
            SweepFiles.SWEEP + "  epochs: {path: training.epochs, values: [1, 400]}\nseeds: 2\n");
    var trials = SweepFiles.trials(sweep);

    var found = new Probe(folder, 2, trials::spec).measure(trials.trials());

    assertEquals(2, found.strata());
    assertTrue(found.timed() >= 2, found.timed() + " timed");
    assertTrue(found.seconds() < 60, found.seconds() + " s");
    var brief = trials.trials().get(0);
    var lasting = trials.trials().stream().filter(t -> t.cost() > brief.cost()).findFirst();
    double ratio = found.speeds().seconds(lasting.orElseThrow()) / found.speeds().seconds(brief);
    assertTrue(ratio > 4, "400 epochs take " + ratio + " times as long as one");
  }

  private static TrialSpec spec(int epochs, int every) {
    var tree = (ObjectNode) SpecFile.parse("trial", SweepFiles.TRIAL);
    SpecPath.Assignment.parse("training.epochs=" + epochs).applyTo(tree);
    SpecPath.Assignment.parse("evaluation.every=" + every).applyTo(tree);
    return TrialSpec.bind("trial", tree);
  }
}
