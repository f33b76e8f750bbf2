package org.infomorph.neuron;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.loops.Finite;
import org.infomorph.math.Activity;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.measures.MeasureSet;
import org.infomorph.pid.Objective;

/**
 * A running layer of infomorphic neurons. For each batch the caller first calls {@link #drive} or
 * {@link #silence} for each source, then {@link #fire}, and then any of {@link #emit}, {@link
 * #learn} and {@link #measure}. The constructor allocates all buffers; the calls allocate none.
 *
 * <p>Drives and firing probabilities are neuron-major, {@code [neurons][samples]}: the data of one
 * neuron's histogram is contiguous.
 */
public final class Layer {
  /** Firing probabilities are kept within [MARGIN, 1 − MARGIN]. */
  public static final double MARGIN = 1e-6;

  private final LayerSpec spec;
  private final double margin;
  private final Source[] sources;
  private final double[] theta;
  private final double[] scratch;
  private final float[] signs;
  private final double[][] thetaGradients;
  private final double[][] drives;
  private final double[][] driveGradients;
  private final Objective objective;

  /** Replaces the batch when samples come one at a time; null when they come in batches. */
  private RunningEstimate running;

  private int samples;

  /**
   * A layer with fresh weights.
   *
   * @param units units of each source, in the order of the spec
   * @param products in the precision of the layer's input activities
   * @param capacity largest number of samples of a batch
   * @param seeds where weights and random connections come from
   * @throws IllegalArgumentException if a source's size does not fit its connectivity
   */
  public Layer(LayerSpec spec, int[] units, Products products, int capacity, Seeds seeds) {
    this(spec, units, products, capacity, seeds, MARGIN);
  }

  /** The same with another margin, for comparison with programs that have no margin. */
  Layer(LayerSpec spec, int[] units, Products products, int capacity, Seeds seeds, double margin) {
    this.spec = spec;
    this.margin = margin;
    int n = spec.sources().size();
    sources = new Source[n];
    drives = new double[n][];
    driveGradients = new double[n][];
    for (int i = 0; i < n; i++) {
      SourceSpec source = spec.sources().get(i);
      sources[i] =
          new Source(source, spec.neurons(), units[i], products, spec.optimiser(), capacity, seeds);
      drives[i] = sources[i].drives().data;
      driveGradients[i] = sources[i].driveGradients().data;
    }
    theta = new double[Math.multiplyExact(spec.neurons(), capacity)];
    scratch = new double[spec.output() == LayerSpec.Output.SAMPLED ? capacity : 0];
    signs = new float[scratch.length];
    objective = spec.objective(capacity);
    thetaGradients = new double[n][];
    for (int i = 0; i < n; i++) {
      thetaGradients[i] = i < objective.goals() ? new double[capacity] : thetaGradients[0];
    }
  }

  /**
   * From now on {@link #learn} takes samples one at a time, and estimates distributions from the
   * last samples.
   *
   * @param window number of remembered samples, from 2 to the capacity
   * @param forgetting weight of each sample relative to the next sample, in (0, 1]
   */
  public void estimateOver(int window, double forgetting) {
    running = new RunningEstimate(sources.length, spec.neurons(), window, forgetting);
  }

  /** A copy of the layer's learned values. */
  public LayerState state() {
    List<SourceState> states = Arrays.stream(sources).map(Source::state).toList();
    return running == null
        ? new LayerState(spec.name(), states)
        : new LayerState(
            spec.name(), states, running.rememberedDrives(), running.rememberedTheta());
  }

  /**
   * Continues from the learned values of another layer. If {@link #estimateOver} is used, call it
   * first.
   *
   * @throws IllegalArgumentException if the state has other sources, other shapes, or another
   *     memory
   */
  public void restore(LayerState state) {
    if (state.sources().size() != sources.length) {
      throw new IllegalArgumentException(
          "layer %s has %d sources, but the state %d"
              .formatted(spec.name(), sources.length, state.sources().size()));
    }
    for (int i = 0; i < sources.length; i++) {
      sources[i].restore(state.sources().get(i));
    }
    if (running != null) {
      running.restore(state.windowDrives(), state.windowTheta());
    } else if (state.windowDrives().length > 0) {
      throw new IllegalArgumentException(
          "layer " + spec.name() + " learns in batches, but the state from a window of samples");
    }
  }

  /** The specification of the layer. */
  public LayerSpec spec() {
    return spec;
  }

  /** Learned weights of one source: {@code [neurons][units]}, or {@code [neurons][1]} if paired. */
  public DMatrixRMaj weights(int source) {
    return sources[source].weights();
  }

  /** Learned biases of one source, {@code [neurons]}. */
  public double[] biases(int source) {
    return sources[source].biases();
  }

  /**
   * The firing probability of a neuron by its drive from one source, the other sources at 0. One
   * thread may use it.
   */
  public DoubleUnaryOperator firing(int source) {
    double[][] drive = new double[sources.length][1];
    double[][] memo = new double[sources.length][1];
    double[] probability = new double[1];
    return value -> {
      drive[source][0] = value;
      spec.activation().forward(drive, 0, 1, margin, memo, probability);
      return probability[0];
    };
  }

  /**
   * Starts a source from given weights.
   *
   * @param weights as {@link #weights}; entries without a connection count as 0
   */
  public void start(int source, DMatrixRMaj weights) {
    sources[source].start(weights);
  }

  /** One source's state, for tests that look at gradients. */
  Source source(int source) {
    return sources[source];
  }

  /**
   * Firing probabilities of the current batch, {@code [neurons][samples]}; entries beyond are
   * unused.
   */
  public double[] theta() {
    return theta;
  }

  /** Number of samples in the current batch. */
  public int samples() {
    return samples;
  }

  /**
   * Gives one source its input.
   *
   * @param x values of the source's units over all samples of the batch
   */
  public void drive(int source, Activity x) {
    sources[source].drive(x);
  }

  /** Gives one source an input of zeros. */
  public void silence(int source, int samples) {
    sources[source].silence(samples);
  }

  /**
   * Computes the firing probabilities from the drives.
   *
   * @param samples number of samples in the batch
   */
  public void fire(int samples) {
    this.samples = samples;
    for (int n = 0; n < spec.neurons(); n++) {
      spec.activation().forward(drives, n * samples, samples, margin, driveGradients, theta);
    }
  }

  /**
   * Writes the output that other layers read.
   *
   * @param spikes draws sampled outputs
   * @param out unit-major, wholly overwritten
   */
  public void emit(RandomStream spikes, Activity out) {
    out.resize(samples);
    boolean sampled = spec.output() == LayerSpec.Output.SAMPLED;
    for (int n = 0; n < spec.neurons(); n++) {
      int from = n * samples;
      if (sampled && out.precision() == Precision.SINGLE) {
        spikes.fillSigns(theta, from, samples, out.singles(), from, scratch);
      } else if (sampled) {
        spikes.fillSigns(theta, from, samples, signs, 0, scratch);
        for (int s = 0; s < samples; s++) {
          out.set(s, n, signs[s]);
        }
      } else {
        for (int s = 0; s < samples; s++) {
          out.set(s, n, 2 * theta[from + s] - 1);
        }
      }
    }
  }

  /**
   * One step of every neuron up the gradient of its own goal.
   *
   * @param inputs the input of each source
   * @return the mean goal over neurons, in bits, before the step; not finite if learning diverged,
   *     in which case no step is made
   */
  public double learn(List<Activity> inputs) {
    double sum = gradient();
    if (!Double.isFinite(sum)) {
      return sum;
    }
    for (int i = 0; i < sources.length; i++) {
      sources[i].learn(inputs.get(i));
    }
    return sum / spec.neurons();
  }

  /**
   * Computes the gradients with respect to every source's drives.
   *
   * @return the goal summed over neurons, in bits; the mean if there are several goals; NaN if a
   *     neuron's drives or firing probabilities are not finite
   */
  double gradient() {
    if (running != null) {
      running.observe(drives, theta);
    }
    double sum = 0;
    for (int n = 0; n < spec.neurons(); n++) {
      if (!isFinite(n)) {
        return Double.NaN;
      }
      int first = 0; // the first sample that learns, among the observed samples
      if (running == null) {
        objective.observe(drives, theta, n * samples, samples);
      } else {
        running.show(n, objective);
        first = running.samples() - 1;
      }
      sum += goals(first);
      spec.activation()
          .backward(drives, n * samples, samples, margin, theta, thetaGradients, driveGradients);
      objective.addDriveGradients(driveGradients, n * samples, first, samples);
    }
    return sum;
  }

  /**
   * The goal of the observed neuron; writes the gradients for the samples from {@code first} on.
   */
  private double goals(int first) {
    double sum = 0;
    int count = objective.goals();
    for (int g = 0; g < count; g++) {
      sum += objective.gradient(g, thetaGradients[g]);
      if (first > 0) {
        System.arraycopy(thetaGradients[g], first, thetaGradients[g], 0, samples);
      }
    }
    return sum / count;
  }

  /**
   * Adds the information of the current batch to earlier measurements.
   *
   * @param bits {@code [neurons][atoms + 1]}, in the order of {@link #atomNames}; the information
   *     is added to each entry, NaN for a neuron whose drives or firing probabilities are not
   *     finite
   */
  public void measure(double[][] bits) {
    for (int n = 0; n < spec.neurons(); n++) {
      if (!isFinite(n)) {
        Arrays.fill(bits[n], Double.NaN);
        continue;
      }
      objective.observe(drives, theta, n * samples, samples);
      objective.addAtoms(bits[n]);
    }
  }

  /**
   * Adds what other measures say of the current batch.
   *
   * @param measures what is measured
   * @param bits {@code [neurons][]}, by {@link MeasureSet#names}; the numbers are added, NaN where
   *     one is not defined
   * @throws IllegalStateException if the layer's estimator has no distribution to measure
   */
  public void measure(MeasureSet measures, double[][] bits) {
    for (int n = 0; n < spec.neurons(); n++) {
      objective.observe(drives, theta, n * samples, samples);
      measures.add(
          objective
              .distribution()
              .orElseThrow(() -> new IllegalStateException("the estimator has no distribution")),
          bits[n]);
    }
  }

  /**
   * Whether all drives and firing probabilities of the current batch are finite. Later steps would
   * hide NaN: bins, thresholds and drawn outputs treat NaN as a number, and entropies leave it out.
   */
  public boolean batchIsFinite() {
    boolean finite = true;
    for (int n = 0; n < spec.neurons(); n++) {
      finite &= isFinite(n);
    }
    return finite;
  }

  private boolean isFinite(int neuron) {
    boolean finite = Finite.all(theta, neuron * samples, samples);
    for (double[] drive : drives) {
      finite &= Finite.all(drive, neuron * samples, samples);
    }
    return finite;
  }

  /** Whether all learned values are finite: weights, biases and the optimiser's means. */
  public boolean stateIsFinite() {
    boolean finite = true;
    for (Source source : sources) {
      finite &= source.stateIsFinite();
    }
    return finite;
  }

  /**
   * The value of the goal for given atoms, in bits, the mean over all sources' goals; see {@link
   * #measure}.
   */
  public double goal(double[] bits) {
    return objective.valueOf(bits);
  }

  /**
   * Names of the entries of {@link #measure}: the atoms in canonical order, then the residual
   * entropy.
   */
  public List<String> atomNames() {
    return objective.atomNames(spec.sourceNames());
  }
}
