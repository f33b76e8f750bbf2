package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.infomorph.form.Form;
import org.infomorph.form.Key;
import org.infomorph.form.RecordForm;
import org.infomorph.form.SpecReader;
import org.infomorph.form.ValueType;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Gated;
import org.infomorph.neuron.Heaviside;
import org.infomorph.neuron.KayPhillips;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.MultiModulated;
import org.infomorph.neuron.Sum;
import org.infomorph.spec.Interval;

/**
 * Activations in files. Some activations refer to the sources by name. {@code modulated} has {@code
 * k1} and {@code k2} for two sources; for more sources it has {@code a} and {@code b} for each
 * modulating source.
 */
final class ActivationFormat {
  /**
   * One kind of activation.
   *
   * @param name its name in files; two kinds share a name, for different numbers of sources
   * @param form the form in files, given the names of the sources
   */
  private record Kind<A extends Activation>(
      String name,
      String says,
      Class<A> type,
      int fewest,
      int most,
      Function<List<String>, Form<A>> form) {}

  private static final int ANY = Integer.MAX_VALUE;

  private static final List<Kind<?>> KINDS =
      List.of(
          record("modulated", "r (k1 + (1 − k1) 2 sigmoid(k2 r c))", Modulated.class, 2),
          new Kind<>(
              "modulated",
              "r (1 − Σ a_i + Σ a_i sigmoid(b_i r s_i))",
              MultiModulated.class,
              3,
              ANY,
              MultiForm::new),
          record("kay_phillips", "r (k1 + (1 − k1) exp(k2 r c))", KayPhillips.class, ANY),
          new Kind<>("sum", "beta Σ w_i s_i", Sum.class, 0, ANY, SumForm::new),
          new Kind<>("gated", "beta c", Gated.class, 0, ANY, GatedForm::new),
          new Kind<>(
              "heaviside",
              "a threshold at A = 0 of any of the others; learns through the sigmoid's slope",
              Heaviside.class,
              0,
              ANY,
              HeavisideForm::new));

  static final List<String> NAMES = KINDS.stream().map(Kind::name).distinct().toList();

  private ActivationFormat() {}

  private static <A extends Record & Activation> Kind<A> record(
      String name, String says, Class<A> type, int most) {
    var form = RecordForm.of(type);
    return new Kind<>(name, says, type, 0, most, sources -> form);
  }

  static Activation read(SpecReader.Choice choice, List<String> sources) {
    for (var kind : KINDS) {
      if (kind.name().equals(choice.name())
          && sources.size() >= kind.fewest()
          && sources.size() <= kind.most()) {
        return kind.form().apply(sources).read(choice.body());
      }
    }
    throw new IllegalArgumentException("no activation is called " + choice.name());
  }

  static ObjectNode write(Activation activation, List<String> sources) {
    var tree = JsonNodeFactory.instance.objectNode();
    for (var kind : KINDS) {
      if (kind.type().isInstance(activation)) {
        write(kind, activation, sources, tree.putObject(kind.name()));
      }
    }
    return tree;
  }

  private static <A extends Activation> void write(
      Kind<A> kind, Activation activation, List<String> sources, ObjectNode object) {
    kind.form().apply(sources).write(kind.type().cast(activation), object);
  }

  /** The activations, for documentation. */
  static ValueType.OneOf type() {
    var sources = List.of("r", "c", "l");
    return new ValueType.OneOf(
        KINDS.stream()
            .map(
                kind ->
                    new ValueType.Alternative(
                        kind.name(), kind.says(), kind.form().apply(sources).keys()))
            .toList());
  }

  /** A number for each modulating source: {@code {c: 0.1, l: 0.1}}. */
  private record MultiForm(List<String> sources) implements Form<MultiModulated> {
    private List<String> modulating() {
      return sources.subList(1, sources.size());
    }

    @Override
    public MultiModulated read(SpecReader body) {
      var a = each(body, "a", 1.0 / sources.size());
      var b = each(body, "b", MultiModulated.DEFAULT_B);
      return body.bind(() -> new MultiModulated(a, b));
    }

    private List<Double> each(SpecReader body, String key, double absent) {
      return body.optionalObject(key)
          .map(object -> modulating().stream().map(s -> object.number(s, absent)).toList())
          .orElse(Collections.nCopies(modulating().size(), absent));
    }

    @Override
    public void write(MultiModulated multi, ObjectNode object) {
      writeEach(multi.a(), object.putObject("a"));
      writeEach(multi.b(), object.putObject("b"));
    }

    private void writeEach(List<Double> values, ObjectNode object) {
      for (int i = 0; i < values.size(); i++) {
        object.put(modulating().get(i), values.get(i));
      }
    }

    @Override
    public List<Key> keys() {
      var type = ValueType.numbersByName();
      return List.of(
          new Key("a", "share of each modulating source", "1/n each, of n sources", type),
          new Key(
              "b",
              "steepness of each modulating source",
              MultiModulated.DEFAULT_B + " each",
              type));
    }
  }

  /** A weight for each source, if not all weigh the same: {@code {r: 1, c: 0.1}}. */
  private record SumForm(List<String> sources) implements Form<Sum> {
    @Override
    public Sum read(SpecReader body) {
      double beta = body.number("beta", Sum.DEFAULT_BETA);
      List<Double> weights =
          body.optionalObject("weights")
              .map(
                  object ->
                      sources.stream().map(s -> object.number(s, Sum.DEFAULT_WEIGHT)).toList())
              .orElse(List.of());
      return body.bind(() -> new Sum(beta, weights));
    }

    @Override
    public void write(Sum sum, ObjectNode object) {
      object.put("beta", sum.beta());
      if (!sum.weights().isEmpty()) {
        var weights = object.putObject("weights");
        for (int i = 0; i < sources.size(); i++) {
          weights.put(sources.get(i), sum.weights().get(i));
        }
      }
    }

    @Override
    public List<Key> keys() {
      return List.of(
          new Key(
              "beta", "slope", Double.toString(Sum.DEFAULT_BETA), new ValueType.Real(Interval.ALL)),
          new Key(
              "weights",
              "weight w_i of each source",
              Sum.DEFAULT_WEIGHT + " each",
              ValueType.numbersByName()));
    }
  }

  /** Files refer to the source by its name. */
  private record GatedForm(List<String> sources) implements Form<Gated> {
    @Override
    public Gated read(SpecReader body) {
      String source = body.text("source");
      if (!sources.contains(source)) {
        throw body.error(
            "source", "no source " + source + "; there are " + String.join(", ", sources));
      }
      double beta = body.number("beta", Gated.DEFAULT_BETA);
      return body.bind(() -> new Gated(sources.indexOf(source), beta));
    }

    @Override
    public void write(Gated gated, ObjectNode object) {
      object.put("source", sources.get(gated.source())).put("beta", gated.beta());
    }

    @Override
    public List<Key> keys() {
      return List.of(
          new Key("source", "the one source that decides", "", new ValueType.Text()),
          new Key(
              "beta",
              "slope",
              Double.toString(Gated.DEFAULT_BETA),
              new ValueType.Real(Interval.ALL)));
    }
  }

  /** A threshold around another activation. */
  private record HeavisideForm(List<String> sources) implements Form<Heaviside> {
    @Override
    public Heaviside read(SpecReader body) {
      var of = ActivationFormat.read(body.choice("of", NAMES), sources);
      return body.bind(() -> new Heaviside(of));
    }

    @Override
    public void write(Heaviside heaviside, ObjectNode object) {
      object.set("of", ActivationFormat.write(heaviside.of(), sources));
    }

    @Override
    public List<Key> keys() {
      var others = NAMES.stream().filter(name -> !name.equals("heaviside")).toList();
      return List.of(new Key("of", "one of the other activations", "", new ValueType.Name(others)));
    }
  }
}
