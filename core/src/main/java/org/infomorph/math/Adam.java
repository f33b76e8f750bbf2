package org.infomorph.math;

import java.util.Arrays;
import org.infomorph.loops.Finite;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/**
 * Adam with L2 weight decay added to the gradient, for gradient <em>ascent</em>.
 *
 * <p>With gradient g of the goal: {@code d = decay·w − g}, {@code m ← β1·m + (1−β1)·d}, {@code v ←
 * β2·v + (1−β2)·d²}, {@code w ← w − rate/(1−β1ᵗ) · m / (√v/√(1−β2ᵗ) + ε)}.
 *
 * @param learningRate positive
 * @param weightDecay L2 penalty, zero or more
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon added to the denominator, positive
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba 2015</a>, algorithm 1
 */
@Named("Adam, for gradient ascent")
public record Adam(
    @Field(value = "size of a step", range = "(0, inf)") double learningRate,
    @Field(
            value = "L2 penalty, added to the gradient",
            absent = "" + Adam.DEFAULT_WEIGHT_DECAY,
            range = "[0, inf)")
        double weightDecay,
    @Field(value = "decay of the mean gradient", absent = "" + Adam.DEFAULT_BETA1, range = "[0, 1)")
        double beta1,
    @Field(
            value = "decay of the mean square of the gradient",
            absent = "" + Adam.DEFAULT_BETA2,
            range = "[0, 1)")
        double beta2,
    @Field(
            value = "added to the denominator",
            absent = "" + Adam.DEFAULT_EPSILON,
            range = "(0, inf)")
        double epsilon)
    implements Optimiser {
  public static final double DEFAULT_WEIGHT_DECAY = 0;
  public static final double DEFAULT_BETA1 = 0.9;
  public static final double DEFAULT_BETA2 = 0.999;
  public static final double DEFAULT_EPSILON = 1e-8;

  public Adam {
    Require.positive("learning_rate", learningRate);
    Require.zeroOrPositive("weight_decay", weightDecay);
    Require.belowOne("beta1", beta1);
    Require.belowOne("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** Adam with the usual constants. */
  public Adam(double learningRate, double weightDecay) {
    this(learningRate, weightDecay, DEFAULT_BETA1, DEFAULT_BETA2, DEFAULT_EPSILON);
  }

  @Override
  public Optimiser.State state(int size) {
    return new State(size);
  }

  private final class State implements Optimiser.State {
    private final double[] mean;
    private final double[] meanSquare;
    private int steps;

    /** 1 − β1ᵗ and 1 − β2ᵗ. */
    private double meanShare;

    private double squareShare;

    State(int size) {
      mean = new double[size];
      meanSquare = new double[size];
    }

    @Override
    public void ascend(double[] weights, double[] gradient) {
      steps++;
      if (meanShare < 1) { // once exactly 1, it stays 1; the power allocates
        meanShare = 1 - StrictMath.pow(beta1, steps);
      }
      if (squareShare < 1) {
        squareShare = 1 - StrictMath.pow(beta2, steps);
      }
      double rate = learningRate / meanShare;
      double correction = 1 / Math.sqrt(squareShare);
      for (int i = 0; i < mean.length; i++) {
        double d = weightDecay * weights[i] - gradient[i];
        double m = beta1 * mean[i] + (1 - beta1) * d;
        double v = beta2 * meanSquare[i] + (1 - beta2) * d * d;
        mean[i] = m;
        meanSquare[i] = v;
        weights[i] -= rate * m / (Math.sqrt(v) * correction + epsilon);
      }
    }

    @Override
    public boolean isFinite() {
      return Finite.all(mean) && Finite.all(meanSquare);
    }

    @Override
    public Moments moments() {
      return steps == 0 ? Moments.NONE : new Moments(steps, mean.clone(), meanSquare.clone());
    }

    @Override
    public void restore(Moments moments) {
      steps = moments.steps();
      if (steps == 0) {
        Arrays.fill(mean, 0);
        Arrays.fill(meanSquare, 0);
        return;
      }
      if (moments.mean().length != mean.length || moments.meanSquare().length != mean.length) {
        throw new IllegalArgumentException(
            "there are moments of "
                + moments.mean().length
                + " weights, but "
                + mean.length
                + " weights");
      }
      System.arraycopy(moments.mean(), 0, mean, 0, mean.length);
      System.arraycopy(moments.meanSquare(), 0, meanSquare, 0, mean.length);
    }
  }
}
