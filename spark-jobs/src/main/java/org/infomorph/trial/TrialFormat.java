package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.Idx;
import org.infomorph.math.Adam;
import org.infomorph.math.Optimiser;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.TrainingSpec;

/** Trials as YAML and JSON trees: the names of all keys but a layer's, and what each one means. */
final class TrialFormat {
  private TrialFormat() {}

  static TrialSpec read(SpecReader reader) {
    Dataset dataset = readDataset(reader.choice("dataset", List.of("digits", "idx")));
    NetworkSpec network = readNetwork(reader.object("network"));
    TrainingSpec training = TrainingFormat.read(reader.object("training"));
    EvaluationSpec evaluation =
        reader
            .optionalObject("evaluation")
            .map(TrainingFormat::readEvaluation)
            .orElse(EvaluationSpec.DEFAULT);
    long seed = reader.longInteger("seed", TrialSpec.DEFAULT_SEED);
    reader.done();
    return reader.bind(() -> new TrialSpec(dataset, network, training, evaluation, seed));
  }

  static ObjectNode write(TrialSpec spec) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    writeDataset(spec.dataset(), tree.putObject("dataset"));
    ObjectNode network = tree.putObject("network");
    network.put("passes", spec.network().passes());
    var layers = network.putArray("layers");
    for (LayerSpec layer : spec.network().layers()) {
      LayerFormat.write(layer, layers.addObject());
    }
    TrainingFormat.write(spec.training(), tree.putObject("training"));
    TrainingFormat.write(spec.evaluation(), tree.putObject("evaluation"));
    tree.put("seed", spec.seed());
    return tree;
  }

  private static Dataset readDataset(SpecReader.Choice choice) {
    SpecReader body = choice.body();
    if (choice.name().equals("idx")) {
      String directory = body.text("directory");
      return body.bind(() -> new Idx(directory));
    }
    int training = body.integer("training", Digits.DEFAULT_TRAINING);
    int test = body.integer("test", Digits.DEFAULT_TEST);
    long seed = body.longInteger("seed", Digits.DEFAULT_SEED);
    return body.bind(() -> new Digits(training, test, seed));
  }

  private static void writeDataset(Dataset dataset, ObjectNode tree) {
    if (dataset instanceof Idx idx) {
      tree.putObject("idx").put("directory", idx.directory());
    } else if (dataset instanceof Digits digits) {
      tree.putObject("digits")
          .put("training", digits.training())
          .put("test", digits.test())
          .put("seed", digits.seed());
    } else {
      throw new IllegalArgumentException("no format for " + dataset.getClass());
    }
  }

  private static NetworkSpec readNetwork(SpecReader reader) {
    int passes = reader.integer("passes", NetworkSpec.DEFAULT_PASSES);
    List<LayerSpec> layers = new ArrayList<>();
    for (SpecReader layer : reader.list("layers")) {
      layers.add(LayerFormat.read(layer));
    }
    return reader.bind(() -> new NetworkSpec(passes, layers));
  }

  static Optimiser readOptimiser(SpecReader.Choice choice) {
    SpecReader body = choice.body();
    double learningRate = body.number("learning_rate");
    double weightDecay = body.number("weight_decay", Adam.DEFAULT_WEIGHT_DECAY);
    double beta1 = body.number("beta1", Adam.DEFAULT_BETA1);
    double beta2 = body.number("beta2", Adam.DEFAULT_BETA2);
    double epsilon = body.number("epsilon", Adam.DEFAULT_EPSILON);
    return body.bind(() -> new Adam(learningRate, weightDecay, beta1, beta2, epsilon));
  }

  static void writeOptimiser(Optimiser optimiser, ObjectNode tree) {
    if (optimiser instanceof Adam adam) {
      tree.putObject("adam")
          .put("learning_rate", adam.learningRate())
          .put("weight_decay", adam.weightDecay())
          .put("beta1", adam.beta1())
          .put("beta2", adam.beta2())
          .put("epsilon", adam.epsilon());
    } else {
      throw new IllegalArgumentException("no format for " + optimiser.getClass());
    }
  }

  /** One of an enum's constants, by its name in lower case. */
  static <E extends Enum<E>> E readEnum(SpecReader reader, String key, E absent) {
    List<E> constants = List.of(absent.getDeclaringClass().getEnumConstants());
    List<String> names = constants.stream().map(TrialFormat::name).toList();
    String found = reader.text(key, name(absent));
    if (!names.contains(found)) {
      throw reader.error(
          key, "there is no " + found + "; allowed is one of " + String.join(", ", names));
    }
    return constants.get(names.indexOf(found));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
