package org.infomorph.train;

import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.math.RandomStream;
import org.infomorph.network.Network;
import org.infomorph.neuron.Layer;

/** An infomorphic network that learns from batches, or does not learn at all. */
final class LocalLearner implements Learner {
  private final Network network;
  private final RandomStream spikes;
  private final boolean learns;
  private final double[] goals;

  /**
   * @param spikes draws sampled outputs
   * @param learns false for weights that are set by a rule
   */
  LocalLearner(Network network, RandomStream spikes, boolean learns) {
    this.network = network;
    this.spikes = spikes;
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
    network.forward(batch, false, spikes);
    return network.readout().theta();
  }

  @Override
  public List<Layer> fire(Batch batch) {
    network.forward(batch, true, spikes);
    return network.layers();
  }
}
