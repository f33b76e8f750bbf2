package org.infomorph.pid;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.infomorph.bins.BinAssigner;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One neuron, one batch of 1024 samples: from drives and theta to the goal's gradient, and to all
 * atoms. Goals are those of the published readout (two sources) and hidden layer (three).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GoalBenchmark {
  private static final int SAMPLES = 1024;

  /** Sources and bins of each, and everything a layer would hold for them. */
  @State(Scope.Thread)
  public static class Neuron {
    @Param({"2x20", "3x20", "3x8"})
    String shape;

    private final double[] theta = new double[SAMPLES];
    private final double[] dTheta = new double[SAMPLES];
    private double[][] drives;
    private int[] counts;
    private int[][] bins;
    private BinAssigner[] assigners;
    private JointHistogram histogram;
    private LinearGoal goal;
    private LinearGoal denseGoal;
    private SharedExclusions measure;
    private double[] atoms;

    /** Correlated Gaussian drives, as those of a trained layer. */
    @Setup
    public void prepare() {
      Random random = new Random(1);
      int sources = shape.charAt(0) - '0';
      int count = Integer.parseInt(shape.substring(2));
      drives = new double[sources][SAMPLES];
      for (int s = 0; s < SAMPLES; s++) {
        double shared = random.nextGaussian();
        for (int i = 0; i < sources; i++) {
          drives[i][s] = shared + random.nextGaussian();
        }
        theta[s] = 1 / (1 + Math.exp(-drives[0][s]));
      }
      counts = new int[sources];
      Arrays.fill(counts, count);
      bins = new int[sources][SAMPLES];
      assigners = new BinAssigner[sources];
      Arrays.setAll(
          assigners, i -> new Binning(count, new BinRange.Normalised()).assigner(SAMPLES));
      histogram = new JointHistogram(sources, SAMPLES);
      RedundancyLattice lattice = RedundancyLattice.of(sources);
      goal = new LinearGoal(lattice, publishedGoal(sources), 0, SAMPLES);
      denseGoal =
          new LinearGoal(
              lattice, random.doubles(lattice.size(), -1, 1).toArray(), 0.1, SAMPLES);
      measure = new SharedExclusions(lattice);
      atoms = new double[lattice.size()];
      fill();
    }

    private void fill() {
      for (int i = 0; i < drives.length; i++) {
        assigners[i].assign(drives[i], 0, SAMPLES, bins[i]);
      }
      histogram.fill(bins, counts, theta, 0, SAMPLES);
    }

    private static double[] publishedGoal(int sources) {
      if (sources == 2) {
        return new double[] {-0.2, 0.1, 1, 0.1};
      }
      double[] gamma = new double[18];
      gamma[0] = 0.33;
      gamma[1] = 1;
      gamma[2] = -1;
      gamma[11] = -1;
      return gamma;
    }
  }

  /** Bins only. */
  @Benchmark
  public int[][] assignBins(Neuron neuron) {
    for (int i = 0; i < neuron.drives.length; i++) {
      neuron.assigners[i].assign(neuron.drives[i], 0, SAMPLES, neuron.bins[i]);
    }
    return neuron.bins;
  }

  /** Bins and histogram. */
  @Benchmark
  public int fillHistogram(Neuron neuron) {
    neuron.fill();
    return neuron.histogram.cells();
  }

  /** Bins, histogram, published goal and gradient. */
  @Benchmark
  public double goalGradient(Neuron neuron) {
    neuron.fill();
    return neuron.goal.gradient(neuron.histogram, neuron.dTheta, 0);
  }

  /** The same with a weight on every atom. */
  @Benchmark
  public double denseGoalGradient(Neuron neuron) {
    neuron.fill();
    return neuron.denseGoal.gradient(neuron.histogram, neuron.dTheta, 0);
  }

  /** Bins, histogram and all atoms. */
  @Benchmark
  public double allAtoms(Neuron neuron) {
    neuron.fill();
    return neuron.measure.atoms(neuron.histogram, neuron.atoms);
  }
}
