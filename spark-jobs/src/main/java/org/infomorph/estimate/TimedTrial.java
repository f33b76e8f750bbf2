package org.infomorph.estimate;

import com.fasterxml.jackson.databind.node.IntNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.infomorph.form.SpecPath;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.trial.TrialSpec;

/** Runs a trial for as long as it may, and says how long all of it would take. */
final class TimedTrial {
  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");
  private static final SpecPath EVERY = SpecPath.parse("evaluation.every");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Path dataFolder;
  private final ScheduledExecutorService timer;

  /** Seconds from the start to each report and to the end, which may have come too early. */
  private record Run(List<Double> reports, double end, double cpu, boolean whole) {
    double waiting() {
      return Math.max(1, end / cpu);
    }

    double first() {
      return reports.get(0);
    }

    /** Between two reports, in the later half: in the first the JVM learns. */
    double step() {
      int last = reports.size() - 1;
      int middle = last / 2;
      return (reports.get(last) - reports.get(middle)) / (last - middle);
    }
  }

  /**
   * What a run has shown.
   *
   * @param seconds that all of the trial takes; NaN if it was too long to tell
   * @param spent seconds that it was given
   * @param share of the trial that it did in them, 1 if all
   * @param waiting seconds that went by for one of the CPU's: 1 on a machine with nothing else to
   *     do
   */
  record Time(double seconds, double spent, double share, double waiting) {
    /** Of a trial that came to its end. */
    boolean whole() {
      return share == 1;
    }
  }

  /**
   * @param timer stops runs
   */
  TimedTrial(Path dataFolder, ScheduledExecutorService timer) {
    this.dataFolder = dataFolder;
    this.timer = timer;
  }

  /**
   * Times a trial, in the caller's thread.
   *
   * @param limit seconds to spend on it
   */
  Time time(TrialSpec spec, double limit) {
    int every = spec.evaluation().every();
    int epochs = spec.training().epochs();
    var run = run(spec, limit);
    if (run.whole()) {
      return new Time(run.end(), run.end(), 1, run.waiting());
    }
    int made = run.reports().size();
    double reports = Math.ceil((double) epochs / every);
    if (made >= 2) {
      double all = run.first() + (reports - 1) * run.step();
      return new Time(all, run.reports().get(made - 1), made / reports, run.waiting());
    }
    if (every == 1 && made == 1) { // too much rather than nothing: the first one of a cold JVM
      return new Time(run.first() * reports, run.first(), 1 / reports, run.waiting());
    }
    if (every == 1) {
      return new Time(Double.NaN, run.end(), 0, run.waiting());
    }
    // Reports are too far apart: a report after each epoch, then several epochs with one report.
    var each = run(with(spec, epochs, 1), limit);
    int several = each.reports().size();
    if (several < 2) {
      return new Time(Double.NaN, run.end() + each.end(), 0, run.waiting());
    }
    var one = run(with(spec, several, several), limit);
    double both = each.step();
    double epoch = one.whole() ? Math.min(both, (one.end() - each.first()) / (several - 1)) : both;
    double all = each.first() - both + epochs * epoch + reports * (both - epoch);
    double spent = run.end() + each.end() + one.end();
    return new Time(all, spent, Math.min(0.99, spent / all), run.waiting());
  }

  private Run run(TrialSpec spec, double limit) {
    var reports = new ArrayList<Double>();
    var alarm = new Alarm(Thread.currentThread());
    long start = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    var bell = timer.schedule(alarm, Math.round(limit * 1e6), TimeUnit.MICROSECONDS);
    var result = Trial.run(spec, dataFolder, report -> reports.add(secondsSince(start)));
    double end = secondsSince(start);
    double onCpu = (THREADS.getCurrentThreadCpuTime() - cpu) * 1e-9;
    bell.cancel(false);
    boolean stopped = alarm.end() && result.status() == TrialResult.Status.FAILED;
    return new Run(reports, end, onCpu, !stopped);
  }

  /** Interrupts a trial that takes too long, and never what comes after it. */
  private static final class Alarm implements Runnable {
    private final Thread thread;
    private boolean ended;
    private boolean rung;

    Alarm(Thread thread) {
      this.thread = thread;
    }

    @Override
    public synchronized void run() {
      if (!ended) {
        rung = true;
        thread.interrupt();
      }
    }

    /** Ends it; whether it has rung. */
    synchronized boolean end() {
      ended = true;
      Thread.interrupted(); // it may have rung too late to be noticed
      return rung;
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) * 1e-9;
  }

  private static TrialSpec with(TrialSpec spec, int epochs, int every) {
    var tree = spec.toJson();
    EPOCHS.set(tree, IntNode.valueOf(epochs));
    EVERY.set(tree, IntNode.valueOf(every));
    return TrialSpec.bind("probe", tree);
  }
}
