package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.infomorph.datasets.Bars;
import org.infomorph.datasets.Cifar10;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.Gaussians;
import org.infomorph.datasets.Idx;
import org.infomorph.datasets.Memories;
import org.infomorph.datasets.RandomHierarchy;
import org.infomorph.datasets.RandomPatterns;

/**
 * Data sets as YAML and JSON trees. How many {@code patterns} there are is said by {@code count} or
 * by {@code load}; written is the count, so that trials with the same patterns have the same id.
 */
final class DatasetFormat {
  static final List<String> NAMES =
      List.of(
          "digits",
          "idx",
          "cifar10",
          "random_hierarchy",
          "bars",
          "random_patterns",
          "gaussians",
          "patterns");

  private DatasetFormat() {}

  static Dataset read(SpecReader.Choice choice) {
    SpecReader body = choice.body();
    return switch (choice.name()) {
      case "digits" -> readDigits(body);
      case "idx" -> {
        String directory = body.text("directory");
        yield body.bind(() -> new Idx(directory));
      }
      case "cifar10" -> {
        String directory = body.text("directory");
        yield body.bind(() -> new Cifar10(directory));
      }
      case "random_hierarchy" -> readRandomHierarchy(body);
      case "bars" -> readBars(body);
      case "random_patterns" -> readRandomPatterns(body);
      case "gaussians" -> readGaussians(body);
      default -> readMemories(body);
    };
  }

  static ObjectNode write(Dataset dataset) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (dataset instanceof Digits digits) {
      tree.putObject("digits")
          .put("training", digits.training())
          .put("test", digits.test())
          .put("seed", digits.seed());
    } else if (dataset instanceof Idx idx) {
      tree.putObject("idx").put("directory", idx.directory());
    } else if (dataset instanceof Cifar10 cifar) {
      tree.putObject("cifar10").put("directory", cifar.directory());
    } else if (dataset instanceof RandomHierarchy hierarchy) {
      write(hierarchy, tree.putObject("random_hierarchy"));
    } else if (dataset instanceof Bars bars) {
      write(bars, tree.putObject("bars"));
    } else if (dataset instanceof RandomPatterns patterns) {
      write(patterns, tree.putObject("random_patterns"));
    } else if (dataset instanceof Gaussians gaussians) {
      write(gaussians, tree.putObject("gaussians"));
    } else if (dataset instanceof Memories memories) {
      write(memories, tree.putObject("patterns"));
    } else {
      throw new IllegalArgumentException("no format for " + dataset.getClass());
    }
    return tree;
  }

  private static Digits readDigits(SpecReader body) {
    int training = body.integer("training", Digits.DEFAULT_TRAINING);
    int test = body.integer("test", Digits.DEFAULT_TEST);
    long seed = body.longInteger("seed", Digits.DEFAULT_SEED);
    return body.bind(() -> new Digits(training, test, seed));
  }

  private static RandomHierarchy readRandomHierarchy(SpecReader body) {
    int classes = body.integer("classes", RandomHierarchy.DEFAULT_CLASSES);
    int synonyms = body.integer("synonyms", RandomHierarchy.DEFAULT_SYNONYMS);
    int tupleSize = body.integer("tuple_size", RandomHierarchy.DEFAULT_TUPLE_SIZE);
    int levels = body.integer("levels", RandomHierarchy.DEFAULT_LEVELS);
    int vocabulary = body.integer("vocabulary", classes);
    int training = body.integer("training", RandomHierarchy.DEFAULT_TRAINING);
    int test = body.integer("test", RandomHierarchy.DEFAULT_TEST);
    long seed = body.longInteger("seed", RandomHierarchy.DEFAULT_SEED);
    return body.bind(
        () ->
            new RandomHierarchy(
                classes, synonyms, tupleSize, levels, vocabulary, training, test, seed));
  }

  private static void write(RandomHierarchy hierarchy, ObjectNode tree) {
    tree.put("classes", hierarchy.classes())
        .put("synonyms", hierarchy.synonyms())
        .put("tuple_size", hierarchy.tupleSize())
        .put("levels", hierarchy.levels())
        .put("vocabulary", hierarchy.vocabulary())
        .put("training", hierarchy.training())
        .put("test", hierarchy.test())
        .put("seed", hierarchy.seed());
  }

  private static Bars readBars(SpecReader body) {
    int height = body.integer("height", Bars.DEFAULT_SIDE);
    int width = body.integer("width", Bars.DEFAULT_SIDE);
    Bars.Orientation orientation =
        TrialFormat.readEnum(body, "orientation", Bars.DEFAULT_ORIENTATION);
    double onProbability = body.number("on_probability", orientation.defaultOnProbability());
    int samples = body.integer("samples", DrawnDataset.DEFAULT_SAMPLES);
    int test = body.integer("test", DrawnDataset.DEFAULT_TEST);
    boolean fresh = body.flag("fresh", DrawnDataset.DEFAULT_FRESH);
    return body.bind(
        () -> new Bars(height, width, orientation, onProbability, samples, test, fresh));
  }

  private static void write(Bars bars, ObjectNode tree) {
    tree.put("height", bars.height())
        .put("width", bars.width())
        .put("orientation", TrialFormat.name(bars.orientation()))
        .put("on_probability", bars.onProbability())
        .put("samples", bars.samples())
        .put("test", bars.test())
        .put("fresh", bars.fresh());
  }

  private static RandomPatterns readRandomPatterns(SpecReader body) {
    int pixels = body.integer("pixels", RandomPatterns.DEFAULT_PIXELS);
    int templates = body.integer("templates", RandomPatterns.DEFAULT_TEMPLATES);
    double density = body.number("density", RandomPatterns.DEFAULT_DENSITY);
    double onProbability = body.number("on_probability", RandomPatterns.DEFAULT_ON_PROBABILITY);
    int samples = body.integer("samples", DrawnDataset.DEFAULT_SAMPLES);
    int test = body.integer("test", DrawnDataset.DEFAULT_TEST);
    boolean fresh = body.flag("fresh", DrawnDataset.DEFAULT_FRESH);
    return body.bind(
        () -> new RandomPatterns(pixels, templates, density, onProbability, samples, test, fresh));
  }

  private static void write(RandomPatterns patterns, ObjectNode tree) {
    tree.put("pixels", patterns.pixels())
        .put("templates", patterns.templates())
        .put("density", patterns.density())
        .put("on_probability", patterns.onProbability())
        .put("samples", patterns.samples())
        .put("test", patterns.test())
        .put("fresh", patterns.fresh());
  }

  private static Gaussians readGaussians(SpecReader body) {
    int pixels = body.integer("pixels", Gaussians.DEFAULT_PIXELS);
    int bumps = body.integer("bumps", Gaussians.DEFAULT_BUMPS);
    double width = body.number("width", Gaussians.DEFAULT_WIDTH);
    double onProbability = body.number("on_probability", Gaussians.DEFAULT_ON_PROBABILITY);
    double noise = body.number("noise", Gaussians.DEFAULT_NOISE);
    int samples = body.integer("samples", DrawnDataset.DEFAULT_SAMPLES);
    int test = body.integer("test", DrawnDataset.DEFAULT_TEST);
    boolean fresh = body.flag("fresh", DrawnDataset.DEFAULT_FRESH);
    return body.bind(
        () -> new Gaussians(pixels, bumps, width, onProbability, noise, samples, test, fresh));
  }

  private static void write(Gaussians gaussians, ObjectNode tree) {
    tree.put("pixels", gaussians.pixels())
        .put("bumps", gaussians.bumps())
        .put("width", gaussians.width())
        .put("on_probability", gaussians.onProbability())
        .put("noise", gaussians.noise())
        .put("samples", gaussians.samples())
        .put("test", gaussians.test())
        .put("fresh", gaussians.fresh());
  }

  private static Memories readMemories(SpecReader body) {
    int units = body.integer("units");
    int count = readCount(body, units);
    double probability = body.number("probability", Memories.DEFAULT_PROBABILITY);
    SpecReader.Choice choice =
        body.choice(
            "correlation",
            TrialFormat.names(Memories.Correlation.values()),
            TrialFormat.name(Memories.DEFAULT_CORRELATION));
    Memories.Correlation correlation =
        TrialFormat.constant(Memories.Correlation.values(), choice.name());
    double coefficient =
        correlation == Memories.Correlation.NONE ? 0 : choice.body().number("coefficient");
    return body.bind(() -> new Memories(units, count, probability, correlation, coefficient));
  }

  private static int readCount(SpecReader body, int units) {
    boolean loaded = body.has("load");
    if (body.has("count") == loaded) {
      throw loaded
          ? body.error("load", "given together with count; allowed is one of them")
          : body.error("count", "missing, and so is load; allowed is one of them");
    }
    if (!loaded) {
      return body.integer("count");
    }
    double load = body.number("load");
    return body.bind(() -> Memories.count(units, load));
  }

  private static void write(Memories memories, ObjectNode tree) {
    tree.put("units", memories.units())
        .put("count", memories.count())
        .put("probability", memories.probability());
    ObjectNode correlation =
        tree.putObject("correlation").putObject(TrialFormat.name(memories.correlation()));
    if (memories.correlation() != Memories.Correlation.NONE) {
      correlation.put("coefficient", memories.coefficient());
    }
  }
}
