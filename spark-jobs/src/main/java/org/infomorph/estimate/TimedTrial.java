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

/** Runs a trial within a time limit, and estimates how long the whole trial would take. */
final class TimedTrial {
  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");
  private static final SpecPath EVERY = SpecPath.parse("evaluation.every");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Path dataFolder;
  private final ScheduledExecutorService timer;

  /** Seconds from the start to each report and to the end; the run may have been cut short. */
  private record Run(List<Double> reports, double end, double cpu, boolean whole) {
    double waiting() {
      return Math.max(1, end / cpu);
    }

    double first() {
      return reports.get(0);
    }

    /** Seconds between two reports in the second half; in the first half the JVM warms up. */
    double step() {
      int last = reports.size() - 1;
      int middle = last / 2;
      return (reports.get(last) - reports.get(middle)) / (last - middle);
    }
  }

  /**
   * The result of a timed run.
   *
   * @param seconds estimated seconds of the whole trial; NaN if the trial was too long for an
   *     estimate
   * @param spent seconds spent on it
   * @param share completed share of the trial, 1 for the whole trial
   * @param waiting wall time divided by CPU time: 1 on an otherwise idle machine
   */
  record Time(double seconds, double spent, double share, double waiting) {
    /** Whether the trial was completed. */
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
    if (every == 1 && made == 1) { // a cold JVM's first epoch: better too large than no estimate
      return new Time(run.first() * reports, run.first(), 1 / reports, run.waiting());
    }
    if (every == 1) {
      return new Time(Double.NaN, run.end(), 0, run.waiting());
    }
    // Reports are too far apart: first run with a report after each epoch, then with one report for
    // several epochs.
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

  /** Interrupts a trial that takes too long, but never the work after it. */
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

    /** Ends the alarm; returns whether it has gone off. */
    synchronized boolean end() {
      ended = true;
      Thread.interrupted(); // it may have gone off too late for the trial to notice
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
