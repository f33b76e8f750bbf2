package org.infomorph.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.math.Blas;
import org.infomorph.result.ResultFormat;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.store.ContentHash;
import org.infomorph.trial.TrialSpec;

/** A program that runs a short trial of each kind in strict mode, and prints what came of it. */
final class StrictTrials {
  private static final String DIGITS = "dataset={digits: {training: 120, test: 40}}";

  private StrictTrials() {}

  public static void main(String[] folder) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (var spec : specs(Path.of(folder[0]))) {
      out.println(CanonicalJson.write(run(spec)));
    }
  }

  /** One trial, without its times and hosts. */
  private static ObjectNode run(TrialSpec spec) {
    var line =
        new LocalTrials(new DataPlace(Path.of("none")), Blas.Choice.JAVA).run(spec.canonical());
    return ContentHash.contents(ResultFormat.fromJson(line));
  }

  /** Shipped trials, on few samples. */
  private static List<TrialSpec> specs(Path folder) {
    return List.of(
        shipped(folder, "readout-digits", DIGITS, "training.epochs=3", "training.batch_size=50"),
        shipped(
            folder,
            "readout-digits",
            DIGITS,
            "training.epochs=2",
            "training.batch_size=50",
            "training.precision=double",
            "network.layers.out.activation={kay_phillips: {}}"),
        shipped(
            folder,
            "context-lateral-mnist",
            DIGITS,
            "network.layers.hidden.neurons=5",
            "training.epochs=2",
            "training.batch_size=50"),
        shipped(
            folder,
            "memory",
            "dataset.patterns.units=20",
            "network.layers.memory.neurons=20",
            "training.epochs=20",
            "evaluation.every=10"),
        shipped(
            folder,
            "memory",
            "dataset={patterns: {units: 20, load: 0.5}}",
            "network.layers.memory.neurons=20",
            "training.epochs=1",
            "training.method=pseudo_inverse"),
        shipped(
            folder,
            "memory-online",
            "dataset={patterns: {units: 20, load: 0.5}}",
            "network.layers.memory.neurons=20",
            "training.epochs=3",
            "training.method={online: {window: 20, forgetting: 0.98}}",
            "evaluation.every=3"),
        shipped(
            folder,
            "backprop-mnist",
            DIGITS,
            "network.layers.hidden.neurons=5",
            "training.epochs=2",
            "training.batch_size=50"),
        shipped(
            folder,
            "logistic-mnist",
            DIGITS,
            "training.batch_size=50",
            "training.method={logistic_regression: {iterations: 10}}"),
        shipped(
            folder,
            "bars",
            "dataset={bars: {height: 3, width: 3, samples: 200, test: 100}}",
            "network.layers.code.neurons=3",
            "training.epochs=4",
            "training.batch_size=50",
            "evaluation.every=2"));
  }

  private static TrialSpec shipped(Path folder, String name, String... assignments) {
    var tree = SpecFile.read(folder.resolve(name + ".yaml"));
    for (var assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    return TrialSpec.bind(name, tree);
  }
}
