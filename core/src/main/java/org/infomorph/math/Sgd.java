package org.infomorph.math;

import java.util.Arrays;
import org.infomorph.loops.Finite;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/**
 * Stochastic gradient ascent with momentum, with weight decay as L2 added to the gradient. With g
 * the goal's gradient,
 *
 * <pre>
 * d = weight_decay w - g
 * v = momentum v + d            v is 0 at first
 * w = w - learning_rate v       with Nesterov's momentum: w = w - learning_rate (d + momentum v)
 * </pre>
 *
 * @param learningRate step size, positive
 * @param momentum share of the last velocity that remains, in [0, 1)
 * @param nesterov whether the step looks ahead along the velocity; needs a momentum
 * @param weightDecay added to the descent direction as {@code weightDecay * w}, zero or positive
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013</a>
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html">PyTorch's
 *     definition</a>, without dampening
 */
@Named("gradient ascent with momentum")
public record Sgd(
    @Field(value = "step size", range = "(0, inf)") double learningRate,
    @Field(
            value = "share of the last velocity that remains",
            absent = "" + Sgd.DEFAULT_MOMENTUM,
            range = "[0, 1)")
        double momentum,
    @Field(value = "the step looks ahead along the velocity", absent = "false") boolean nesterov,
    @Field(
            value = "L2: times each weight, subtracted from the gradient",
            absent = "" + Sgd.DEFAULT_WEIGHT_DECAY,
            range = "[0, inf)")
        double weightDecay)
    implements Optimiser {
  public static final double DEFAULT_MOMENTUM = 0;
  public static final double DEFAULT_WEIGHT_DECAY = 0;

  public Sgd {
    Require.positive("learning_rate", learningRate);
    Require.belowOne("momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov is true; it needs a momentum above 0");
    }
    Require.zeroOrPositive("weight_decay", weightDecay);
  }

  @Override
  public Optimiser.State state(int size) {
    return new State(size);
  }

  private final class State implements Optimiser.State {
    private final double[] velocity;
    private int steps;

    State(int size) {
      velocity = new double[size];
    }

    @Override
    public void ascend(double[] weights, double[] gradient) {
      steps++;
      for (int i = 0; i < velocity.length; i++) {
        double d = weightDecay * weights[i] - gradient[i];
        double v = momentum * velocity[i] + d;
        velocity[i] = v;
        weights[i] -= learningRate * (nesterov ? d + momentum * v : v);
      }
    }

    @Override
    public boolean isFinite() {
      return Finite.all(velocity);
    }

    /** The velocity takes the place of the mean; there is no mean square. */
    @Override
    public Moments moments() {
      return steps == 0 ? Moments.NONE : new Moments(steps, velocity.clone(), new double[0]);
    }

    @Override
    public void restore(Moments moments) {
      steps = moments.steps();
      if (steps == 0) {
        Arrays.fill(velocity, 0);
        return;
      }
      if (moments.mean().length != velocity.length || moments.meanSquare().length > 0) {
        throw new IllegalArgumentException(
            "there are %d means and %d mean squares of gradients, but velocities of %d weights"
                .formatted(moments.mean().length, moments.meanSquare().length, velocity.length));
      }
      System.arraycopy(moments.mean(), 0, velocity, 0, velocity.length);
    }
  }
}
