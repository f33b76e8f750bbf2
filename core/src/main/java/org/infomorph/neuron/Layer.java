package org.infomorph.neuron;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.math.Activity;
import org.infomorph.math.Finite;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.pid.Objective;

/**
 * A layer of infomorphic neurons at work. A batch goes through it in the order {@link #drive} or
 * {@link #silence} for each source, {@link #fire}, and then what is wanted of {@link #emit}, {@link
 * #learn} and {@link #measure}. All buffers are allocated here, none in the calls.
 *
 * <p>Drives and firing probabilities are neuron-major, {@code [neurons][samples]}: what one
 * neuron's histogram needs lies side by side.
 */
public final class Layer {
  /** Firing probabilities are kept within [MARGIN, 1 − MARGIN]. */
  public static final double MARGIN = 1e-6;

  private final LayerSpec spec;
  private final double margin;
  private final Source[] sources;
  private final double[] theta;
  private final double[][] thetaGradients;
  private final double[][] drives;
  private final double[][] driveGradients;
  private final Objective objective;

  /** What stands in for a batch when samples come one at a time; null when they come in batches. */
  private RunningEstimate running;

  private int samples;

  /**
   * A layer with fresh weights.
   *
   * @param units units of each source, in the order of the spec
   * @param products in the precision of the activities that it will read
   * @param capacity largest number of samples of a batch
   * @param seeds where weights and random connections come from
   * @throws IllegalArgumentException if a source's size does not fit its connectivity
   */
  public Layer(LayerSpec spec, int[] units, Products products, int capacity, Seeds seeds) {
    this(spec, units, products, capacity, seeds, MARGIN);
  }

  /** The same with another margin, to compare with programs that have none. */
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
    objective = spec.objective(capacity);
    thetaGradients = new double[n][];
    for (int i = 0; i < n; i++) {
      thetaGradients[i] = i < objective.goals() ? new double[capacity] : thetaGradients[0];
    }
  }

  /**
   * From now on {@link #learn} takes samples one at a time, and estimates distributions from the
   * last ones.
   *
   * @param window how many samples are remembered, 2 to the capacity
   * @param forgetting weight of each sample relative to the next one, in (0, 1]
   */
  public void estimateOver(int window, double forgetting) {
    running = new RunningEstimate(sources.length, spec.neurons(), window, forgetting);
  }

  /** A copy of what the layer has learned. */
  public LayerState state() {
    List<SourceState> states = Arrays.stream(sources).map(Source::state).toList();
    return running == null
        ? new LayerState(spec.name(), states)
        : new LayerState(
            spec.name(), states, running.rememberedDrives(), running.rememberedTheta());
  }

  /**
   * Goes on from what another one has learned; to be called after {@link #estimateOver}, if at all.
   *
   * @throws IllegalArgumentException if that has other sources, other shapes, or another memory
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

  /** What the layer is. */
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

  /** One source's state, for tests that look at gradients. */
  Source source(int source) {
    return sources[source];
  }

  /** Firing probabilities of the batch at hand, {@code [neurons][samples]}, the rest unused. */
  public double[] theta() {
    return theta;
  }

  /** Samples of the batch at hand. */
  public int samples() {
    return samples;
  }

  /**
   * Gives one source its input.
   *
   * @param x as many units as the source was built for, over all samples of the batch
   */
  public void drive(int source, Activity x) {
    sources[source].drive(x);
  }

  /** Gives one source zeros. */
  public void silence(int source, int samples) {
    sources[source].silence(samples);
  }

  /**
   * Firing probabilities from the drives.
   *
   * @param samples samples of the batch
   */
  public void fire(int samples) {
    this.samples = samples;
    for (int n = 0; n < spec.neurons(); n++) {
      spec.activation().forward(drives, n * samples, samples, margin, driveGradients, theta);
    }
  }

  /**
   * What other layers read of this one.
   *
   * @param spikes draws the outputs, where they are sampled
   * @param out unit-major, wholly overwritten
   */
  public void emit(RandomStream spikes, Activity out) {
    out.resize(samples);
    boolean sampled = spec.output() == LayerSpec.Output.SAMPLED;
    for (int n = 0; n < spec.neurons(); n++) {
      for (int s = 0; s < samples; s++) {
        double t = theta[n * samples + s];
        out.set(s, n, sampled ? (spikes.nextDouble() < t ? 1 : -1) : 2 * t - 1);
      }
    }
  }

  /**
   * One step of every neuron up its own goal.
   *
   * @param inputs what each source was driven with
   * @return the mean goal over neurons, in bits, before the step; not finite if learning diverged,
   *     and then there is no step
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
   * Fills every source's gradients with respect to its drives.
   *
   * @return the goal, summed over neurons, in bits; of several, their mean; NaN as soon as a
   *     neuron's drives or firing are not finite
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
      int first = 0; // of the samples that learn, among those that are observed
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

  /** The goal of the neuron that is observed; its gradients for the samples from the first on. */
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
   * Adds the information of the batch at hand to what was measured before.
   *
   * @param bits {@code [neurons][atoms + 1]}, in the order of {@link #atomNames}; each entry is
   *     added to, NaN for a neuron whose drives or firing are not finite any more
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
   * Whether all drives and firing probabilities of the batch at hand are finite. Nothing later
   * would show it: bins, thresholds and drawn outputs take NaN for a number, and entropies leave it
   * out.
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

  /**
   * Whether all that the layer has learned is finite: weights, biases and the optimiser's means.
   */
  public boolean stateIsFinite() {
    boolean finite = true;
    for (Source source : sources) {
      finite &= source.stateIsFinite();
    }
    return finite;
  }

  /**
   * The goal that atoms amount to, in bits, the mean of all sources' goals; see {@link #measure}.
   */
  public double goal(double[] bits) {
    return objective.valueOf(bits);
  }

  /** Names of what {@link #measure} fills: the atoms in canonical order, then the residual. */
  public List<String> atomNames() {
    return objective.atomNames(spec.sourceNames());
  }
}
