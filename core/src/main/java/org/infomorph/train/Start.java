package org.infomorph.train;

import java.util.List;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.infomorph.network.Network;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.SourceSpec;

/**
 * What a learner is made of, before its first step.
 *
 * @param networkSpec the network
 * @param spec how it learns
 * @param evaluation how it is evaluated
 * @param training the training samples of the first epoch
 * @param capacity largest number of samples of a batch
 * @param seeds streams of weights and spikes
 */
record Start(
    NetworkSpec networkSpec,
    TrainingSpec spec,
    EvaluationSpec evaluation,
    Samples training,
    int capacity,
    Seeds seeds) {

  /** The infomorphic network with fresh weights, whose recurrent sources can be recalled from. */
  Network network() {
    Network network =
        new Network(
            networkSpec,
            training.features(),
            training.classes(),
            spec.precision(),
            capacity,
            seeds.derive("network"));
    for (RecallSpec recall : evaluation.recall()) {
      networkSpec.checkRecurrent(recall.source(), training.features());
    }
    network.layers().forEach(this::startByHebb);
    return network;
  }

  private void startByHebb(Layer layer) {
    List<SourceSpec> sources = layer.spec().sources();
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).weights() instanceof InitialWeights.Hebbian hebbian) {
        DMatrixRMaj weights = new DMatrixRMaj(layer.spec().neurons(), training.features());
        MemoryRule.hebb(training, weights, true);
        CommonOps_DDRM.scale(hebbian.scale(), weights);
        layer.start(i, weights);
      }
    }
  }

  /**
   * A learner of infomorphic neurons.
   *
   * @param learns false if a rule has set the weights
   */
  Learner local(Network network, boolean learns) {
    return new LocalLearner(network, seeds, learns);
  }

  /**
   * An associative memory that does not learn.
   *
   * @param rule sets the weights of a recurrent source from the patterns
   */
  Learner byRule(BiConsumer<Samples, DMatrixRMaj> rule) {
    Network network = network();
    for (RecallSpec recall : evaluation.recall()) {
      int source = network.readout().spec().sourceNames().indexOf(recall.source());
      rule.accept(training, network.readout().weights(source));
    }
    return local(network, false);
  }

  /** The chain of first sources, trained as a whole. */
  Learner chain(Method.Backprop method) {
    if (!evaluation.recall().isEmpty()) {
      throw new IllegalArgumentException("backpropagation leaves no associative memory to recall");
    }
    for (LayerSpec layer : networkSpec.chain()) {
      if (layer.sources().get(0).weights() instanceof InitialWeights.Hebbian) {
        throw new IllegalArgumentException(
            "network.layers." + layer.name() + ": backpropagation does not start by Hebb's rule");
      }
    }
    return new BackpropLearner(
        networkSpec,
        method,
        training.features(),
        training.classes(),
        spec.precision(),
        capacity,
        seeds);
  }
}
