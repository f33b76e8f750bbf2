package org.infomorph.train;

import java.io.Serializable;
import java.util.Optional;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.spec.Require;

/**
 * How the weights of a network are obtained. Each method says itself what it needs and makes its
 * own learner, so another method is one record.
 */
public sealed interface Method extends Serializable
    permits Method.Local,
        Method.Online,
        Method.Hebb,
        Method.PseudoInverse,
        Method.Perceptron,
        Method.Minover,
        Method.DescentL2,
        Method.Mpf,
        Method.Backprop,
        Method.LogisticRegression {
  /**
   * The model with fresh weights, as this method trains it.
   *
   * @param start what the model is made of
   * @throws IllegalArgumentException if the method does not fit the network or the samples, or
   *     trains no network
   */
  Learner learner(Start start);

  /**
   * Number of samples in one step.
   *
   * @param batchSize samples of a batch
   */
  default int stepSize(int batchSize) {
    return batchSize;
  }

  /** Number of samples that each neuron remembers; 0 if it learns from batches. */
  default int window() {
    return 0;
  }

  /** Whether a rule sets the weights of an associative memory, without learning. */
  default boolean isRule() {
    return false;
  }

  /** Whether a rule gives neurons a weight to themselves. */
  default boolean selfConnections() {
    return false;
  }

  /**
   * Refuses a recurrent source that the method does not fit.
   *
   * @param source the name of a source of the last layer
   * @throws IllegalArgumentException if neurons shall have weights to themselves without
   *     connections
   */
  default void checkRecurrent(NetworkSpec network, String source) {
    LayerSpec layer = network.readout();
    Connectivity connect = layer.sources().get(layer.sourceNames().indexOf(source)).connect();
    if (selfConnections() && !(connect instanceof Connectivity.Full)) {
      throw new IllegalArgumentException(
          "training.method: self_connections is true, but source %s of layer %s does not connect"
                  .formatted(source, layer.name())
              + " neurons with themselves; connect: full does");
    }
  }

  /**
   * About how long the rule computes on random patterns, in nanoseconds of one core of the
   * reference machine; 0 for a method that learns.
   *
   * @param units number of neurons
   * @param patterns number of patterns
   */
  default double ruleNanoseconds(double units, double patterns) {
    return 0;
  }

  /** Whether only the chain of first sources is trained. */
  default boolean trainsChain() {
    return false;
  }

  /** The regression that takes the place of the network; empty if a network is trained. */
  default Optional<LogisticRegression> regression() {
    return Optional.empty();
  }

  /** Whether the method learns classes, so that samples need labels. */
  default boolean learnsClasses() {
    return trainsChain() || regression().isPresent();
  }

  /**
   * Every neuron ascends its own goal, estimated from each batch: the method that this project
   * studies.
   */
  @Named("each neuron ascends its goal, estimated from each batch")
  record Local() implements Method {
    @Override
    public Learner learner(Start start) {
      return start.local(start.network(), true);
    }
  }

  /**
   * The same, one sample at a time: each neuron estimates its goal from the last samples.
   *
   * @param window how many samples are remembered, 2 or more
   * @param forgetting weight of each sample relative to the next, in (0, 1]; at 1 the window slides
   */
  @Named("the same one sample at a time, estimated from the last samples")
  record Online(
      @Field(value = "how many samples are remembered", range = "[2, inf)") int window,
      @Field(
              value = "weight of each sample relative to the next one",
              absent = "" + Method.Online.DEFAULT_FORGETTING,
              range = "(0, 1]")
          double forgetting)
      implements Method {
    public static final double DEFAULT_FORGETTING = 1;

    public Online {
      if (window < 2) {
        throw new IllegalArgumentException(
            "window is " + window + "; a distribution needs at least 2 samples");
      }
      if (!(forgetting > 0 && forgetting <= 1)) {
        throw new IllegalArgumentException("forgetting is " + forgetting + "; allowed is (0, 1]");
      }
    }

    @Override
    public Learner learner(Start start) {
      var network = start.network();
      network.layers().forEach(layer -> layer.estimateOver(window, forgetting));
      return start.local(network, true);
    }

    @Override
    public int stepSize(int batchSize) {
      return 1;
    }
  }

  /**
   * An associative memory by Hebb's rule, {@code w_ij = (1/N) Σ_μ ξ_i ξ_j}, without learning.
   *
   * @param selfConnections whether a neuron has a weight to itself
   * @see <a href="https://doi.org/10.1073/pnas.79.8.2554">Hopfield 1982</a>
   */
  @Named("recurrent weights by Hebb's rule, without learning")
  record Hebb(
      @Field(value = "whether a neuron has a weight to itself", absent = "false", omitted = true)
          boolean selfConnections)
      implements Method {
    /** Without weights of neurons to themselves. */
    public Hebb() {
      this(false);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) -> MemoryRule.hebb(patterns, weights, selfConnections));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      return units * units * patterns;
    }
  }

  /**
   * An associative memory by the pseudo-inverse rule, {@code W = ξ (ξᵀξ)⁺ ξᵀ}, without learning.
   *
   * @param selfConnections whether a neuron has a weight to itself
   * @see <a href="https://doi.org/10.1103/PhysRevA.34.4217">Personnaz, Guyon, Dreyfus 1986</a>
   */
  @Named("recurrent weights by the pseudo-inverse rule, without learning")
  record PseudoInverse(
      @Field(value = "whether a neuron has a weight to itself", absent = "false", omitted = true)
          boolean selfConnections)
      implements Method {
    /** Without weights of neurons to themselves. */
    public PseudoInverse() {
      this(false);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) -> MemoryRule.pseudoInverse(patterns, weights, selfConnections));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      return 10 * units * patterns * Math.min(units, patterns);
    }
  }

  /**
   * An associative memory by Gardner's perceptron rule: each neuron learns every pattern that it
   * does not yet hold with the margin, one after the other.
   *
   * @param margin smallest {@code ξ_i h_i / |w_i|} of a pattern that is held, 0 or more
   * @param sweeps most passes over the patterns, 1 or more
   * @param selfConnections whether a neuron has a weight to itself
   * @see <a href="https://doi.org/10.1088/0305-4470/21/1/030">Gardner 1988</a>
   */
  @Named("recurrent weights by Gardner's perceptron rule")
  record Perceptron(
      @Field(
              value = "smallest ξh/|w| at which a pattern is held",
              absent = "" + Method.Perceptron.DEFAULT_MARGIN,
              range = "[0, inf)")
          double margin,
      @Field(
              value = "most passes over the patterns",
              absent = "" + Method.Perceptron.DEFAULT_SWEEPS,
              range = "[1, inf)")
          int sweeps,
      @Field(value = "whether a neuron has a weight to itself", absent = "false", omitted = true)
          boolean selfConnections)
      implements Method {
    public static final double DEFAULT_MARGIN = 0;
    public static final int DEFAULT_SWEEPS = 1000;

    public Perceptron {
      Require.zeroOrPositive("margin", margin);
      Require.atLeastOne("sweeps", sweeps);
    }

    /** Without weights of neurons to themselves. */
    public Perceptron(double margin, int sweeps) {
      this(margin, sweeps, false);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) ->
              MemoryRule.perceptron(patterns, weights, margin, sweeps, selfConnections));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      double free = 1 - patterns / units / Stability.capacity(margin);
      double needed = free > 0 ? 6 / StrictMath.pow(free, 2.5) : Double.POSITIVE_INFINITY;
      double each = free > 0 ? 1 : 2; // of the product of a weight and a bit, and of learning
      return each * Math.min(needed, sweeps) * units * units * patterns;
    }
  }

  /**
   * An associative memory by minover: each neuron learns the pattern that it holds worst, until it
   * holds all patterns with the field.
   *
   * @param field smallest {@code ξ_i h_i} at which a neuron is done, positive, in steps of 1/N; the
   *     larger, the closer to the largest stability
   * @param steps most learning steps of a neuron, 1 or more
   * @param selfConnections whether a neuron has a weight to itself
   * @see <a href="https://doi.org/10.1088/0305-4470/20/11/013">Krauth, Mézard 1987</a>
   */
  @Named("recurrent weights by the minover rule, for the largest stability")
  record Minover(
      @Field(
              value = "smallest ξh at which a neuron is done",
              absent = "" + Method.Minover.DEFAULT_FIELD,
              range = "(0, inf)")
          double field,
      @Field(
              value = "most learning steps of a neuron",
              absent = "" + Method.Minover.DEFAULT_STEPS,
              range = "[1, inf)")
          int steps,
      @Field(value = "whether a neuron has a weight to itself", absent = "false", omitted = true)
          boolean selfConnections)
      implements Method {
    public static final double DEFAULT_FIELD = 10;
    public static final int DEFAULT_STEPS = 10_000;

    public Minover {
      Require.positive("field", field);
      Require.atLeastOne("steps", steps);
    }

    /** Without weights of neurons to themselves. */
    public Minover(double field, int steps) {
      this(field, steps, false);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) ->
              MemoryRule.minover(patterns, weights, field, steps, selfConnections));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      double stability = Stability.largest(patterns / units);
      double needed = field * units / (stability * stability); // each step adds 1/N to a drive
      return Math.min(needed, steps) * units * units * patterns;
    }
  }

  /**
   * An associative memory by Descent-L2: the drives of each neuron come as close to the bits as a
   * penalty on the weights allows. The objective is that of published code that cites the paper
   * below; the usual values of λ and α here are our own.
   *
   * @param scale λ, by which drives are multiplied before they are compared with bits, positive
   * @param penalty α, on the squares of the weights, positive
   * @param selfConnections whether a neuron has a weight to itself
   * @see <a href="https://arxiv.org/abs/2010.01472">Tolmachev, Manton 2020</a>
   */
  @Named("recurrent weights by least squares, Descent-L2")
  record DescentL2(
      @Field(
              value = "λ, by which drives are multiplied before they are compared with bits",
              absent = "" + Method.DescentL2.DEFAULT_SCALE,
              range = "(0, inf)")
          double scale,
      @Field(
              value = "α, on the squares of the weights",
              absent = "" + Method.DescentL2.DEFAULT_PENALTY,
              range = "(0, inf)")
          double penalty,
      @Field(value = "whether a neuron has a weight to itself", absent = "false", omitted = true)
          boolean selfConnections)
      implements Method {
    public static final double DEFAULT_SCALE = 0.5;
    public static final double DEFAULT_PENALTY = 0.001;

    public DescentL2 {
      Require.positive("scale", scale);
      Require.positive("penalty", penalty);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) ->
              MemoryRule.descentL2(patterns, weights, scale, penalty, selfConnections));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      return 1.5 * units * units * (patterns + units);
    }
  }

  /**
   * An associative memory by minimum probability flow, with symmetric weights.
   *
   * @param learningRate step size, positive
   * @param steps number of steps, 1 or more
   * @see <a href="https://arxiv.org/abs/1204.2916">Hillar, Sohl-Dickstein, Koepsell 2012</a>
   */
  @Named("recurrent weights by minimum probability flow")
  record Mpf(
      @Field(
              value = "step size",
              absent = "" + Method.Mpf.DEFAULT_LEARNING_RATE,
              range = "(0, inf)")
          double learningRate,
      @Field(value = "number of steps", absent = "" + Method.Mpf.DEFAULT_STEPS, range = "[1, inf)")
          int steps)
      implements Method {
    public static final double DEFAULT_LEARNING_RATE = 0.1;
    public static final int DEFAULT_STEPS = 1000;

    public Mpf {
      Require.positive("learning_rate", learningRate);
      Require.atLeastOne("steps", steps);
    }

    @Override
    public Learner learner(Start start) {
      return start.byRule(
          (patterns, weights) ->
              MemoryRule.probabilityFlow(patterns, weights, learningRate, steps));
    }

    @Override
    public boolean isRule() {
      return true;
    }

    @Override
    public double ruleNanoseconds(double units, double patterns) {
      return 1.2 * steps * units * units * patterns;
    }
  }

  /**
   * A network of the same shape, trained by backpropagation of the cross-entropy. Its hidden units
   * are sampled in the same way (straight-through estimator). Goals, bins and context have no
   * effect.
   *
   * @param learningRate of Adam, positive
   * @param weightDecay of Adam, zero or more; its other constants are the usual ones
   * @param loss what the softmax takes
   */
  @Named("comparison: the chain of first sources by backpropagation of the cross-entropy")
  record Backprop(
      @Field(
              value = "of Adam",
              absent = "" + Method.Backprop.DEFAULT_LEARNING_RATE,
              range = "(0, inf)")
          double learningRate,
      @Field(
              value = "of Adam",
              absent = "" + Method.Backprop.DEFAULT_WEIGHT_DECAY,
              range = "[0, inf)")
          double weightDecay,
      @Field(
              value =
                  "what the softmax takes: the last layer's drives, or its firing probabilities",
              absent = "logits",
              omitted = true)
          Loss loss)
      implements Method {
    public static final double DEFAULT_LEARNING_RATE = 0.001;
    public static final double DEFAULT_WEIGHT_DECAY = 0;

    /** Of what the last layer's softmax is taken, whose cross-entropy is descended. */
    public enum Loss {
      /** Of its drives. */
      LOGITS,
      /** Of its firing probabilities, in [0, 1], as in the code of Schneider et al. 2025. */
      FIRING
    }

    /** By the cross-entropy of the drives' softmax. */
    public Backprop(double learningRate, double weightDecay) {
      this(learningRate, weightDecay, Loss.LOGITS);
    }

    public Backprop {
      Require.positive("learning_rate", learningRate);
      Require.zeroOrPositive("weight_decay", weightDecay);
    }

    @Override
    public Learner learner(Start start) {
      return start.chain(this);
    }

    @Override
    public boolean trainsChain() {
      return true;
    }
  }

  /**
   * Multinomial logistic regression of the classes on the inputs, by L-BFGS on all training samples
   * at once. The network and the number of epochs have no effect.
   *
   * @param l2 penalty on the weights, not the biases, zero or more: {@code l2/2 Σ w²} is added to
   *     the mean cross-entropy in nats
   * @param iterations largest number of steps, 1 or more
   */
  @Named("comparison: classes from the inputs alone")
  record LogisticRegression(
      @Field(
              value = "penalty on the weights",
              absent = "" + Method.LogisticRegression.DEFAULT_L2,
              range = "[0, inf)")
          double l2,
      @Field(
              value = "most steps",
              absent = "" + Method.LogisticRegression.DEFAULT_ITERATIONS,
              range = "[1, inf)")
          int iterations)
      implements Method {
    public static final double DEFAULT_L2 = 1e-4;
    public static final int DEFAULT_ITERATIONS = 200;

    public LogisticRegression {
      Require.zeroOrPositive("l2", l2);
      Require.atLeastOne("iterations", iterations);
    }

    @Override
    public Learner learner(Start start) {
      throw new IllegalArgumentException(this + " does not train a network");
    }

    @Override
    public Optional<LogisticRegression> regression() {
      return Optional.of(this);
    }
  }
}
