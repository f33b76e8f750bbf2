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
 * Finds out how long the trials of a sweep take, by running some of each stratum, as many at a time
 * as a run would: cores share memory, and in a short sweep the JVM has to learn first.
 */
public final class Probe {
  /** The most strata; what lies between them is interpolated. */
  private static final int STRATA = 8;

  private static final double FIRST_SECONDS = 5;
  private static final double MOST_SECONDS = 13;
  private static final double LEAST_SECONDS = 1;

  /** Share of the run that the probe may take, where that is less. */
  private static final double SHARE = 0.25;

  /** Steps of the golden ratio through a stratum meet ever other parts of it. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Path dataFolder;
  private final int atATime;
  private final Function<SweepTrials.Trial, TrialSpec> specs;

  /**
   * What was found.
   *
   * @param speeds how long trials take once the JVM is warm
   * @param warmUp seconds that the trials of the probe took longer than that, all together
   * @param waiting seconds that went by for one of the CPU's: more than 1 on a busy machine
   * @param timed runs that were timed
   * @param strata kinds and sizes among them
   * @param seconds that the probe took
   */
  public record Finding(
      Speeds speeds, double warmUp, double waiting, int timed, int strata, double seconds) {}

  /**
   * @param atATime trials to run at a time, 1 or more
   * @param specs binds a trial
   */
  public Probe(Path dataFolder, int atATime, Function<SweepTrials.Trial, TrialSpec> specs) {
    this.dataFolder = dataFolder;
    this.atATime = atATime;
    this.specs = specs;
  }

  /**
   * Runs and times.
   *
   * @param trials all that the run would have to run, one or more
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

  /** A share of what the run takes as far as is known; all there is while something is unknown. */
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

    /** Another one of its trials, to be timed. */
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

    /** The last third, when the JVM has learned. */
    private Stream<TimedTrial.Time> late() {
      return times.subList(times.size() * 2 / 3, times.size()).stream();
    }

    double waiting() {
      return late().mapToDouble(TimedTrial.Time::waiting).average().orElse(1);
    }

    /** What one takes at last. */
    private OptionalDouble steady() {
      return late().mapToDouble(TimedTrial.Time::seconds).filter(seconds -> seconds > 0).average();
    }

    void addTo(Speeds speeds) {
      steady().ifPresent(seconds -> speeds.add(stratum, seconds));
    }

    /** What they took longer in the beginning, for what they did. */
    double warmUp() {
      double steady = steady().orElse(0);
      return times.stream()
          .mapToDouble(time -> Math.max(0, time.spent() - time.share() * steady))
          .sum();
    }
  }
}
