package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.infomorph.datasets.Dataset;
import org.infomorph.form.ChoiceForm;
import org.infomorph.form.Key;
import org.infomorph.form.Parts;
import org.infomorph.form.SpecReader;
import org.infomorph.form.ValueType;
import org.infomorph.math.Optimiser;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.spec.Interval;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.Keep;
import org.infomorph.train.TrainingSpec;

/**
 * Trials as YAML and JSON trees: names and meanings of all keys except the keys of layers and data
 * sets.
 */
final class TrialFormat {
  static final ChoiceForm<Optimiser> OPTIMISER = ChoiceForm.of(Optimiser.class);

  private TrialFormat() {}

  /** The keys of a trial, for documentation. */
  static List<Key> keys() {
    var layers = new ValueType.ListOf(new ValueType.Fields(LayerFormat.keys()));
    var network =
        List.of(
            new Key(
                "passes",
                "how often all layers fire per batch; 2 or more where a source reads the pass"
                    + " before. Learning uses the last pass alone",
                Integer.toString(NetworkSpec.DEFAULT_PASSES),
                new ValueType.Whole(Interval.parse("[1, inf)"))),
            new Key(
                "layers", "in the order in which they fire; the last one is read out", "", layers));
    var keep =
        List.of(
            new Key(
                "weights",
                "which network: `none`, `final` or `best`",
                name(Keep.NONE),
                new ValueType.Word(names(Keep.values()))));
    return List.of(
        new Key("dataset", "what is learned", "", DatasetFormat.FORM.type()),
        new Key("network", "by what", "", new ValueType.Fields(network)),
        new Key("training", "how", "", new ValueType.Fields(TrainingFormat.TRAINING.keys())),
        new Key(
            "evaluation",
            "what is measured on the way",
            "{}",
            new ValueType.Fields(TrainingFormat.EVALUATION.keys())),
        new Key("keep", "which network is kept", "{}", new ValueType.Fields(keep)),
        new Key(
            "seed",
            "decides everything that is random: weights, splits, batches, spikes, drawn data",
            Long.toString(TrialSpec.DEFAULT_SEED),
            new ValueType.Whole(Interval.ALL)));
  }

  static TrialSpec read(SpecReader reader) {
    Dataset dataset =
        reader.part(
            "dataset",
            "",
            () -> DatasetFormat.FORM.read(reader.choice("dataset", DatasetFormat.FORM.names())));
    NetworkSpec network = readNetwork(reader.object("network"));
    TrainingSpec training =
        reader.part("training", "", () -> TrainingFormat.TRAINING.read(reader.object("training")));
    EvaluationSpec evaluation =
        reader.part(
            "evaluation",
            "",
            () ->
                reader
                    .optionalObject("evaluation")
                    .map(TrainingFormat.EVALUATION::read)
                    .orElse(EvaluationSpec.DEFAULT));
    Keep keep = reader.optionalObject("keep").map(TrialFormat::readKeep).orElse(Keep.NONE);
    long seed = reader.longInteger("seed", TrialSpec.DEFAULT_SEED);
    reader.done();
    return reader.bind(() -> new TrialSpec(dataset, network, training, evaluation, keep, seed));
  }

  static ObjectNode write(TrialSpec spec, Parts parts) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set(
        "dataset", parts.write(spec.dataset(), () -> DatasetFormat.FORM.write(spec.dataset())));
    ObjectNode network = tree.putObject("network");
    network.put("passes", spec.network().passes());
    var layers = network.putArray("layers");
    for (LayerSpec layer : spec.network().layers()) {
      layers.add(parts.write(layer, () -> LayerFormat.write(layer, parts)));
    }
    tree.set(
        "training",
        parts.write(spec.training(), () -> TrainingFormat.TRAINING.toJson(spec.training())));
    tree.set(
        "evaluation",
        parts.write(spec.evaluation(), () -> TrainingFormat.EVALUATION.toJson(spec.evaluation())));
    if (spec.keepsWeights()) { // otherwise text and id stay those of earlier versions
      tree.putObject("keep").put("weights", name(spec.keep()));
    }
    tree.put("seed", spec.seed());
    return tree;
  }

  private static Keep readKeep(SpecReader reader) {
    return readEnum(reader, "weights", Keep.NONE);
  }

  private static NetworkSpec readNetwork(SpecReader reader) {
    int passes = reader.integer("passes", NetworkSpec.DEFAULT_PASSES);
    List<LayerSpec> layers = new ArrayList<>();
    for (SpecReader layer : reader.list("layers")) {
      layers.add(layer.whole(() -> LayerFormat.read(layer)));
    }
    try {
      return new NetworkSpec(passes, layers);
    } catch (IllegalArgumentException e) {
      // The message of a wiring error begins with the place below the network and a colon.
      int colon = e.getMessage().startsWith("layers.") ? e.getMessage().indexOf(": ") : -1;
      throw colon < 0
          ? reader.error(e.getMessage())
          : reader.error(e.getMessage().substring(0, colon), e.getMessage().substring(colon + 2));
    }
  }

  /** Reads an enum constant, by its name in lower case. */
  static <E extends Enum<E>> E readEnum(SpecReader reader, String key, E absent) {
    E[] constants = absent.getDeclaringClass().getEnumConstants();
    String found = reader.text(key, name(absent));
    if (!names(constants).contains(found)) {
      throw reader.error(
          key,
          "there is no " + found + "; allowed is one of " + String.join(", ", names(constants)));
    }
    return constant(constants, found);
  }

  /** The constant with one of the {@link #names}. */
  static <E extends Enum<E>> E constant(E[] constants, String name) {
    return constants[names(constants).indexOf(name)];
  }

  static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(TrialFormat::name).toList();
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
