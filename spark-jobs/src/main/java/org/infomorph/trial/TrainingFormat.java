package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.math.Precision;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.Method;
import org.infomorph.train.RecallSpec;
import org.infomorph.train.TrainingSpec;

/** Training and evaluation as YAML and JSON trees. */
final class TrainingFormat {
  private static final List<String> METHODS =
      List.of("local", "online", "hebb", "pseudo_inverse", "backprop", "logistic_regression");

  private TrainingFormat() {}

  static TrainingSpec read(SpecReader reader) {
    int epochs = reader.integer("epochs");
    int batchSize = reader.integer("batch_size");
    double validationFraction =
        reader.number("validation_fraction", TrainingSpec.DEFAULT_VALIDATION_FRACTION);
    Precision precision = TrialFormat.readEnum(reader, "precision", TrainingSpec.DEFAULT_PRECISION);
    Method method = readMethod(reader.choice("method", METHODS, "local"));
    Map<String, Double> until =
        reader.optionalObject("until").map(TrainingFormat::readScores).orElse(Map.of());
    return reader.bind(
        () -> new TrainingSpec(epochs, batchSize, validationFraction, precision, method, until));
  }

  static ObjectNode write(TrainingSpec training) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("epochs", training.epochs())
        .put("batch_size", training.batchSize())
        .put("validation_fraction", training.validationFraction())
        .put("precision", TrialFormat.name(training.precision()));
    writeMethod(training.method(), tree);
    if (training.mayEndEarly()) { // else the text, and the id, are as they always were
      ObjectNode until = tree.putObject("until");
      training.until().forEach(until::put);
    }
    return tree;
  }

  private static Map<String, Double> readScores(SpecReader reader) {
    Map<String, Double> scores = new TreeMap<>();
    reader.fields().forEach(score -> scores.put(score, reader.number(score)));
    return scores;
  }

  private static Method readMethod(SpecReader.Choice choice) {
    SpecReader body = choice.body();
    return switch (choice.name()) {
      case "local" -> new Method.Local();
      case "hebb" -> new Method.Hebb();
      case "pseudo_inverse" -> new Method.PseudoInverse();
      case "online" -> {
        int window = body.integer("window");
        double forgetting = body.number("forgetting", Method.Online.DEFAULT_FORGETTING);
        yield body.bind(() -> new Method.Online(window, forgetting));
      }
      case "backprop" -> {
        double learningRate = body.number("learning_rate", Method.Backprop.DEFAULT_LEARNING_RATE);
        double weightDecay = body.number("weight_decay", Method.Backprop.DEFAULT_WEIGHT_DECAY);
        yield body.bind(() -> new Method.Backprop(learningRate, weightDecay));
      }
      default -> {
        double l2 = body.number("l2", Method.LogisticRegression.DEFAULT_L2);
        int iterations = body.integer("iterations", Method.LogisticRegression.DEFAULT_ITERATIONS);
        yield body.bind(() -> new Method.LogisticRegression(l2, iterations));
      }
    };
  }

  private static void writeMethod(Method method, ObjectNode tree) {
    if (method instanceof Method.Online online) {
      tree.putObject("method")
          .putObject("online")
          .put("window", online.window())
          .put("forgetting", online.forgetting());
    } else if (method instanceof Method.Backprop backprop) {
      tree.putObject("method")
          .putObject("backprop")
          .put("learning_rate", backprop.learningRate())
          .put("weight_decay", backprop.weightDecay());
    } else if (method instanceof Method.LogisticRegression regression) {
      tree.putObject("method")
          .putObject("logistic_regression")
          .put("l2", regression.l2())
          .put("iterations", regression.iterations());
    } else {
      tree.put(
          "method",
          method instanceof Method.Local
              ? "local"
              : method instanceof Method.Hebb ? "hebb" : "pseudo_inverse");
    }
  }

  static EvaluationSpec readEvaluation(SpecReader reader) {
    int every = reader.integer("every", EvaluationSpec.DEFAULT_EVERY);
    int atomBatches = reader.integer("atom_batches", EvaluationSpec.DEFAULT_ATOM_BATCHES);
    List<RecallSpec> recall =
        reader.optionalObject("recall").map(TrainingFormat::readRecall).stream().toList();
    return reader.bind(() -> new EvaluationSpec(every, atomBatches, recall));
  }

  static ObjectNode write(EvaluationSpec evaluation) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("every", evaluation.every()).put("atom_batches", evaluation.atomBatches());
    for (RecallSpec recall : evaluation.recall()) {
      ObjectNode body = tree.putObject("recall");
      body.put("source", recall.source())
          .put("dynamics", TrialFormat.name(recall.dynamics()))
          .put("passes", recall.passes());
      var flips = body.putArray("flips");
      recall.flips().forEach(flips::add);
    }
    return tree;
  }

  private static RecallSpec readRecall(SpecReader reader) {
    String source = reader.text("source");
    RecallSpec.Dynamics dynamics =
        TrialFormat.readEnum(reader, "dynamics", RecallSpec.Dynamics.SYNCHRONOUS);
    int passes = reader.integer("passes", RecallSpec.DEFAULT_PASSES);
    List<Double> flips = reader.has("flips") ? reader.numbers("flips") : RecallSpec.DEFAULT_FLIPS;
    return reader.bind(() -> new RecallSpec(source, dynamics, passes, flips));
  }
}
