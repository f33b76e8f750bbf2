package org.infomorph.network;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.data.Batch;
import org.infomorph.math.Activity;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.neuron.Layer;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;

/**
 * A running network. In each pass it gives each layer the signals that the layer's spec names.
 * There is no backward flow: each layer learns only from its own drives and firing probabilities.
 */
public final class Network {
  private final NetworkSpec spec;
  private final List<Layer> layers = new ArrayList<>();
  private final Activity[][] outputs;
  private final boolean[] read;

  /** What the sources of one layer read; refilled for each layer. */
  private final List<Activity> inputs = new ArrayList<>();

  /**
   * A network with fresh weights.
   *
   * @param features values of a sample
   * @param classes classes of the data
   * @param capacity largest number of samples of a batch
   * @param seeds where weights and random connections come from; each layer has its own
   * @throws IllegalArgumentException if the data does not fit the network
   */
  public Network(
      NetworkSpec spec, int features, int classes, Precision precision, int capacity, Seeds seeds) {
    spec.check(features, classes);
    this.spec = spec;
    Products products = Products.in(precision);
    int n = spec.layers().size();
    outputs = new Activity[n][2];
    read = new boolean[n];
    for (int l = 0; l < n; l++) {
      LayerSpec layer = spec.layers().get(l);
      int[] units =
          layer.sources().stream().mapToInt(s -> spec.units(s.from(), features, classes)).toArray();
      layers.add(new Layer(layer, units, products, capacity, seeds.derive(layer.name())));
      for (SourceSpec source : layer.sources()) {
        if (source.from() instanceof Signal.Output output) {
          read[index(output)] = true;
        }
      }
    }
    for (int l = 0; l < n; l++) {
      if (read[l]) {
        int neurons = spec.layers().get(l).neurons();
        for (int pass = 0; pass < 2; pass++) {
          outputs[l][pass] = new Activity(Activity.Layout.UNIT_MAJOR, precision, neurons, capacity);
        }
      }
    }
  }

  /** The layers, in order. */
  public List<Layer> layers() {
    return layers;
  }

  /** The layer that is read out. */
  public Layer readout() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Fires all layers, in all passes.
   *
   * @param context whether sources that read the label receive the label; if false they receive
   *     zeros, as in a test
   * @param spikes draws the outputs of the layers that other layers read
   */
  public void forward(Batch batch, boolean context, RandomStream spikes) {
    for (int pass = 0; pass < spec.passes(); pass++) {
      for (int l = 0; l < layers.size(); l++) {
        Layer layer = layers.get(l);
        drive(layer, batch, context, pass);
        layer.fire(batch.size());
        if (read[l]) {
          layer.emit(spikes, outputs[l][pass & 1]);
        }
      }
    }
  }

  private void drive(Layer layer, Batch batch, boolean context, int pass) {
    List<SourceSpec> sources = layer.spec().sources();
    for (int i = 0; i < sources.size(); i++) {
      Signal from = sources.get(i).from();
      if (from instanceof Signal.Output output) {
        if (output.previous() && pass == 0) {
          layer.silence(i, batch.size());
        } else {
          layer.drive(i, signal(from, batch, pass));
        }
      } else if (pass == 0) {
        // The data, and so its drives, are the same in every pass; keep them.
        if (from instanceof Signal.Label && !context) {
          layer.silence(i, batch.size());
        } else {
          layer.drive(i, signal(from, batch, pass));
        }
      }
    }
  }

  /**
   * One step of every layer, after {@link #forward} with context on the same batch.
   *
   * @param goals {@code [layers]}, overwritten with each layer's mean goal in bits before the step;
   *     not finite where learning diverged
   */
  public void learn(Batch batch, double[] goals) {
    int last = spec.passes() - 1;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      inputs.clear();
      for (SourceSpec source : layer.spec().sources()) {
        inputs.add(signal(source.from(), batch, last));
      }
      goals[l] = layer.learn(inputs);
    }
  }

  /** Whether all drives and firing probabilities of the current batch are finite. */
  public boolean batchIsFinite() {
    boolean finite = true;
    for (int l = 0; l < layers.size(); l++) {
      finite &= layers.get(l).batchIsFinite();
    }
    return finite;
  }

  /** Whether all learned values of all layers are finite. */
  public boolean stateIsFinite() {
    return layers.stream().allMatch(Layer::stateIsFinite);
  }

  private Activity signal(Signal from, Batch batch, int pass) {
    if (from instanceof Signal.Output output) {
      return outputs[index(output)][(output.previous() ? pass + 1 : pass) & 1];
    }
    return from instanceof Signal.Input ? batch.input() : batch.label();
  }

  private int index(Signal.Output output) {
    List<LayerSpec> specs = spec.layers();
    int l = 0;
    while (!specs.get(l).name().equals(output.layer())) {
      l++;
    }
    return l;
  }
}
