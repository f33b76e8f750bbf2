package org.infomorph.neuron;

import java.io.Serializable;
import org.infomorph.math.RandomStream;
import org.infomorph.spec.Require;

/** The weights of a source before learning. */
public sealed interface InitialWeights extends Serializable
    permits InitialWeights.Uniform, InitialWeights.Constant, InitialWeights.Hebbian {
  /** One weight of a neuron with {@code units} inputs. */
  double draw(int units, RandomStream random);

  /**
   * Uniform in ±{@code scale}/√units, the usual start of linear layers.
   *
   * @param scale 1 is usual; 0.001 starts an associative memory near 0
   */
  record Uniform(double scale) implements InitialWeights {
    public static final double DEFAULT_SCALE = 1;

    public Uniform {
      Require.zeroOrPositive("init_scale", scale);
    }

    @Override
    public double draw(int units, RandomStream random) {
      return (2 * random.nextDouble() - 1) * scale / Math.sqrt(units);
    }
  }

  /**
   * By Hebb's rule from the training samples, {@code w_ij = (scale/N) Σ_μ ξ_i ξ_j}, for a source
   * that connects N inputs with N neurons. Until the samples are known, the weights are 0.
   *
   * @param scale any finite number
   */
  record Hebbian(double scale) implements InitialWeights {
    public Hebbian {
      Parameters.finite("hebb", scale);
    }

    @Override
    public double draw(int units, RandomStream random) {
      return 0;
    }
  }

  /**
   * All weights are equal.
   *
   * @param value any finite number
   */
  record Constant(double value) implements InitialWeights {
    public Constant {
      Parameters.finite("weight", value);
    }

    @Override
    public double draw(int units, RandomStream random) {
      return value;
    }
  }
}
