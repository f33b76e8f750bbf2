package org.infomorph.train;

import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.math.RandomStream;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerState;

/**
 * A running model: learns from batches, responds to batches, and gives access to its infomorphic
 * layers.
 */
interface Learner {
  /**
   * Learns from one batch.
   *
   * @return false if a drive, a firing probability or a goal is not finite
   */
  boolean learn(Batch batch);

  /**
   * Responds to one batch without learning and without context.
   *
   * @return {@code [units][samples]} of the last layer, each in [0, 1]; all NaN if any intermediate
   *     value is not finite; valid until the next call
   */
  double[] respond(Batch batch);

  /** The infomorphic layers, whose atoms can be measured; none if the model has no atoms. */
  List<Layer> layers();

  /** Lets the {@link #layers} fire with context, so that their atoms can be measured. */
  void fire(Batch batch);

  /** Whether a unit of the last layer may have learned to be silent for its class. */
  boolean mayFireInverted();

  /** Whether all learned values are finite. */
  boolean stateIsFinite();

  /** A copy of the learned values, layer by layer. */
  List<LayerState> state();

  /**
   * Continues from the learned values of another learner.
   *
   * @throws IllegalArgumentException if their shapes differ
   */
  void restore(List<LayerState> state);

  /** The stream that draws outputs during learning. */
  RandomStream spikes();

  /** The stream that draws outputs during evaluation. */
  RandomStream probes();
}
