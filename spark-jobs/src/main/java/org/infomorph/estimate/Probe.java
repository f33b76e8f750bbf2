package org.infomorph.estimate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.TrialSpec;

/**
 * Measures how long the trials of a sweep take, by running some trials of each stratum. The probe
 * runs as many trials at a time as a run, because cores share memory, and because the JVM's warm-up
 * matters in a short sweep.
 */
public final class Probe {
  /** Largest number of timed strata; times between them are interpolated. */
  private static final int STRATA = 8;

  private static final double FIRST_SECONDS = 5;
  private static final double MOST_SECONDS = 13;
  private static final double LEAST_SECONDS = 1;

  /**
   * Largest share of the run's time that the probe may take, if this share is the smaller limit.
   */
  private static final double SHARE = 0.25;

  /** Steps by the golden ratio through a stratum spread the timed trials evenly over it. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Path dataFolder;
  private final int atATime;
  private final Function<SweepTrials.Trial, TrialSpec> specs;

  /**
   * The result of the probe.
   *
   * @param speeds times of trials once the JVM is warm
   * @param warmUp total extra seconds of the probe's trials during the JVM's warm-up
   * @param waiting wall time divided by CPU time: more than 1 on a busy machine
   * @param timed number of timed runs
   * @param strata number of kinds and sizes among these runs
   * @param seconds duration of the probe
   */
  public record Finding(
      Speeds speeds, double warmUp, double waiting, int timed, int strata, double seconds) {}

  /**
   * @param atATime number of trials to run at a time, 1 or more
   * @param specs binds a trial
   */
  public Probe(Path dataFolder, int atATime, Function<SweepTrials.Trial, TrialSpec> specs) {
    this.dataFolder = dataFolder;
    this.atATime = atATime;
    this.specs = specs;
  }

  /**
   * Runs and times trials.
   *
   * @param trials all trials of the run, one or more
   */
  public Finding measure(List<SweepTrials.Trial> trials) {
    var threads = Executors.newFixedThreadPool(atATime);
    var timer = Executors.newSingleThreadScheduledExecutor();
    try {
      return measure(trials, threads, new TimedTrial(dataFolder, timer));
    } finally {
      threads.shutdownNow();
      timer.shutdownNow();
    }
  }

  private Finding measure(
      List<SweepTrials.Trial> trials, ExecutorService threads, TimedTrial timed) {
    long start = System.nanoTime();
    var samples = Stratum.of(trials, STRATA).stream().map(Sample::new).toList();
    int copies = Math.max(1, (atATime + samples.size() - 1) / samples.size());
    double budget = FIRST_SECONDS;
    double spent = 0;
    while (spent == 0 || spent < budget) {
      double slice = (budget - spent) * atATime / (samples.size() * copies);
      var round = new ArrayList<Callable<Void>>();
      for (var sample : samples) {
        for (int copy = 0; copy < copies; copy++) {
          round.add(sample.next(timed, slice));
        }
      }
      all(threads, round);
      spent = (System.nanoTime() - start) * 1e-9;
      budget = budget(samples, trials);
      if (budget - spent < 0.1 * budget) {
        break;
      }
    }
    double warmUp = samples.stream().mapToDouble(Sample::warmUp).sum();
    double waiting = samples.stream().mapToDouble(Sample::waiting).average().orElse(1);
    int runs = samples.stream().mapToInt(Sample::runs).sum();
    return new Finding(speeds(samples), warmUp, waiting, runs, samples.size(), spent);
  }

  /**
   * The time budget: a share of the estimated run time; the whole budget as long as a stratum has
   * no measured time.
   */
  private double budget(List<Sample> samples, List<SweepTrials.Trial> trials) {
    if (!samples.stream().allMatch(Sample::known)) {
      return MOST_SECONDS;
    }
    double work = trials.stream().mapToDouble(speeds(samples)::seconds).sum();
    return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, SHARE * work / atATime));
  }

  private static Speeds speeds(List<Sample> samples) {
    var speeds = new Speeds();
    for (var sample : samples) {
      sample.addTo(speeds);
    }
    return speeds;
  }

  private static void all(ExecutorService threads, List<Callable<Void>> round) {
    try {
      for (var run : threads.invokeAll(round)) {
        run.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Trials of one stratum and their times, in the order in which they ran. */
  private final class Sample {
    private final Stratum stratum;
    private final List<TimedTrial.Time> times = new ArrayList<>();
    private int asked;

    Sample(Stratum stratum) {
      this.stratum = stratum;
    }

    /** A task that times another trial of the stratum. */
    Callable<Void> next(TimedTrial timed, double limit) {
      double fraction = asked++ * GOLDEN % 1;
      var trial = stratum.trials().get((int) (fraction * stratum.trials().size()));
      return () -> {
        var time = timed.time(specs.apply(trial), limit);
        synchronized (times) {
          times.add(time);
        }
        return null;
      };
    }

    int runs() {
      return times.size();
    }

    boolean known() {
      return times.stream().anyMatch(time -> time.seconds() > 0);
    }

    /** The last third of the times, when the JVM is warm. */
    private Stream<TimedTrial.Time> late() {
      return times.subList(times.size() * 2 / 3, times.size()).stream();
    }

    double waiting() {
      return late().mapToDouble(TimedTrial.Time::waiting).average().orElse(1);
    }

    /** The time of one trial once the JVM is warm. */
    private OptionalDouble steady() {
      return late().mapToDouble(TimedTrial.Time::seconds).filter(seconds -> seconds > 0).average();
    }

    void addTo(Speeds speeds) {
      steady().ifPresent(seconds -> speeds.add(stratum, seconds));
    }

    /** The extra time of the first trials during the warm-up, in proportion to their work. */
    double warmUp() {
      double steady = steady().orElse(0);
      return times.stream()
          .mapToDouble(time -> Math.max(0, time.spent() - time.share() * steady))
          .sum();
    }
  }
}
