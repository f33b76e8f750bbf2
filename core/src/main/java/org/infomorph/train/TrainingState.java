package org.infomorph.train;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a training has come to after its last epoch, as far as a longer training of the same network
 * needs it. A {@link Trainer} restored from it gives the outcome, bit for bit, of a training that
 * never stopped: the same reports, atoms and kept network.
 *
 * <p>A training always reports its last epoch. A longer one makes that report only if the epoch is
 * a multiple of {@code evaluation.every}. So a last report that the longer training does not make
 * is no part of this state, nor are the random numbers that the report has drawn.
 *
 * @param network the network, with both streams where the longer training goes on
 * @param reports the reports that a longer training makes up to here, in order
 * @param best the measure of the best of these reports, if the best network is to be kept
 * @param kept the kept network as far as it is known: the best one so far, or the final one if
 *     training is over
 * @param over whether the scores of {@code until} were reached, so that a longer training ends here
 * @param neurons the atoms of every neuron if training is over; empty if not
 */
public record TrainingState(
    NetworkState network,
    List<EpochReport> reports,
    OptionalDouble best,
    Optional<NetworkState> kept,
    boolean over,
    List<NeuronReport> neurons) {
  public TrainingState {
    Objects.requireNonNull(network);
    Objects.requireNonNull(best);
    Objects.requireNonNull(kept);
    reports = List.copyOf(reports);
    neurons = List.copyOf(neurons);
  }
}
