package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.infomorph.neuron.Activation;
import org.infomorph.neuron.Gated;
import org.infomorph.neuron.Heaviside;
import org.infomorph.neuron.KayPhillips;
import org.infomorph.neuron.Modulated;
import org.infomorph.neuron.MultiModulated;
import org.infomorph.neuron.Sum;

/**
 * Activations as YAML and JSON trees. {@code modulated} has {@code k1} and {@code k2} for two
 * sources; for more, {@code a} and {@code b} of each modulating source by its name.
 */
final class ActivationFormat {
  static final List<String> NAMES =
      List.of("modulated", "kay_phillips", "sum", "gated", "heaviside");

  private ActivationFormat() {}

  static Activation read(SpecReader.Choice choice, List<String> sources) {
    SpecReader body = choice.body();
    return switch (choice.name()) {
      case "modulated" -> sources.size() > 2 ? readMulti(body, sources) : readModulated(body);
      case "kay_phillips" -> {
        double k1 = body.number("k1", Modulated.DEFAULT_K1);
        double k2 = body.number("k2", Modulated.DEFAULT_K2);
        yield body.bind(() -> new KayPhillips(k1, k2));
      }
      case "sum" -> {
        double beta = body.number("beta", Sum.DEFAULT_BETA);
        yield body.bind(() -> new Sum(beta));
      }
      case "gated" -> {
        String source = body.text("source");
        if (!sources.contains(source)) {
          throw body.error(
              "source", "no source " + source + "; there are " + String.join(", ", sources));
        }
        double beta = body.number("beta", Gated.DEFAULT_BETA);
        yield body.bind(() -> new Gated(sources.indexOf(source), beta));
      }
      default -> {
        Activation of = read(body.choice("of", NAMES), sources);
        yield body.bind(() -> new Heaviside(of));
      }
    };
  }

  private static Activation readModulated(SpecReader body) {
    double k1 = body.number("k1", Modulated.DEFAULT_K1);
    double k2 = body.number("k2", Modulated.DEFAULT_K2);
    return body.bind(() -> new Modulated(k1, k2));
  }

  private static Activation readMulti(SpecReader body, List<String> sources) {
    List<String> modulating = sources.subList(1, sources.size());
    List<Double> a = readEach(body, "a", modulating, 1.0 / sources.size());
    List<Double> b = readEach(body, "b", modulating, MultiModulated.DEFAULT_B);
    return body.bind(() -> new MultiModulated(a, b));
  }

  /** A number for each source: {@code {c: 0.1, l: 0.1}}. */
  private static List<Double> readEach(
      SpecReader body, String key, List<String> sources, double absent) {
    return body.optionalObject(key)
        .map(object -> sources.stream().map(s -> object.number(s, absent)).toList())
        .orElse(Collections.nCopies(sources.size(), absent));
  }

  static ObjectNode write(Activation activation, List<String> sources) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    write(activation, sources, tree);
    return tree;
  }

  private static void write(Activation activation, List<String> sources, ObjectNode tree) {
    if (activation instanceof Modulated modulated) {
      tree.putObject("modulated").put("k1", modulated.k1()).put("k2", modulated.k2());
    } else if (activation instanceof MultiModulated multi) {
      ObjectNode body = tree.putObject("modulated");
      List<String> modulating = sources.subList(1, sources.size());
      writeEach(multi.a(), modulating, body.putObject("a"));
      writeEach(multi.b(), modulating, body.putObject("b"));
    } else if (activation instanceof KayPhillips kayPhillips) {
      tree.putObject("kay_phillips").put("k1", kayPhillips.k1()).put("k2", kayPhillips.k2());
    } else if (activation instanceof Sum sum) {
      tree.putObject("sum").put("beta", sum.beta());
    } else if (activation instanceof Gated gated) {
      tree.putObject("gated").put("source", sources.get(gated.source())).put("beta", gated.beta());
    } else if (activation instanceof Heaviside heaviside) {
      write(heaviside.of(), sources, tree.putObject("heaviside").putObject("of"));
    }
  }

  private static void writeEach(List<Double> values, List<String> sources, ObjectNode tree) {
    for (int i = 0; i < values.size(); i++) {
      tree.put(sources.get(i), values.get(i));
    }
  }
}
