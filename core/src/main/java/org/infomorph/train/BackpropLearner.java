package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.data.Batch;
import org.infomorph.math.Activity;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.math.Softmax;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.LayerState;
import org.infomorph.neuron.Sigmoid;
import org.infomorph.neuron.Source;
import org.infomorph.neuron.SourceSpec;

/**
 * The chain of first sources of a network, trained as a whole. Hidden units fire with {@code theta
 * = sigmoid(s)}, the last layer gives class probabilities, by a softmax of its drives or of its
 * firing probabilities, and all weights ascend the mean log-likelihood of the true classes. The
 * initial weights are those of the infomorphic network.
 *
 * <p>Sampled outputs y in {−1, +1} pass the gradient on as if they were their expectation, {@code
 * dy/ds = d(2 theta − 1)/ds = 2 theta (1 − theta)}. For expected outputs this gradient is exact.
 *
 * @see <a href="https://arxiv.org/abs/1308.3432">Bengio, Léonard, Courville 2013</a>,
 *     straight-through estimator
 */
final class BackpropLearner implements Learner {
  private final List<LayerSpec> chain;
  private final RandomStream spikes;
  private final RandomStream probes;
  private final Source[] sources;
  private final boolean[] sampled;

  /** Outputs and firing probabilities of the hidden layers, {@code [neurons][samples]} each. */
  private final Activity[] outputs;

  private final double[][] theta;

  /** Gradients with respect to {@link #outputs}. */
  private final DMatrixRMaj[] outputGradients;

  private final Softmax softmax;
  private final double[] probabilities;

  /** The last layer's firing probabilities; empty if the softmax takes its drives. */
  private final Optional<DMatrixRMaj> firing;

  /** The lowest layer that learns; layers below it need no gradient. */
  private final int lowest;

  /**
   * A network with fresh weights.
   *
   * @param features values of a sample
   * @param classes classes of the data
   * @param capacity largest number of samples of a batch
   * @param seeds where the layers' weights come from; stream {@code spikes} draws outputs during
   *     learning, {@code probes} during evaluation
   * @throws IllegalArgumentException if the first sources do not form a chain, or the data has no
   *     classes or does not fit
   */
  BackpropLearner(
      NetworkSpec spec,
      Method.Backprop method,
      int features,
      int classes,
      Precision precision,
      int capacity,
      Seeds seeds) {
    if (classes == 0) {
      throw new IllegalArgumentException("backpropagation learns classes; the data has no labels");
    }
    chain = spec.chain();
    spec.check(features, classes);
    softmax = new Softmax(classes, capacity);
    spikes = seeds.stream("spikes");
    probes = seeds.stream("probes");
    int n = chain.size();
    sources = new Source[n];
    sampled = new boolean[n - 1];
    outputs = new Activity[n - 1];
    theta = new double[n - 1][];
    outputGradients = new DMatrixRMaj[n - 1];
    Products products = Products.in(precision);
    Adam adam = new Adam(method.learningRate(), method.weightDecay());
    int units = features;
    int frozen = 0;
    for (int l = 0; l < n; l++) {
      LayerSpec layer = chain.get(l);
      int neurons = layer.neurons();
      SourceSpec source = layer.sources().get(0);
      Seeds own = seeds.derive("network").derive(layer.name());
      sources[l] = new Source(source, neurons, units, products, adam, capacity, own);
      frozen += frozen == l && source.frozen() ? 1 : 0;
      units = neurons;
      if (l < n - 1) {
        sampled[l] = layer.output() == LayerSpec.Output.SAMPLED;
        outputs[l] = new Activity(Activity.Layout.UNIT_MAJOR, precision, neurons, capacity);
        theta[l] = new double[Math.multiplyExact(neurons, capacity)];
        outputGradients[l] = new DMatrixRMaj(neurons, capacity);
      }
    }
    lowest = frozen;
    probabilities = new double[Math.multiplyExact(units, capacity)];
    firing =
        method.loss() == Method.Backprop.Loss.FIRING
            ? Optional.of(new DMatrixRMaj(units, capacity))
            : Optional.empty();
  }

  @Override
  public boolean learn(Batch batch) {
    double logLikelihood = gradient(batch);
    if (!Double.isFinite(logLikelihood) || !drivesAreFinite()) {
      return false;
    }
    for (Source source : sources) {
      source.step();
    }
    return true;
  }

  @Override
  public double[] respond(Batch batch) {
    forward(batch, probes);
    if (!drivesAreFinite()) {
      Arrays.fill(probabilities, Double.NaN);
    }
    return probabilities;
  }

  @Override
  public List<Layer> layers() {
    return List.of();
  }

  /**
   * Checked because the sigmoid turns an infinite drive of a hidden unit into a valid probability.
   */
  private boolean drivesAreFinite() {
    return Arrays.stream(sources).allMatch(Source::drivesAreFinite);
  }

  @Override
  public boolean stateIsFinite() {
    return Arrays.stream(sources).allMatch(Source::stateIsFinite);
  }

  @Override
  public void fire(Batch batch) {
    // There are no atoms to measure.
  }

  @Override
  public boolean mayFireInverted() {
    return false; // a class may have a high probability just because it is frequent
  }

  @Override
  public List<LayerState> state() {
    List<LayerState> states = new ArrayList<>();
    for (int l = 0; l < sources.length; l++) {
      states.add(new LayerState(chain.get(l).name(), List.of(sources[l].state())));
    }
    return states;
  }

  @Override
  public void restore(List<LayerState> state) {
    if (state.size() != sources.length) {
      throw new IllegalArgumentException(
          "there are %d layers, but states of %d".formatted(sources.length, state.size()));
    }
    for (int l = 0; l < sources.length; l++) {
      sources[l].restore(state.get(l).sources().get(0));
    }
  }

  @Override
  public RandomStream spikes() {
    return spikes;
  }

  @Override
  public RandomStream probes() {
    return probes;
  }

  /** The source of one layer, for tests that look at gradients. */
  Source source(int layer) {
    return sources[layer];
  }

  private void forward(Batch batch, RandomStream random) {
    for (int l = 0; l < sources.length; l++) {
      sources[l].drive(input(l, batch));
      if (l < outputs.length) {
        emit(l, random);
      }
    }
    DMatrixRMaj drives = sources[outputs.length].drives();
    firing.ifPresent(each -> fire(drives, each));
    softmax.forward(firing.orElse(drives), probabilities);
  }

  private static void fire(DMatrixRMaj drives, DMatrixRMaj firing) {
    firing.reshape(drives.numRows, drives.numCols);
    int size = drives.getNumElements();
    for (int i = 0; i < size; i++) {
      firing.data[i] = Sigmoid.of(drives.data[i]);
    }
  }

  private Activity input(int layer, Batch batch) {
    return layer == 0 ? batch.input() : outputs[layer - 1];
  }

  /** Fires a hidden layer. A drive that is NaN gives an output of NaN, without a draw. */
  private void emit(int layer, RandomStream random) {
    DMatrixRMaj drives = sources[layer].drives();
    int samples = drives.numCols;
    Activity out = outputs[layer];
    out.resize(samples);
    for (int n = 0; n < drives.numRows; n++) {
      for (int s = 0; s < samples; s++) {
        double t = Sigmoid.of(drives.data[n * samples + s]);
        theta[layer][n * samples + s] = t;
        boolean draw = sampled[layer] && !Double.isNaN(t);
        out.set(s, n, draw ? (random.nextDouble() < t ? 1 : -1) : 2 * t - 1);
      }
    }
  }

  /**
   * Computes the gradients of all weights that learn.
   *
   * @return the mean log-likelihood of the true classes, in nats
   */
  double gradient(Batch batch) {
    forward(batch, spikes);
    Source top = sources[outputs.length];
    DMatrixRMaj topGradients = top.driveGradients();
    double logLikelihood =
        softmax.backward(
            firing.orElse(top.drives()),
            probabilities,
            batch.label(),
            1.0 / batch.size(),
            topGradients);
    firing.ifPresent(each -> throughFiring(each, topGradients));
    for (int l = outputs.length; l >= lowest; l--) {
      sources[l].gradient(input(l, batch));
      if (l > lowest) {
        sources[l].inputGradients(outputGradients[l - 1]);
        backward(l - 1);
      }
    }
    return logLikelihood;
  }

  /** Turns the gradients of the last layer's firing probabilities into those of its drives. */
  private static void throughFiring(DMatrixRMaj firing, DMatrixRMaj gradients) {
    int size = gradients.getNumElements();
    for (int i = 0; i < size; i++) {
      double t = firing.data[i];
      gradients.data[i] *= t * (1 - t);
    }
  }

  /** Turns the gradients of a hidden layer's outputs into the gradients of its drives. */
  private void backward(int layer) {
    double[] outputGradient = outputGradients[layer].data;
    double[] driveGradient = sources[layer].driveGradients().data;
    int size = outputGradients[layer].getNumElements();
    for (int i = 0; i < size; i++) {
      double t = theta[layer][i];
      driveGradient[i] = outputGradient[i] * 2 * t * (1 - t);
    }
  }
}
