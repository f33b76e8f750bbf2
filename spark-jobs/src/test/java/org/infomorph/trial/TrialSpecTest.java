package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSpecTest {
  private static final String READOUT =
      """
      dataset: {digits: {training: 300, test: 100}}
      network:
        layers:
          - name: out
            neurons: 10
            sources:
              r: {from: input}
              c: {from: label, connect: one_to_one, weight: 1.0, frozen: true, bias: false}
            activation: {modulated: {k1: 1.0}}
            bins:
              r: {count: 20, range: normalised}
              c: {count: 20, range: [-1, 1]}
            goal: {"{r}": -0.2, "{r}{c}": 1}
            optimiser: {adam: {learning_rate: 0.003}}
      training: {epochs: 1, batch_size: 100}
      """;

  private static final String HIDDEN =
      """
      dataset: digits
      network:
        passes: 2
        layers:
          - name: hidden
            neurons: 20
            sources:
              f: {from: input}
              c: {from: label}
              l: {from: hidden, previous: true, connect: {random: {count: 5}}, init_scale: 0.1}
            activation: {modulated: {a: {c: 0.1, l: 0.1}}}
            bins:
              f: {count: 20, range: [-20, 20]}
              c: {count: 20, range: adaptive}
              l: {count: 20, range: equal_mass}
            goal: {"{f}{c}{l}": 0.33, "{f}{c}": 1, "{f}{l}": -1, "{fc}{fl}": -1, h_res: 0.1}
            optimiser: {adam: {learning_rate: 0.002, weight_decay: 0.00035}}
            output: expected
          - name: out
            neurons: 10
            sources:
              r: {from: hidden}
              c: {from: label, connect: no_self}
            activation: {heaviside: {of: {gated: {source: r, beta: 2}}}}
            bins:
              r: {count: 20, range: normalised}
              c: {count: 20, range: normalised}
            goal: {"{r}{c}": 1}
            optimiser: {adam: {learning_rate: 0.003}}
      training: {epochs: 3, batch_size: 100, validation_fraction: 0, precision: double}
      seed: 7
      """;

  static Stream<String> documents() {
    return Stream.of(
        READOUT,
        HIDDEN,
        READOUT.replace("modulated: {k1: 1.0}", "kay_phillips: {k2: 1}"),
        READOUT.replace("modulated: {k1: 1.0}", "sum: {}"),
        READOUT.replace("digits: {training: 300, test: 100}", "idx: {directory: mnist}"),
        READOUT.replace("batch_size: 100", "batch_size: 100, method: {online: {window: 50}}"),
        HIDDEN.replace("batch_size: 100", "batch_size: 100, method: backprop"),
        HIDDEN.replace(
            "batch_size: 100",
            "batch_size: 100, method: {backprop: {learning_rate: 0.01, weight_decay: 0.1}}"),
        HIDDEN.replace("batch_size: 100", "batch_size: 100, method: {backprop: {loss: firing}}"),
        READOUT.replace(
            "batch_size: 100",
            "batch_size: 100, method: {logistic_regression: {l2: 0, iterations: 3}}"),
        READOUT + "keep: {weights: final}\n",
        READOUT.replace("batch_size: 100", "batch_size: 100, until: {validation_accuracy: 0.9}"),
        HIDDEN + "keep: {weights: best}\n",
        READOUT.replace("range: normalised", "range: normalised, kernel: {logistic: {sigma: .1}}"),
        HIDDEN.replace(
            "range: adaptive", "range: {adaptive: {padding: 1}}, kernel: {gaussian: {sigma: 1}}"),
        READOUT.replace("modulated: {k1: 1.0}", "sum: {weights: {r: 1, c: 0.1}}"),
        HIDDEN.replace("modulated: {a: {c: 0.1, l: 0.1}}", "sum: {beta: 2, weights: {l: 0}}"),
        memory("perceptron"),
        memory("{perceptron: {margin: 0.5, sweeps: 10}}"),
        memory("{minover: {field: 5}}"),
        memory("{mpf: {learning_rate: 0.2, steps: 3}}"),
        memory("{descent_l2: {scale: 1, self_connections: true}}"),
        memory("{hebb: {self_connections: true}}"),
        memory("local").replace("ties: keep", "firing: own, weights: true"),
        memory("local").replace("ties: keep", "firing: {glauber: {temperature: 0.2}}"),
        READOUT.replace("r: {from: input}", "r: {from: input, hebb: 0.5}"),
        READOUT.replace(
            "adam: {learning_rate: 0.003}",
            "sgd: {learning_rate: 0.1, momentum: .9, nesterov: true, weight_decay: 0.001}"));
  }

  private static String memory(String method) {
    return READOUT.replace("batch_size: 100", "batch_size: 100, method: " + method)
        + "evaluation: {recall: {source: r, ties: keep}}\n";
  }

  @Test
  void aRuleWithoutOptionsIsANameInTheCanonicalForm() {
    var canonical = bind(memory("{hebb: {self_connections: false}}")).canonical();
    assertEquals(bind(memory("hebb")).canonical(), canonical);
    assertTrue(canonical.contains("\"method\":\"hebb\""), canonical);
    assertTrue(!canonical.contains("firing") && !canonical.contains("weights\":"), canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "firing: glauber | evaluation.recall.firing.glauber.temperature: missing",
        "firing: {glauber: {temperature: 0}} | evaluation.recall.firing.glauber: temperature is 0.0;"
            + " it must be positive and finite",
        "firing: hot | evaluation.recall.firing: there is no hot; allowed is one of threshold,"
            + " glauber, own",
        "firing: own, ties: keep | evaluation.recall: ties is keep; it has an effect only where"
            + " firing is threshold",
      })
  void recallThatMakesNoSenseIsRefused(String recall, String problem) {
    var yaml = memory("local").replace("ties: keep", recall);
    var error = assertThrows(SpecException.class, () -> bind(yaml));
    assertTrue(error.getMessage().startsWith("t.yaml: " + problem), error.getMessage());
  }

  @Test
  void aRuleThatConnectsNeuronsWithThemselvesNeedsTheseConnections() {
    var trial = "conf/trials/memory.yaml";
    var tree = SpecFile.read(Path.of(System.getProperty("project.root", "..")).resolve(trial));
    SpecPath.Assignment.parse("training.method={hebb: {self_connections: true}}").applyTo(tree);
    var error =
        assertThrows(
            SpecException.class, () -> TrialSpec.bind("t.yaml", tree).check(Path.of("none")));
    assertEquals(
        "training.method: self_connections is true, but source c of layer memory does not connect"
            + " neurons with themselves; connect: full does",
        error.getMessage());
    SpecPath.Assignment.parse("network.layers.memory.sources.c.connect=full").applyTo(tree);
    TrialSpec.bind("t.yaml", tree).check(Path.of("none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r: {from: input, hebb: 1, weight: 1} | t.yaml: network.layers.out.sources.r.hebb: given"
            + " together with weight; allowed is one of them",
        "r: {from: input, hebb: 1} | network.layers.out.sources.r: hebb: connects each of 10"
            + " neurons with as many inputs; the source reads samples of 784 values",
        "r: {from: label, hebb: 1} | network.layers.out.sources.r: hebb: connects each of 10"
            + " neurons with as many inputs; the source reads no samples",
      })
  void hebbsRuleNeedsAsManyInputsAsNeurons(String source, String problem) {
    var yaml = SweepFiles.TRIAL.replace("r: {from: input}", source);
    var error = assertThrows(SpecException.class, () -> bind(yaml).check(Path.of("none")));
    assertEquals(problem, error.getMessage());
  }

  private static ObjectNode tree(String yaml) {
    return (ObjectNode) SpecFile.parse("t.yaml", yaml);
  }

  private static TrialSpec bind(String yaml) {
    return TrialSpec.bind("t.yaml", tree(yaml));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theCanonicalFormIsTheSameTrial(String yaml) {
    TrialSpec spec = bind(yaml);
    TrialSpec again = bind(spec.canonical());
    assertEquals(spec, again);
    assertEquals(spec.trialId(), again.trialId());
  }

  @Test
  void defaultsAndTheirExplicitValuesAreOneTrial() {
    TrialSpec spec = bind(READOUT);
    TrialSpec explicit =
        bind(
            READOUT
                    .replace("network:", "network:\n  passes: 1")
                    .replace("k1: 1.0", "k1: 1, k2: 2.0")
                    .replace("{from: input}", "{from: input, init_scale: 1, bias: true}")
                    .replace("\"{r}{c}\": 1}", "\"{c}{r}\": 1.0, \"{rc}\": 0}")
                    .replace("batch_size: 100", "batch_size: 100, validation_fraction: 0.2")
                + "seed: 1\n");
    assertEquals(spec.trialId(), explicit.trialId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "range: normalised | range: normalised, kernel: hard",
        "range: normalised | range: normalised, kernel: {hard: {}}",
        "range: adaptive | range: {adaptive: {padding: 0}}",
        "range: adaptive | range: {adaptive: {}}",
        "modulated: {a: {c: 0.1, l: 0.1}} | sum: {weights: {c: 1}}",
        "modulated: {a: {c: 0.1, l: 0.1}} | sum: {beta: 1, weights: {}}",
      })
  void optionsThatChangeNothingLeaveTheTrialAsItIs(String right, String same) {
    String sum = HIDDEN.replace("modulated: {a: {c: 0.1, l: 0.1}}", "sum: {}");
    String plain = same.startsWith("sum") ? sum : HIDDEN;
    String written = HIDDEN.replace(right, same);
    assertNotEquals(HIDDEN, written);
    assertEquals(bind(plain).trialId(), bind(written).trialId());
  }

  @Test
  void theSeedChangesTheTrialButNotThePoint() {
    TrialSpec one = bind(READOUT);
    TrialSpec two = one.withSeed(2);
    assertNotEquals(one.trialId(), two.trialId());
    assertEquals(one.pointId(), two.pointId());
  }

  @Test
  void theIdOfAKnownTrialNeverChanges() {
    // Tables on disk are found again by it: whoever changes this number strands them.
    assertEquals("8c1d8221c422ae83", bind(READOUT).trialId());
  }

  @Test
  void whatIsKeptIsPartOfATrialOnlyIfAnythingIs() {
    TrialSpec nothing = bind(READOUT + "keep: {weights: none}\n");
    assertEquals("8c1d8221c422ae83", nothing.trialId());
    assertEquals(bind(READOUT).canonical(), nothing.canonical());
    assertEquals("0789c87bebd27f10", bind(READOUT + "keep: {weights: final}\n").trialId());
    assertNotEquals(
        bind(READOUT + "keep: {weights: final}\n").pointId(),
        bind(READOUT + "keep: {weights: best}\n").pointId());
  }

  @Test
  void anAimIsPartOfATrialOnlyIfThereIsOne() {
    TrialSpec none = bind(READOUT.replace("batch_size: 100", "batch_size: 100, until: {}"));
    assertEquals(bind(READOUT).canonical(), none.canonical());
    TrialSpec one =
        bind(READOUT.replace("batch_size: 100", "batch_size: 100, until: {total_bits: 1}"));
    assertTrue(one.canonical().contains("\"until\":{\"total_bits\":1"), one.canonical());
    assertNotEquals(none.pointId(), one.pointId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test_accuracy: 1                              | digits: {} | training.until.test_accuracy:"
            + " cannot end training; allowed are validation_accuracy",
        "recalled_fraction: 1                          | digits: {} |"
            + " training.until.recalled_fraction: cannot end training; allowed are"
            + " validation_accuracy",
        "test_accuracy: 1}, validation_fraction: 0, x: {} | digits: {} |"
            + " training.until.test_accuracy: cannot end training; nothing that this trial"
            + " measures can",
        "validation_accuracy: high                     | digits: {} | t.yaml:"
            + " training.until.validation_accuracy: found the text \"high\"; allowed is a finite"
            + " number",
        "validation_accuracy: 1}, method: logistic_regression, x: {} | digits: {} | t.yaml:"
            + " training.until: logistic_regression has no epochs; it decides itself when to end",
      })
  void anAimThatNothingTellsIsRefused(String until, String data, String message) {
    String yaml =
        READOUT
            .replace("batch_size: 100", "batch_size: 100, until: {" + until + "}")
            .replace(", x: {}}", "");
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml).check(Path.of("none")));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{weights: all}   | x: 1 | keep.weights: there is no all; allowed is one of none, final,"
            + " best",
        "{epochs: 3}      | x: 1 | keep.epochs: unknown key; known are weights",
        "final            | x: 1 | keep: found the text \"final\"; allowed is an object",
        "{weights: final} | method: logistic_regression | keep.weights: logistic_regression trains"
            + " no network whose weights could be kept",
        "{weights: best}  | method: backprop, validation_fraction: 0 | keep.weights: only"
            + " validation samples tell which network of backprop is best, but"
            + " training.validation_fraction is 0",
      })
  void whatCannotBeKeptIsNamed(String keep, String training, String message) {
    String yaml =
        READOUT.replace(
                "batch_size: 100}",
                "batch_size: 100" + (training.equals("x: 1") ? "}" : ", " + training + "}"))
            + "keep: "
            + keep
            + "\n";
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertEquals("t.yaml: " + message, e.getMessage());
  }

  @Test
  void aNetworkTooLargeToBeKeptIsRefusedBeforeTraining() {
    String huge = HIDDEN.replace("neurons: 20", "neurons: 6000").replace("passes: 2", "passes: 3");
    bind(huge).check(Path.of("none"));
    TrialSpec spec = bind(huge + "keep: {weights: final}\n");
    SpecException e = assertThrows(SpecException.class, () -> spec.check(Path.of("none")));
    // 6000 x (784 + 10 + 6000) and 10 x (6000 + 9 + 1) and biases, three numbers of 8 bytes each
    assertTrue(
        e.getMessage()
            .matches("keep.weights: the network would take 9\\d\\d\\.\\d MB; allowed are 256 MB"),
        e.getMessage());
  }

  @Test
  void theOrderOfSourcesCounts() {
    String swapped =
        READOUT
            .replace("        r: {from: input}\n", "")
            .replace("bias: false}\n", "bias: false}\n        r: {from: input}\n")
            .replace("one_to_one", "full")
            .replace("one_to_one, ", "");
    assertNotEquals(bind(READOUT.replace("one_to_one", "full")).trialId(), bind(swapped).trialId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neurons: 10 | neurns: 10 | network.layers.out.neurons: missing",
        "goal: | gaol: 1 # | network.layers.out.goal: missing",
        "epochs: 1 | epochs: 1, epoch: 2 | training.epoch: unknown key",
        "k1: 1.0 | k1: 1.0, k3: 2 | network.layers.out.activation.modulated.k3: unknown key",
        "k1: 1.0 | k1: 1.5 | network.layers.out.activation.modulated: k1 is 1.5; allowed is [0, 1]",
        "modulated | tanh | network.layers.out.activation: there is no tanh",
        "\"{r}\": -0.2 | \"{x}\": -0.2 | network.layers.out.goal: no atom {x}; sources are r, c",
        "\"{r}\": -0.2 | \"{r}\": .nan | found .nan; allowed are finite numbers",
        "\"{r}\": -0.2 | \"{r}\": .inf | network.layers.0.goal.{r}: found .inf; allowed",
        "\"{r}\": -0.2 | \"{c}{r}\": 2 | network.layers.out.goal: atom {r}{c} stands twice",
        "count: 20, range: normalised | count: 0, range: normalised | network.layers.out.bins.r:"
            + " count is 0",
        "\"{r}\": -0.2 | \"{r}\": NaN | network.layers.out.goal.{r}: found the text \"NaN\";"
            + " allowed is a finite",
        "range: normalised | range: fixed | network.layers.out.bins.r.range: found \"fixed\";"
            + " allowed is [lo, hi], {adaptive: {padding}} or one of",
        "range: normalised | range: {adaptive: {padding: -1}} |"
            + " network.layers.out.bins.r.range.adaptive: padding is -1.0; it must be zero or",
        "range: normalised | range: {adaptive: {space: 1}} |"
            + " network.layers.out.bins.r.range.adaptive.space: unknown key",
        "range: normalised | range: {normal: {}} | network.layers.out.bins.r.range: there is no"
            + " normal; allowed is one of adaptive",
        "range: normalised | range: normalised, kernel: {box: {}} |"
            + " network.layers.out.bins.r.kernel: there is no box; allowed is one of hard,"
            + " logistic, gaussian",
        "range: normalised | range: normalised, kernel: logistic |"
            + " network.layers.out.bins.r.kernel.logistic.sigma: missing",
        "range: normalised | range: normalised, kernel: {gaussian: {sigma: 0}} |"
            + " network.layers.out.bins.r.kernel.gaussian: sigma is 0.0; it must be positive",
        "range: normalised | range: equal_mass, kernel: {gaussian: {sigma: 1}} |"
            + " network.layers.out.bins.r: a kernel needs bins of equal width; range is"
            + " equal_mass",
        "count: 20, range: normalised | count: 100000, range: normalised, kernel: {gaussian:"
            + " {sigma: 1e4}} | bins: by its kernels one sample may touch",
        "modulated: {k1: 1.0} | sum: {weights: {x: 1}} |"
            + " network.layers.out.activation.sum.weights.x: unknown key",
        "adam: {learning_rate: 0.003} | sgd: {learning_rate: 1, momentum: 1} |"
            + " network.layers.out.optimiser.sgd: momentum is 1.0; allowed is [0, 1)",
        "adam: {learning_rate: 0.003} | sgd: {learning_rate: 1, nesterov: true} |"
            + " network.layers.out.optimiser.sgd: nesterov is true; it needs a momentum",
        "range: [-1, 1] | range: [1, -1] | network.layers.out.bins.c: range is [1.0, -1.0]",
        "range: [-1, 1] | range: [1] | network.layers.out.bins.c.range: found 1 numbers",
        "from: input | from: image | network.layers.out.sources.r.from: no layer image; there are"
            + " input, label, out",
        "from: input | from: input, previous: true | network.layers.out.sources.r.previous: input"
            + " is the same in every pass",
        "from: input | from: out | network.layers.out.sources.r.from: out has not fired yet when"
            + " out does",
        "from: input | from: out, previous: true | passes is 1",
        "one_to_one | one_to_all | network.layers.out.sources.c.connect: there is no one_to_all",
        "one_to_one | {random: {count: 0}} | network.layers.out.sources.c.connect.random: count is"
            + " 0",
        "weight: 1.0 | weight: 1.0, init_scale: 1 | network.layers.out.sources.c.weight: given"
            + " together with init_scale",
        "frozen: true | frozen: yes please | network.layers.out.sources.c.frozen: found the text"
            + " \"yes please\"; allowed is true or false",
        "learning_rate: 0.003 | learning_rate: 0 | network.layers.out.optimiser.adam: learning_rate"
            + " is 0.0",
        "adam | rmsprop | network.layers.out.optimiser: there is no rmsprop",
        "batch_size: 100 | batch_size: 1 | training: batch_size is 1",
        "batch_size: 100 | batch_size: 1.5 | training.batch_size: found 1.5; allowed is an integer",
        "batch_size: 100 | batch_size: 100, precision: half | training.precision: there is no half",
        "batch_size: 100 | batch_size: 100, method: {perceptron: {margin: -1}} |"
            + " training.method.perceptron: margin is -1.0; it must be zero or positive",
        "batch_size: 100 | batch_size: 100, method: {minover: {steps: 0}} |"
            + " training.method.minover: steps is 0; at least 1 is needed",
        "batch_size: 100 | batch_size: 100, method: {backprop: {learning_rate: 0}} |"
            + " training.method.backprop: learning_rate is 0.0; it must be positive",
        "batch_size: 100 | batch_size: 100, method: {logistic_regression: {l2: -1}} |"
            + " training.method.logistic_regression: l2 is -1.0; it must be zero or",
        "batch_size: 100 | batch_size: 100, method: {logistic_regression: {rate: 1}} |"
            + " training.method.logistic_regression.rate: unknown key",
        "digits: {training: 300, test: 100} | digits: {training: 0} | dataset.digits: training is"
            + " 0",
        "digits: {training: 300, test: 100} | cifar: {} | dataset: there is no cifar",
        "digits: {training: 300, test: 100} | idx: {directory: ../x} | dataset.idx: directory is"
            + " ../x",
        "name: out | name: o.u | layer name \"o.u\" is not a letter followed by",
      })
  void aMistakeIsNamedWithItsPlace(String right, String wrong, String message) {
    String yaml = READOUT.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    assertNotEquals(READOUT, yaml);
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertTrue(e.getMessage().startsWith("t.yaml:"), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aNetworkThatBackpropagationCannotTrainIsNamed() {
    String yaml =
        READOUT
            .replace("r: {from: input}", "r: {from: label}")
            .replace("batch_size: 100", "batch_size: 100, method: backprop");
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertEquals(
        "t.yaml: network.layers.out.sources.r.from: is label; in a feed-forward network a layer's"
            + " first source reads the input or a layer of the same pass",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"backprop", "logistic_regression"})
  void baselinesHaveNothingToRecall(String method) {
    String yaml =
        READOUT.replace("batch_size: 100", "batch_size: 100, method: " + method)
            + "evaluation: {recall: {source: r}}\n";
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertEquals(
        "t.yaml: evaluation.recall: this training.method leaves no associative memory to recall",
        e.getMessage());
  }

  @Test
  void otherMeasuresStandInTheCanonicalFormOnlyIfAskedFor() {
    var none = bind(READOUT + "evaluation: {measures: [], invariants: false}\n");
    assertEquals(bind(READOUT).canonical(), none.canonical());
    var some = bind(READOUT + "evaluation: {measures: [broja, i_min], invariants: true}\n");
    var canonical = some.canonical();
    assertTrue(canonical.contains("\"invariants\":true"), canonical);
    assertTrue(canonical.contains("\"measures\":[\"i_min\",\"broja\"]"), canonical); // one order
    assertEquals(some, bind(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "measures: [i_red]|measures: there is no i_red; allowed is one of i_sx, i_min, i_mmi, i_pm,"
            + " broja",
        "measures: [i_pm, i_pm]|measures: i_pm stands there twice",
        "measures: i_pm|measures: found \"i_pm\"; allowed is a list",
      })
  void mistakesInMeasuresAreNamed(String evaluation, String message) {
    var e =
        assertThrows(
            SpecException.class, () -> bind(READOUT + "evaluation: {" + evaluation + "}\n"));
    assertEquals("t.yaml: evaluation." + message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "backprop, measures: [i_min], measures",
    "logistic_regression, invariants: true, invariants"
  })
  void baselinesHaveNoNeuronsToMeasure(String method, String evaluation, String key) {
    String yaml =
        READOUT.replace("batch_size: 100", "batch_size: 100, method: " + method)
            + "evaluation: {"
            + evaluation
            + "}\n";
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertEquals(
        "t.yaml: evaluation."
            + key
            + ": this training.method leaves no neurons with atoms to measure",
        e.getMessage());
  }

  @Test
  void aSourceWithoutBinsIsNamed() {
    String yaml = READOUT.replace("        c: {count: 20, range: [-1, 1]}\n", "");
    SpecException e = assertThrows(SpecException.class, () -> bind(yaml));
    assertTrue(e.getMessage().contains("network.layers.out.bins.c: missing"), e.getMessage());
  }

  @Test
  void moreClassesThanNeuronsAreRefusedBeforeTraining() {
    TrialSpec spec =
        bind(READOUT.replace("neurons: 10", "neurons: 4").replace("connect: one_to_one, ", ""));
    SpecException e = assertThrows(SpecException.class, () -> spec.check(Path.of("none")));
    assertEquals(
        "network.layers.out.neurons: is 4 but the data has 10 classes; each needs a neuron",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist"})
  void missingDataIsRefusedBeforeTraining(String directory) {
    TrialSpec spec =
        bind(
            READOUT.replace(
                "digits: {training: 300, test: 100}", "idx: {directory: " + directory + "}"));
    SpecException e = assertThrows(SpecException.class, () -> spec.check(Path.of("no-such-place")));
    assertTrue(e.getMessage().contains(directory), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void longerAndLargerTrialsCostMore() {
    TrialSpec spec = bind(READOUT);
    assertTrue(bind(READOUT.replace("epochs: 1", "epochs: 2")).cost() > spec.cost());
    assertTrue(bind(HIDDEN).cost() > spec.cost());
    String chain = HIDDEN.replace("batch_size: 100", "batch_size: 100, method: backprop");
    assertTrue(bind(HIDDEN).cost() > bind(chain).cost());
    String fewSteps = "batch_size: 100, method: {logistic_regression: {iterations: 3}}";
    String manySteps = "batch_size: 100, method: {logistic_regression: {iterations: 30}}";
    assertTrue(
        bind(READOUT.replace("batch_size: 100", manySteps)).cost()
            > bind(READOUT.replace("batch_size: 100", fewSteps)).cost());
  }
}
