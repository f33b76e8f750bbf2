package org.infomorph.train;

import java.util.Arrays;
import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.Network;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerState;

/** An infomorphic network that learns from batches, or does not learn at all. */
final class LocalLearner implements Learner {
  private final Network network;
  private final RandomStream spikes;
  private final RandomStream probes;
  private final boolean learns;
  private final double[] goals;

  /**
   * @param seeds stream {@code spikes} draws outputs during learning, {@code probes} during
   *     evaluation, so the number of evaluations does not change what is learned
   * @param learns false if a rule sets the weights
   */
  LocalLearner(Network network, Seeds seeds, boolean learns) {
    this.network = network;
    this.spikes = seeds.stream("spikes");
    this.probes = seeds.stream("probes");
    this.learns = learns;
    goals = new double[network.layers().size()];
  }

  @Override
  public boolean learn(Batch batch) {
    if (!learns) {
      return true;
    }
    network.forward(batch, true, spikes);
    network.learn(batch, goals);
    for (double goal : goals) {
      if (!Double.isFinite(goal)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public double[] respond(Batch batch) {
    network.forward(batch, false, probes);
    double[] theta = network.readout().theta();
    if (!network.batchIsFinite()) {
      Arrays.fill(theta, Double.NaN);
    }
    return theta;
  }

  @Override
  public List<Layer> layers() {
    return network.layers();
  }

  @Override
  public void fire(Batch batch) {
    network.forward(batch, true, probes);
  }

  @Override
  public boolean mayFireInverted() {
    return true; // information does not depend on the sign
  }

  @Override
  public boolean stateIsFinite() {
    return network.stateIsFinite();
  }

  @Override
  public List<LayerState> state() {
    return network.layers().stream().map(Layer::state).toList();
  }

  @Override
  public void restore(List<LayerState> state) {
    List<Layer> layers = network.layers();
    if (state.size() != layers.size()) {
      throw new IllegalArgumentException(
          "there are %d layers, but states of %d".formatted(layers.size(), state.size()));
    }
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).restore(state.get(l));
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
}
