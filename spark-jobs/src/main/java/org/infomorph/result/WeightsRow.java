package org.infomorph.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infomorph.datasets.ImageShape;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.LayerState;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.neuron.SourceState;
import org.infomorph.train.NetworkState;
import org.infomorph.trial.KeptSize;
import org.infomorph.trial.TrialSpec;

/**
 * One source of a kept network: one row of the table {@code weights}. All rows of a network
 * together are its whole state.
 *
 * @param trialId the trial that was trained
 * @param pointId its point
 * @param seed its seed
 * @param epoch number of epochs that the network had learned
 * @param layer the layer
 * @param image the shape of one neuron's weights as a picture; empty if they are no picture
 * @param state the learned values of the source, with its name
 * @param windowDrives for learning from single samples, the remembered drives, {@code [neurons *
 *     remembered]}, the oldest first
 * @param windowTheta likewise the layer's firing probabilities, only in the row of its first source
 * @param spikes state of the generator that draws outputs during learning
 * @param probes state of the generator that draws outputs during evaluation
 */
public record WeightsRow(
    String trialId,
    String pointId,
    long seed,
    int epoch,
    String layer,
    Optional<ImageShape> image,
    SourceState state,
    double[] windowDrives,
    double[] windowTheta,
    long[] spikes,
    long[] probes) {
  private static final double[] NOTHING = {};

  /** A trial's two ids and its seed. */
  record Ids(String trialId, String pointId, long seed) {}

  /**
   * The rows of a network, in the order of its layers and sources.
   *
   * @param image the shape of a sample as a picture, if it is one
   */
  static List<WeightsRow> of(
      Ids ids, NetworkSpec spec, Optional<ImageShape> image, NetworkState network) {
    var rows = new ArrayList<WeightsRow>();
    for (LayerState layer : network.layers()) {
      for (int i = 0; i < layer.sources().size(); i++) {
        SourceState source = layer.sources().get(i);
        boolean online = layer.windowDrives().length > 0;
        rows.add(
            new WeightsRow(
                ids.trialId(),
                ids.pointId(),
                ids.seed(),
                network.epoch(),
                layer.layer(),
                image.filter(
                    shape ->
                        readsInput(spec, layer.layer(), source.source())
                            && shape.values() == source.inputs()),
                source,
                online ? layer.windowDrives()[i] : NOTHING,
                online && i == 0 ? layer.windowTheta() : NOTHING,
                network.spikes(),
                network.probes()));
      }
    }
    return rows;
  }

  private static boolean readsInput(NetworkSpec spec, String layer, String source) {
    for (LayerSpec each : spec.layers()) {
      for (SourceSpec candidate : each.sources()) {
        if (each.name().equals(layer) && candidate.name().equals(source)) {
          return candidate.from() instanceof Signal.Input;
        }
      }
    }
    return false;
  }

  /**
   * Rebuilds a network from its rows.
   *
   * @param rows all rows of one network, in any order
   * @param spec the trial that was trained
   * @throws IllegalArgumentException if a row is missing
   */
  static NetworkState network(List<WeightsRow> rows, TrialSpec spec) {
    Map<List<String>, WeightsRow> byName = new HashMap<>();
    rows.forEach(row -> byName.put(List.of(row.layer(), row.state().source()), row));
    WeightsRow any = rows.get(0);
    List<LayerState> layers = new ArrayList<>();
    for (LayerSpec layer : KeptSize.layers(spec)) {
      List<SourceState> sources = new ArrayList<>();
      List<double[]> drives = new ArrayList<>();
      double[] theta = NOTHING;
      for (SourceSpec source : KeptSize.sources(spec, layer)) {
        WeightsRow row = byName.get(List.of(layer.name(), source.name()));
        if (row == null) {
          throw new IllegalArgumentException(
              "the weights of layer "
                  + layer.name()
                  + ", source "
                  + source.name()
                  + " are missing");
        }
        sources.add(row.state());
        if (row.windowDrives().length > 0) {
          drives.add(row.windowDrives());
        }
        theta = row.windowTheta().length > 0 ? row.windowTheta() : theta;
      }
      layers.add(new LayerState(layer.name(), sources, drives.toArray(double[][]::new), theta));
    }
    return new NetworkState(any.epoch(), layers, any.spikes(), any.probes());
  }
}
