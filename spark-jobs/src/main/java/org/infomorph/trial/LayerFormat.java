package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;
import org.infomorph.form.ChoiceForm;
import org.infomorph.form.FieldCodec;
import org.infomorph.form.Key;
import org.infomorph.form.Parts;
import org.infomorph.form.RecordForm;
import org.infomorph.form.SpecReader;
import org.infomorph.form.ValueType;
import org.infomorph.math.Optimiser;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.spec.Interval;

/**
 * Layers as YAML and JSON trees. Sources are read as an object by name, as people write them, or as
 * a list of objects with a {@code name}. They are written as a list, because their order matters
 * and the canonical form sorts keys.
 */
final class LayerFormat {
  private static final ChoiceForm<Connectivity> CONNECTIVITY = ChoiceForm.of(Connectivity.class);
  private static final String DEFAULT_CONNECTIVITY = "full";

  private static final ChoiceForm<Kernel> KERNEL = ChoiceForm.of(Kernel.class);
  private static final String DEFAULT_KERNEL = "hard";
  private static final String ADAPTIVE = "adaptive";
  private static final RecordForm<BinRange.Adaptive> PADDED =
      RecordForm.of(BinRange.Adaptive.class);

  /** Ranges that are a name alone; other ranges have numbers. */
  private static final Map<String, BinRange> RANGES = new LinkedHashMap<>();

  static {
    RANGES.put("normalised", new BinRange.Normalised());
    RANGES.put(ADAPTIVE, new BinRange.Adaptive());
    RANGES.put("equal_mass", new BinRange.EqualMass());
  }

  private LayerFormat() {}

  /** The keys of a layer, for documentation. */
  static List<Key> keys() {
    var bins =
        new ValueType.Fields(
            List.of(
                new Key(
                    "count",
                    "how many bins",
                    "",
                    new ValueType.Whole(new Interval(1, Binning.MOST_BINS, true, true))),
                new Key(
                    "range",
                    "where the bins lie: `normalised` (by the largest absolute value in the batch),"
                        + " `adaptive` (minimum to maximum), `{adaptive: {padding: 1}}` (minimum −"
                        + " 1 to maximum + 1, as published), `equal_mass` (quantiles) or `[lo,"
                        + " hi]`",
                    "",
                    new ValueType.Either(
                        List.of(
                            new ValueType.Word(List.copyOf(RANGES.keySet())),
                            ValueType.numbers(),
                            new ValueType.Fields(
                                List.of(
                                    new Key(
                                        ADAPTIVE,
                                        "bins that follow the batch, with space around it",
                                        "",
                                        new ValueType.Fields(PADDED.keys()))))))),
                new Key(
                    "kernel",
                    "soft bins: a drive belongs to several bins, by differences of F at their"
                        + " edges",
                    DEFAULT_KERNEL,
                    KERNEL.type())));
    var goal = ValueType.numbersByName();
    var source = new ValueType.Fields(sourceKeys());
    return List.of(
        new Key("name", "how other layers, axes and results call it", "", new ValueType.Text()),
        new Key("neurons", "how many", "", new ValueType.Whole(Interval.parse("[1, inf)"))),
        new Key(
            "sources",
            "2 to 4 input classes by name, in the order of the activation",
            "",
            new ValueType.Either(
                List.of(new ValueType.ByName(source), new ValueType.ListOf(source)))),
        new Key("activation", "how drives become firing", "", ActivationFormat.type()),
        new Key(
            "bins", "for each source, how its drives are binned", "", new ValueType.ByName(bins)),
        new Key(
            "goal",
            "weight Γ of each atom, `{\"{r}{c}\": 1, \"{rc}\": 0.1}`, and of the residual entropy,"
                + " `h_res`; atoms that are not named weigh 0. Or a goal for the weights of each"
                + " source: `{r: {\"{r}\": 1}, c: {\"{r}{c}\": 1}}`",
            "",
            new ValueType.Either(List.of(goal, new ValueType.ByName(goal)))),
        new Key("optimiser", "how weights follow", "", TrialFormat.OPTIMISER.type()),
        new Key(
            "output",
            "what other layers read: `sampled`, −1 or +1 by chance, or `expected`, its mean",
            FieldCodec.word(LayerSpec.DEFAULT_OUTPUT),
            new ValueType.Word(TrialFormat.names(LayerSpec.Output.values()))));
  }

  /** The keys of a source. */
  static List<Key> sourceKeys() {
    return List.of(
        new Key(
            "from",
            "`input`, `label` (one unit for each class; zeros when testing), or a layer",
            "",
            new ValueType.Text()),
        new Key(
            "previous",
            "read the layer's output of the pass before (zeros in the first)",
            "false",
            new ValueType.Flag()),
        new Key(
            "connect", "which units reach which neuron", DEFAULT_CONNECTIVITY, CONNECTIVITY.type()),
        new Key(
            "init_scale",
            "weights start uniform in ±scale/√inputs",
            Double.toString(InitialWeights.Uniform.DEFAULT_SCALE),
            new ValueType.Real(Interval.parse("[0, inf)"))),
        new Key(
            "weight",
            "all weights start at this value; in place of `init_scale`",
            "none",
            new ValueType.Real(Interval.ALL)),
        new Key(
            "hebb",
            "weights start by Hebb's rule from the training samples, (1/N) Σ ξ_i ξ_j, times this"
                + " number; in place of `init_scale`",
            "none",
            new ValueType.Real(Interval.ALL)),
        new Key(
            "frozen",
            "the weights never learn",
            Boolean.toString(SourceSpec.DEFAULT_FROZEN),
            new ValueType.Flag()),
        new Key(
            "bias",
            "each neuron adds a learned bias",
            Boolean.toString(SourceSpec.DEFAULT_BIAS),
            new ValueType.Flag()));
  }

  static LayerSpec read(SpecReader reader) {
    String name = reader.text("name");
    int neurons = reader.integer("neurons");
    List<SourceSpec> sources = reader.part("sources", "", () -> readSources(reader));
    List<String> names = sources.stream().map(SourceSpec::name).toList();
    Activation activation =
        reader.part(
            "activation",
            names,
            () ->
                ActivationFormat.read(reader.choice("activation", ActivationFormat.NAMES), names));
    List<Binning> bins = reader.part("bins", names, () -> readBins(reader.object("bins"), names));
    List<Goal> goals = reader.part("goal", names, () -> readGoals(reader.object("goal"), names));
    Optimiser optimiser =
        reader.part(
            "optimiser",
            "",
            () ->
                TrialFormat.OPTIMISER.read(
                    reader.choice("optimiser", TrialFormat.OPTIMISER.names())));
    LayerSpec.Output output = TrialFormat.readEnum(reader, "output", LayerSpec.DEFAULT_OUTPUT);
    return reader.bind(
        () -> new LayerSpec(name, neurons, sources, activation, bins, goals, optimiser, output));
  }

  static ObjectNode write(LayerSpec layer, Parts parts) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", layer.name()).put("neurons", layer.neurons());
    tree.set("sources", parts.write(layer.sources(), () -> writeSources(layer.sources())));
    List<String> names = layer.sourceNames();
    tree.set(
        "activation",
        parts.write(layer.activation(), () -> ActivationFormat.write(layer.activation(), names)));
    tree.set("bins", parts.write(layer.bins(), () -> writeBins(layer.bins(), names)));
    ObjectNode goal = tree.putObject("goal");
    if (layer.goals().size() == 1) {
      layer.goals().get(0).weights().forEach(goal::put);
    } else {
      for (int i = 0; i < names.size(); i++) {
        layer.goals().get(i).weights().forEach(goal.putObject(names.get(i))::put);
      }
    }
    tree.set(
        "optimiser",
        parts.write(layer.optimiser(), () -> TrialFormat.OPTIMISER.write(layer.optimiser())));
    tree.put("output", TrialFormat.name(layer.output()));
    return tree;
  }

  /** Objects by name, in the file's order: {@code {r: {...}}} or {@code [{name: r, ...}]}. */
  private static Map<String, SpecReader> named(SpecReader reader, String key) {
    Map<String, SpecReader> named = new LinkedHashMap<>();
    if (reader.any(key).isArray()) {
      for (SpecReader element : reader.list(key)) {
        String name = element.text("name");
        if (named.put(name, element) != null) {
          throw reader.error(key, "two are called " + name);
        }
      }
    } else {
      SpecReader object = reader.object(key);
      object.fields().forEach(name -> named.put(name, object.object(name)));
    }
    return named;
  }

  private static List<SourceSpec> readSources(SpecReader reader) {
    List<SourceSpec> sources = new ArrayList<>();
    named(reader, "sources").forEach((source, body) -> sources.add(readSource(source, body)));
    return List.copyOf(sources);
  }

  private static ArrayNode writeSources(List<SourceSpec> sources) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    sources.forEach(source -> writeSource(source, list.addObject()));
    return list;
  }

  private static SourceSpec readSource(String name, SpecReader reader) {
    String from = reader.text("from");
    boolean previous = reader.flag("previous", false);
    Signal signal =
        switch (from) {
          case "input" -> new Signal.Input();
          case "label" -> new Signal.Label();
          default -> new Signal.Output(from, previous);
        };
    if (previous && !(signal instanceof Signal.Output)) {
      throw reader.error("previous", from + " is the same in every pass; leave previous out");
    }
    Connectivity connect =
        CONNECTIVITY.read(reader.choice("connect", CONNECTIVITY.names(), DEFAULT_CONNECTIVITY));
    InitialWeights weights = readWeights(reader);
    boolean frozen = reader.flag("frozen", SourceSpec.DEFAULT_FROZEN);
    boolean bias = reader.flag("bias", SourceSpec.DEFAULT_BIAS);
    return reader.bind(() -> new SourceSpec(name, signal, connect, weights, frozen, bias));
  }

  private static void writeSource(SourceSpec source, ObjectNode tree) {
    tree.put("name", source.name());
    if (source.from() instanceof Signal.Output output) {
      tree.put("from", output.layer()).put("previous", output.previous());
    } else {
      tree.put("from", source.from() instanceof Signal.Input ? "input" : "label");
    }
    tree.set("connect", CONNECTIVITY.write(source.connect()));
    if (source.weights() instanceof InitialWeights.Constant constant) {
      tree.put("weight", constant.value());
    } else if (source.weights() instanceof InitialWeights.Uniform uniform) {
      tree.put("init_scale", uniform.scale());
    } else if (source.weights() instanceof InitialWeights.Hebbian hebbian) {
      tree.put("hebb", hebbian.scale());
    }
    tree.put("frozen", source.frozen()).put("bias", source.bias());
  }

  private static InitialWeights readWeights(SpecReader reader) {
    if (reader.has("weight") && reader.has("init_scale")) {
      throw reader.error("weight", "given together with init_scale; allowed is one of them");
    }
    if (reader.has("hebb")) {
      for (String other : List.of("weight", "init_scale")) {
        if (reader.has(other)) {
          throw reader.error("hebb", "given together with " + other + "; allowed is one of them");
        }
      }
      double scale = reader.number("hebb");
      return new InitialWeights.Hebbian(scale);
    }
    if (reader.has("weight")) {
      double value = reader.number("weight");
      return new InitialWeights.Constant(value);
    }
    double scale = reader.number("init_scale", InitialWeights.Uniform.DEFAULT_SCALE);
    return reader.bind(() -> new InitialWeights.Uniform(scale));
  }

  private static List<Binning> readBins(SpecReader reader, List<String> sources) {
    List<Binning> bins = new ArrayList<>();
    for (String source : sources) {
      SpecReader body = reader.object(source);
      int count = body.integer("count");
      BinRange range = readRange(body);
      Kernel kernel = KERNEL.read(body.choice("kernel", KERNEL.names(), DEFAULT_KERNEL));
      bins.add(body.bind(() -> new Binning(count, range, kernel)));
    }
    return List.copyOf(bins);
  }

  private static BinRange readRange(SpecReader reader) {
    if (reader.any("range").isArray()) {
      List<Double> ends = reader.numbers("range");
      if (ends.size() != 2) {
        throw reader.error("range", "found " + ends.size() + " numbers; allowed is [lo, hi]");
      }
      return reader.bind(() -> new BinRange.Fixed(ends.get(0), ends.get(1)));
    }
    if (reader.any("range").isObject()) {
      return PADDED.read(reader.choice("range", List.of(ADAPTIVE)).body());
    }
    BinRange named = reader.any("range").isTextual() ? RANGES.get(reader.text("range")) : null;
    if (named == null) {
      throw reader.error(
          "range",
          "found "
              + reader.any("range")
              + "; allowed is [lo, hi], {adaptive: {padding}} or one of "
              + String.join(", ", RANGES.keySet()));
    }
    return named;
  }

  private static ObjectNode writeBins(List<Binning> bins, List<String> sources) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < sources.size(); i++) {
      writeBins(bins.get(i), tree.putObject(sources.get(i)));
    }
    return tree;
  }

  private static void writeBins(Binning binning, ObjectNode tree) {
    tree.put("count", binning.count());
    if (binning.range() instanceof BinRange.Fixed fixed) {
      tree.putArray("range").add(fixed.lo()).add(fixed.hi());
    } else if (binning.range() instanceof BinRange.Adaptive adaptive && adaptive.padding() > 0) {
      PADDED.write(adaptive, tree.putObject("range").putObject(ADAPTIVE));
    }
    if (binning.isSoft()) {
      tree.set("kernel", KERNEL.write(binning.kernel()));
    }
    RANGES.forEach(
        (name, range) -> {
          if (range.equals(binning.range())) {
            tree.put("range", name);
          }
        });
  }

  /**
   * One goal for all weights, {@code {"{r}": 1}}, or one goal per source, {@code {r: {"{r}": 1},
   * ...}}.
   */
  private static List<Goal> readGoals(SpecReader reader, List<String> sources) {
    if (reader.fields().stream().noneMatch(sources::contains)) {
      return List.of(readGoal(reader, sources));
    }
    return sources.stream().map(source -> readGoal(reader.object(source), sources)).toList();
  }

  private static Goal readGoal(SpecReader reader, List<String> sources) {
    Map<String, Double> weights = new TreeMap<>();
    for (String atom : reader.fields()) {
      weights.put(atom, reader.number(atom));
    }
    return reader.bind(() -> new Goal(weights).canonical(sources));
  }
}
