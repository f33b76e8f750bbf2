package org.infomorph.network;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.math.Activity;
import org.infomorph.math.Precision;
import org.infomorph.math.Products;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;

/**
 * What a training step cannot do without: each source's product with its weights, once or in each
 * pass in which its input is another one, and each learning source's gradient. Products with one-hot
 * labels are left out, as they are sums of a few columns.
 */
public final class Limit {
  private record Dense(Activity input, DMatrixRMaj weights, DMatrixRMaj drives, int times) {}

  private final List<Dense> all = new ArrayList<>();
  private final Products products;

  /** The products of a network for batches of one size. */
  public Limit(NetworkSpec spec, int features, Precision precision, int batch) {
    products = Products.in(precision);
    RandomStream random = new Seeds(1).stream("limit");
    for (LayerSpec layer : spec.layers()) {
      for (SourceSpec source : layer.sources()) {
        if (source.connect() instanceof Connectivity.OneToOne
            || source.from() instanceof Signal.Label) {
          continue;
        }
        int times = 1;
        Activity.Layout layout = Activity.Layout.SAMPLE_MAJOR;
        if (source.from() instanceof Signal.Output output) {
          times = output.previous() ? spec.passes() - 1 : spec.passes();
          layout = Activity.Layout.UNIT_MAJOR;
        }
        int units = spec.units(source.from(), features, 0);
        Activity input = new Activity(layout, precision, units, batch);
        input.resize(batch);
        for (int s = 0; s < batch; s++) {
          for (int u = 0; u < units; u++) {
            input.set(s, u, random.nextDouble());
          }
        }
        DMatrixRMaj weights = new DMatrixRMaj(layer.neurons(), units);
        random.fillUniform(weights.data, 0, weights.getNumElements(), -0.03, 0.03);
        all.add(new Dense(input, weights, new DMatrixRMaj(layer.neurons(), batch), times));
      }
    }
  }

  /** All products of one step. */
  public Object run() {
    for (Dense each : all) {
      for (int time = 0; time < each.times; time++) {
        products.drives(each.weights, each.input, each.drives);
      }
      products.gradient(each.drives, each.input, each.weights);
      // The gradient would grow from step to step: any weights will do, if they stay small.
      for (int i = 0; i < each.weights.getNumElements(); i++) {
        each.weights.data[i] = (i % 7 - 3) * 0.01;
      }
    }
    return all;
  }
}
