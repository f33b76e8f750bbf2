package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Gated;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.Heaviside;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.KayPhillips;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.MultiModulated;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.neuron.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What overflows ends a trial with its epoch, whatever the activation, the bins, the precision and
 * who learns: comparisons with NaN must not turn it into a network that fires.
 */
class DivergenceTest {
  private static final int FEATURES = 8;
  private static final int CLASSES = 4;
  private static final Adam CALM = new Adam(0.01, 0);
  private static final Binning NORMALISED = new Binning(5, new BinRange.Normalised());
  private static final InitialWeights USUAL = new InitialWeights.Uniform(1);

  /** In single precision its weights are infinite after one step. */
  private static final double BEYOND_SINGLE = 1e200;

  /** In double precision the sum of a few such weights is. */
  private static final double LARGEST = Double.MAX_VALUE;

  private static Stream<Activation> activations() {
    List<Activation> soft =
        List.of(
            new Modulated(1, 2),
            new Modulated(0.5, 2),
            new KayPhillips(0.5, 1),
            new MultiModulated(List.of(0.3, 0.2), List.of(2.0, 1.0)),
            new Sum(1),
            new Gated(0, 1),
            new Gated(1, 1));
    return Stream.concat(soft.stream(), soft.stream().map(Heaviside::new));
  }

  static Stream<Arguments> activationsWithBinsAndPrecisions() {
    return activations()
        .flatMap(
            activation ->
                binnings()
                    .flatMap(
                        bins ->
                            Arrays.stream(Precision.values())
                                .map(precision -> Arguments.of(activation, bins, precision))));
  }

  /** Every range with every kernel that it takes. */
  private static Stream<Binning> binnings() {
    List<BinRange> ranges =
        List.of(
            new BinRange.Fixed(-20, 20),
            new BinRange.Normalised(),
            new BinRange.Adaptive(),
            new BinRange.Adaptive(1),
            new BinRange.EqualMass());
    List<Kernel> kernels =
        List.of(new Kernel.Hard(), new Kernel.Logistic(0.5), new Kernel.Gaussian(0.1));
    return ranges.stream()
        .flatMap(
            range ->
                kernels.stream()
                    .filter(
                        kernel ->
                            kernel instanceof Kernel.Hard || range instanceof BinRange.EqualWidth)
                    .map(kernel -> new Binning(5, range, kernel)));
  }

  @Test
  void everyActivationRangeAndKernelIsTestedHere() {
    Set<Class<?>> activations = new HashSet<>();
    Set<Class<?>> ranges = new HashSet<>();
    Set<Class<?>> kernels = new HashSet<>();
    activationsWithBinsAndPrecisions()
        .forEach(
            arguments -> {
              activations.add(arguments.get()[0].getClass());
              ranges.add(((Binning) arguments.get()[1]).range().getClass());
              kernels.add(((Binning) arguments.get()[1]).kernel().getClass());
            });
    assertEquals(kinds(Activation.class).collect(Collectors.toSet()), activations);
    assertEquals(kinds(BinRange.class).collect(Collectors.toSet()), ranges);
    assertEquals(kinds(Kernel.class).collect(Collectors.toSet()), kernels);
  }

  /** The classes of a sealed type, those of its sealed parts too. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(DivergenceTest::kinds)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("activationsWithBinsAndPrecisions")
  void aStepTooFarEndsTraining(Activation activation, Binning bins, Precision precision) {
    Adam wild = new Adam(precision == Precision.SINGLE ? BEYOND_SINGLE : LARGEST, 1e-4);
    assertDiverges(1, layer(activation, bins, wild, USUAL), precision, new Method.Local());
  }

  static Stream<Arguments> methodsAndPrecisions() {
    return Stream.of(
            new Method.Local(),
            new Method.Online(10, 1),
            new Method.Online(10, 0.9),
            new Method.Backprop(0.01, 0))
        .flatMap(
            method ->
                Arrays.stream(Precision.values())
                    .map(precision -> Arguments.of(method, precision)));
  }

  @ParameterizedTest
  @MethodSource("methodsAndPrecisions")
  void weightsThatAreTooLargeFromTheBeginningAreSeenByEveryLearner(
      Method method, Precision precision) {
    InitialWeights huge =
        new InitialWeights.Uniform(precision == Precision.SINGLE ? BEYOND_SINGLE : LARGEST / 2);
    for (Activation activation : activations().toList()) {
      for (Kernel kernel : List.of(new Kernel.Hard(), new Kernel.Logistic(0.5))) {
        Binning bins = new Binning(5, new BinRange.Fixed(-1, 1), kernel);
        assertDiverges(1, layer(activation, bins, CALM, huge), precision, method);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methodsAndPrecisions")
  void anUntrainedNetworkCanOverflowToo(Method method, Precision precision) {
    InitialWeights huge = new InitialWeights.Constant(LARGEST);
    if (!(method instanceof Method.Backprop)) { // which has no atoms to measure
      LayerSpec layer = layer(new Heaviside(new Sum(1)), NORMALISED, CALM, huge);
      assertDiverges(0, layer, precision, method);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {BEYOND_SINGLE, LARGEST})
  void backpropagationTooFarEndsTraining(double learningRate) {
    LayerSpec layer = layer(new Sum(1), NORMALISED, CALM, USUAL);
    assertDiverges(1, layer, Precision.SINGLE, new Method.Backprop(learningRate, 0));
  }

  /** All its inputs are positive, so that every drive is plus infinity and no NaN is made. */
  @ParameterizedTest
  @EnumSource(LayerSpec.Output.class)
  void aHiddenUnitThatIsInfinitelySureIsSeen(LayerSpec.Output output) {
    Samples positive = samples(200).affine(1, 0.01);
    Samples overflowing = positive.affine(0, 1e308).affine(0, 100);
    for (Method method :
        List.of(new Method.Local(), new Method.Online(10, 1), new Method.Backprop(0.01, 0))) {
      assertHiddenDiverges(output, method, 1, new SampleSets(positive, overflowing));
      assertHiddenDiverges(output, method, 1, new SampleSets(overflowing, positive));
      assertHiddenDiverges(
          output, method, LARGEST, new SampleSets(positive, positive.affine(0, 1e-9)));
    }
  }

  private static void assertHiddenDiverges(
      LayerSpec.Output output, Method method, double weight, SampleSets sets) {
    InitialWeights equal = new InitialWeights.Constant(weight);
    LayerSpec hidden = layer("hidden", 3, new Sum(1), CALM, equal, new Signal.Input(), output);
    Signal read = new Signal.Output("hidden", false);
    LayerSpec out = layer("out", CLASSES, new Sum(1), CALM, USUAL, read, output);
    TrainingOutcome outcome =
        new Trainer(
                new NetworkSpec(1, List.of(hidden, out)),
                new TrainingSpec(2, 50, 0, Precision.DOUBLE, method),
                EvaluationSpec.DEFAULT,
                sets,
                new Seeds(1))
            .fit(report -> {});
    assertEquals(1, outcome.divergedIn(), method.toString());
  }

  @Test
  void aMeanSquareThatOverflowsEndsTrainingAsItsWeightWouldStayForEver() {
    // Weights of 1e170 are finite, and so are all drives; the square of their decay is not.
    InitialWeights large = new InitialWeights.Constant(1e170);
    Adam decaying = new Adam(1e-3, 1);
    LayerSpec layer = layer(new Sum(1), NORMALISED, decaying, large);
    assertDiverges(1, layer, Precision.DOUBLE, new Method.Local());
  }

  static Stream<Arguments> rules() {
    return Stream.of(
            new Method.Hebb(),
            new Method.PseudoInverse(),
            new Method.Perceptron(0, 10),
            new Method.Minover(1, 10),
            new Method.DescentL2(0.5, 0.01, false),
            new Method.Mpf(0.1, 10))
        .flatMap(
            rule ->
                Arrays.stream(RecallSpec.Dynamics.values())
                    .map(dynamics -> Arguments.of(rule, dynamics)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aMemoryWhoseOtherSourceOverflowsIsSeen(Method rule, RecallSpec.Dynamics dynamics) {
    SourceSpec pattern =
        new SourceSpec(
            "r",
            new Signal.Input(),
            new Connectivity.OneToOne(),
            new InitialWeights.Constant(LARGEST),
            true,
            true);
    SourceSpec memory =
        new SourceSpec(
            "c",
            new Signal.Input(),
            new Connectivity.NoSelf(),
            new InitialWeights.Constant(0),
            false,
            false);
    LayerSpec layer = layer("memory", FEATURES, new Sum(1), CALM, List.of(pattern, memory), null);
    Samples doubled = patterns().affine(0, 2);
    TrainingOutcome outcome =
        new Trainer(
                new NetworkSpec(1, List.of(layer)),
                new TrainingSpec(1, 50, 0, Precision.DOUBLE, rule),
                new EvaluationSpec(1, 1, List.of(new RecallSpec("c", dynamics, 5, List.of()))),
                new SampleSets(doubled, doubled),
                new Seeds(1))
            .fit(report -> {});
    assertEquals(1, outcome.divergedIn());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE})
  void recallByWeightsThatAreTooLargeHasNoScore(double weight) {
    DMatrixRMaj weights = new DMatrixRMaj(FEATURES, FEATURES);
    Arrays.fill(weights.data, weight);
    for (RecallSpec.Dynamics dynamics : RecallSpec.Dynamics.values()) {
      RecallSpec spec =
          new RecallSpec(
              "c",
              dynamics,
              5,
              List.of(0.1),
              RecallSpec.Ties.MINUS,
              new RecallSpec.Firing.Glauber(1),
              true);
      Map<String, Double> scores =
          new Recall(spec, weights, new double[FEATURES]).scores(patterns(), new Seeds(1));
      assertEquals(Set.copyOf(Recall.scores(spec)), scores.keySet());
      assertTrue(scores.values().stream().allMatch(score -> Double.isNaN(score)), "" + scores);
    }
  }

  @Test
  void aFiringProbabilityThatIsNoNumberCodesNoCause() {
    Samples samples = patterns().withCauses(1, new byte[] {0, 1, 0, 1});
    Coding coding = new Coding(1, 4);
    coding.add(new double[] {0, 1, Double.NaN, 1}, 4);
    Map<String, Double> scores = coding.scores(samples);
    assertEquals(Set.of(Coding.COVERED, Coding.CODED_BITS, Coding.TOTAL_BITS), scores.keySet());
    assertTrue(scores.values().stream().allMatch(score -> Double.isNaN(score)), "" + scores);
  }

  /** The methods that a trainer knows, all tried above; logistic regression has its own test. */
  @Test
  void everyMethodIsTestedHere() {
    Set<Class<?>> tested =
        Stream.concat(methodsAndPrecisions(), rules())
            .map(arguments -> arguments.get()[0].getClass())
            .collect(Collectors.toSet());
    tested.add(Method.LogisticRegression.class);
    assertEquals(kinds(Method.class).collect(Collectors.toSet()), tested);
  }

  private static void assertDiverges(
      int epochs, LayerSpec layer, Precision precision, Method method) {
    List<EpochReport> heard = new ArrayList<>();
    TrainingOutcome outcome =
        new Trainer(
                new NetworkSpec(1, List.of(layer)),
                new TrainingSpec(epochs, 50, 0.2, precision, method),
                EvaluationSpec.DEFAULT,
                new SampleSets(samples(200), samples(60)).standardised(),
                new Seeds(1))
            .fit(Keep.FINAL, heard::add);
    assertTrue(outcome.diverged(), layer.activation() + " " + method);
    assertEquals(1, outcome.divergedIn());
    assertEquals(List.of(), heard);
    assertEquals(List.of(), outcome.neurons());
    assertTrue(outcome.kept().isEmpty());
  }

  private static LayerSpec layer(
      Activation activation, Binning bins, Adam adam, InitialWeights weights) {
    LayerSpec layer =
        layer(
            "out",
            CLASSES,
            activation,
            adam,
            weights,
            new Signal.Input(),
            LayerSpec.Output.SAMPLED);
    return new LayerSpec(
        layer.name(),
        layer.neurons(),
        layer.sources(),
        activation,
        layer.sources().stream().map(source -> bins).toList(),
        layer.goals(),
        adam,
        layer.output());
  }

  /** As many sources as the activation takes; the first one and the third read {@code from}. */
  private static LayerSpec layer(
      String name,
      int neurons,
      Activation activation,
      Adam adam,
      InitialWeights weights,
      Signal from,
      LayerSpec.Output output) {
    Activation soft = activation instanceof Heaviside hard ? hard.of() : activation;
    List<SourceSpec> sources = new ArrayList<>();
    sources.add(source("r", from, weights));
    sources.add(source("c", new Signal.Label(), USUAL));
    if (soft instanceof MultiModulated) {
      sources.add(source("l", from, USUAL));
    }
    return layer(name, neurons, activation, adam, sources, output);
  }

  private static LayerSpec layer(
      String name,
      int neurons,
      Activation activation,
      Adam adam,
      List<SourceSpec> sources,
      LayerSpec.Output output) {
    return new LayerSpec(
        name,
        neurons,
        sources,
        activation,
        sources.stream().map(source -> new Binning(5, new BinRange.Fixed(-20, 20))).toList(),
        List.of(new Goal(sources.size() == 2 ? Map.of("{r}{c}", 1.0) : Map.of("{r}{c}{l}", 1.0))),
        adam,
        output == null ? LayerSpec.DEFAULT_OUTPUT : output);
  }

  private static SourceSpec source(String name, Signal from, InitialWeights weights) {
    return new SourceSpec(name, from, new Connectivity.Full(), weights, false, true);
  }

  private static Samples samples(int count) {
    RandomStream random = new Seeds(count).stream("samples");
    byte[] values = new byte[count * FEATURES];
    byte[] labels = new byte[count];
    for (int s = 0; s < count; s++) {
      labels[s] = (byte) random.nextInt(CLASSES);
      for (int f = 0; f < FEATURES; f++) {
        values[s * FEATURES + f] = (byte) (random.nextInt(100) + (f == labels[s] ? 80 : 0));
      }
    }
    return Samples.ofBytes(FEATURES, values, CLASSES, labels);
  }

  /** Four patterns of −1 and +1. */
  private static Samples patterns() {
    RandomStream random = new Seeds(4).stream("patterns");
    byte[] bits = new byte[4 * FEATURES];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) random.nextInt(2);
    }
    return Samples.ofBytes(FEATURES, bits).affine(-1, 2);
  }
}
