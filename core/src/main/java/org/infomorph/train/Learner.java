package org.infomorph.train;

import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.math.RandomStream;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerState;

/** A model at work: learns from batches, answers batches, and shows its infomorphic layers. */
interface Learner {
  /**
   * Learns from one batch.
   *
   * @return false if a drive, a firing probability or a goal is not finite
   */
  boolean learn(Batch batch);

  /**
   * Answers one batch without learning and without context.
   *
   * @return {@code [units][samples]} of the last layer, each in [0, 1], all NaN if anything on the
   *     way is not finite; valid until the next call
   */
  double[] respond(Batch batch);

  /** The infomorphic layers, whose atoms can be measured; none if the model has no atoms. */
  List<Layer> layers();

  /** Lets the {@link #layers} fire with context, so that their atoms can be measured. */
  void fire(Batch batch);

  /** Whether a unit of the last layer may have learned to be silent for its class. */
  boolean mayFireInverted();

  /** Whether all that it has learned is finite. */
  boolean stateIsFinite();

  /** A copy of what it has learned, layer by layer. */
  List<LayerState> state();

  /**
   * Goes on from what another one has learned.
   *
   * @throws IllegalArgumentException if that has other shapes
   */
  void restore(List<LayerState> state);

  /** What draws outputs while learning. */
  RandomStream spikes();

  /** What draws them while being looked at. */
  RandomStream probes();
}
