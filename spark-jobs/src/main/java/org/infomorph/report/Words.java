package org.infomorph.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.infomorph.form.SpecPath;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.Scale;
import org.infomorph.sweep.Sweep;

/** The texts of a report. */
final class Words {
  private Words() {}

  /** The facts about the sweep, as pairs of a name and a text. */
  static ArrayNode facts(Sweep sweep, PointTable points, Trials trials) {
    var facts = JsonNodeFactory.instance.arrayNode();
    add(facts, "sweep", sweep.name());
    for (var axis : sweep.space().axes()) {
      var title = axis.title().isEmpty() ? "" : axis.title() + " – ";
      add(facts, "axis " + axis.label(), title + axis.fields() + ": " + describe(axis));
    }
    add(
        facts,
        "points",
        points.size()
            + (sweep.decides() ? " with up to " : " with ")
            + count(sweep.seeds(), "seed")
            + " each");
    add(facts, "trained", trained(sweep));
    add(
        facts,
        "ranked by",
        sweep.measure() + (sweep.maximise() ? ", the highest first" : ", the lowest first"));
    if (trials.count() > 0) {
      add(
          facts,
          "run",
          trials.first().truncatedTo(ChronoUnit.SECONDS)
              + ", for "
              + duration(trials.span())
              + " from the first beginning to the last end; all trials together "
              + duration(Duration.ofMillis(Math.round(1e3 * trials.seconds()))));
    }
    add(
        facts,
        "version",
        trials.versions().entrySet().stream()
            .map(version -> version.getKey() + " (" + count(version.getValue(), "trial") + ")")
            .collect(Collectors.joining(", ")));
    return facts;
  }

  /** A clause as a sentence. */
  static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  /** What is trained on what, how, and for how long. */
  static String trained(Sweep sweep) {
    var tree = sweep.trial().tree();
    var neurons = new ArrayList<String>();
    for (var layer : tree.at("/network/layers")) {
      var path = "network.layers." + layer.path("name").asText() + ".neurons";
      var varied = variedBy(sweep, path);
      var count = fixed(sweep, path, layer.path("neurons"));
      if (varied.isPresent()) {
        neurons.add("several (" + varied.get().label() + ")");
      } else if (count.isIntegralNumber()) {
        neurons.add(count.asText());
      }
    }
    var text = new StringBuilder();
    if (!neurons.isEmpty()) {
      text.append(String.join(" + ", neurons));
      text.append(neurons.equals(List.of("1")) ? " neuron" : " neurons");
    }
    part(text, " on ", name(sweep, "dataset", tree.path("dataset")));
    part(text, " by ", name(sweep, "training.method", tree.at("/training/method")));
    part(text, " for ", epochs(sweep, tree.at("/training/epochs")));
    return text.toString().strip();
  }

  /** By which samples the ranking is, in a clause; nothing of scores that no samples of it have. */
  static String chosen(Sweep sweep) {
    return sweep.measure().startsWith("test_")
        ? "test samples, so that the best number is too good"
        : sweep.measure().startsWith("validation_")
            ? "samples that neither training nor test has"
            : "";
  }

  private static void part(StringBuilder text, String word, String what) {
    if (!what.isEmpty()) {
      text.append(word).append(what);
    }
  }

  /** The axis that gives a field several values. */
  private static Optional<Axis> variedBy(Sweep sweep, String path) {
    return axisOf(sweep, path).filter(axis -> axis.values().count() != 1);
  }

  private static Optional<Axis> axisOf(Sweep sweep, String path) {
    var field = SpecPath.parse(path);
    return sweep.space().axes().stream().filter(axis -> axis.paths().contains(field)).findFirst();
  }

  /** What a field is set to by an axis of a single value, or else by the trial. */
  private static JsonNode fixed(Sweep sweep, String path, JsonNode own) {
    return axisOf(sweep, path)
        .filter(axis -> axis.values().count() == 1)
        .map(axis -> axis.values().at(0))
        .orElse(own);
  }

  /** The name of a choice, which is a text or the only key of an object. */
  private static String name(Sweep sweep, String path, JsonNode own) {
    var varied = variedBy(sweep, path);
    if (varied.isPresent()) {
      return "several (" + varied.get().label() + ")";
    }
    var value = fixed(sweep, path, own);
    if (value.isObject() && value.size() == 1) {
      return value.fieldNames().next();
    }
    return value.isTextual() ? value.asText() : "";
  }

  private static String epochs(Sweep sweep, JsonNode own) {
    var varied = variedBy(sweep, "training.epochs");
    if (varied.isPresent()) {
      return "several numbers of epochs (" + varied.get().label() + ")";
    }
    var value = fixed(sweep, "training.epochs", own);
    return value.isIntegralNumber()
        ? (sweep.mayEndEarly() ? "up to " : "") + count(value.asInt(), "epoch")
        : "";
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static void add(ArrayNode facts, String name, String text) {
    facts.addArray().add(name).add(text);
  }

  private static String describe(Axis axis) {
    if (axis.values() instanceof AxisValues.Steps steps) {
      return String.format(
          Locale.ROOT,
          "%s from %s to %s in %d values",
          name(steps.scale()),
          steps.from(),
          steps.to(),
          steps.count());
    }
    if (axis.values() instanceof AxisValues.Range range) {
      return name(range.scale()) + " from " + range.from() + " to " + range.to();
    }
    int count = axis.values().count();
    var first = new ArrayList<String>();
    for (int k = 0; k < Math.min(count, 8); k++) {
      var value = axis.values().at(k);
      boolean named = axis.values() instanceof AxisValues.Listed l && !l.names().isEmpty();
      first.add(named ? axis.text(value) + " = " + value : value.toString());
    }
    return String.join(", ", first) + (count > first.size() ? ", … (" + count + " values)" : "");
  }

  private static String name(Scale scale) {
    return scale.name().toLowerCase(Locale.ROOT);
  }

  private static String duration(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() * 1e-3)
        : seconds < 3600
            ? seconds / 60 + " min " + seconds % 60 + " s"
            : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** How to read the figures. */
  static ArrayNode legend(Sweep sweep) {
    var legend = JsonNodeFactory.instance.arrayNode();
    legend.add(
        "A point is one goal, or one setting of whatever the axes vary; its trials are networks"
            + " that differ in their seed alone. Numbers are means over the seeds; ± is half the"
            + " width of the 95 % confidence interval (Student's t), absent with one seed.");
    legend.add(
        "Atoms are parts of the information that a neuron's output has about its sources, in bits,"
            + " averaged over the neurons of a layer: {a}{b} is what sources a and b each tell"
            + " alike (redundancy), {a} what only a tells (unique), {ab} what only both together"
            + " tell (synergy), h_res what no source tells. Together they are the output's entropy."
            + " The shared-exclusions measure allows them to be negative.");
    legend.add(
        "A phase is the atom that dominates the profile of a layer. A layer is silent where its"
            + " output entropy is close to 0, and mixed where no atom dominates. The boundary"
            + " strength of a point says how much the profile or the score changes towards its"
            + " neighbours in the grid. The table phases has the thresholds; the key phases of the"
            + " sweep sets them.");
    if (sweep.seeds() == 2) {
      legend.add(
          "With two seeds, figures show both values instead of an interval: the 95 % interval of"
              + " two numbers is 13 times as wide as their distance, and says nothing. Tables have"
              + " it (±).");
    }
    if (sweep.measure().startsWith("test_")) {
      legend.add(
          "Points are ranked by "
              + sweep.measure()
              + ", so test samples choose the best point, and its number is too good. To report it,"
              + " rank by validation samples (measure: validation_accuracy), or train the best"
              + " point again with other seeds.");
    }
    if (sweep.seeds() == 1) {
      legend.add(
          "With one seed for each point, nothing here says how far another seed would differ.");
    }
    return legend;
  }

  /** Warnings for the reader. */
  static List<String> warnings(Sweep sweep, PointTable points, Trials trials, long planned) {
    var warnings = new ArrayList<String>();
    if (trials.count() == 0) {
      warnings.add("No trial of this sweep has finished yet: there is nothing to draw.");
    } else if (trials.count() < planned) {
      warnings.add(
          "Of "
              + planned
              + " trials "
              + (planned - trials.count())
              + " are missing: the sweep has not been run to its end.");
    }
    var measure = points.mean(sweep.measure());
    long without = Arrays.stream(measure).filter(Double::isNaN).count();
    if (trials.count() > 0 && without == points.size()) {
      warnings.add("No point has a number for " + sweep.measure() + ", the measure.");
    } else if (trials.count() > 0 && without > 0) {
      warnings.add(
          without
              + " of "
              + points.size()
              + " points have no number for "
              + sweep.measure()
              + ": their trials are missing, failed, or have no such score.");
    }
    if (trials.versions().size() > 1) {
      warnings.add("Trials of several versions are side by side: their numbers may differ.");
    }
    return warnings;
  }
}
