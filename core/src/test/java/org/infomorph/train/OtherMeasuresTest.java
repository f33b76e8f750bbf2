package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.measures.Measure;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other measures of trained neurons. */
class OtherMeasuresTest {
  private static final NetworkSpec READOUT =
      new NetworkSpec(1, List.of(LayerSpecs.readout("out", 4, new Signal.Input())));

  private static final NetworkSpec HIDDEN =
      new NetworkSpec(
          2,
          List.of(
              LayerSpecs.contextLateral("hidden", 6, new Connectivity.NoSelf()),
              LayerSpecs.readout("out", 4, new Signal.Output("hidden", false))));

  private static SampleSets samples() {
    RandomStream random = new Seeds(5).stream("samples");
    byte[] values = new byte[400 * 6];
    byte[] labels = new byte[400];
    for (int s = 0; s < labels.length; s++) {
      labels[s] = (byte) (s % 4);
      for (int f = 0; f < 6; f++) {
        boolean on = (labels[s] + f) % 3 == 0 ^ random.nextDouble() < 0.2;
        values[s * 6 + f] = (byte) (on ? 100 : 0);
      }
    }
    Samples all = Samples.ofBytes(6, values, 4, labels);
    return new SampleSets(all, all).standardised();
  }

  private static TrainingOutcome outcome(
      NetworkSpec network, EvaluationSpec evaluation, Keep keep) {
    var training = new TrainingSpec(3, 64, 0.2, Precision.DOUBLE, new Method.Local());
    return new Trainer(network, training, evaluation, samples(), new Seeds(1))
        .fit(keep, report -> {});
  }

  private static EvaluationSpec measured(int batches, Measure... measures) {
    return new EvaluationSpec(1, batches, List.of(), List.of(measures), true);
  }

  /** The same neurons, without what other measures say. */
  private static List<NeuronReport> plain(List<NeuronReport> neurons) {
    return neurons.stream()
        .map(
            neuron -> {
              Map<String, Double> atoms = new TreeMap<>(neuron.atoms());
              atoms.keySet().removeIf(name -> name.contains(":"));
              return new NeuronReport(neuron.layer(), neuron.neuron(), atoms);
            })
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Keep.class,
      names = {"NONE", "FINAL"})
  void measuringChangesNothingElse(Keep keep) {
    var without = outcome(HIDDEN, new EvaluationSpec(1, 2, List.of()), keep);
    var with = outcome(HIDDEN, measured(2, Measure.I_MIN, Measure.I_PM), keep);
    assertEquals(without.epochs(), with.epochs());
    assertEquals(without.neurons(), plain(with.neurons()));
  }

  /** Lateral neurons fire at random: only the same random numbers give the same atoms. */
  @Test
  void theSameOutputsAreMeasuredAsForTheAtoms() {
    for (var neuron : outcome(HIDDEN, measured(2, Measure.I_SX), Keep.NONE).neurons()) {
      assertEquals(
          neuron.layer().equals("hidden") ? 18 + 1 + 18 + 2 : 4 + 1 + 4 + 2, neuron.atoms().size());
      neuron
          .atoms()
          .forEach(
              (name, bits) -> {
                if (name.startsWith("{")) {
                  assertEquals(bits, neuron.atoms().get("i_sx:" + name), 1e-12, name);
                }
              });
    }
  }

  /** The invariants are averages of the atoms of every measure. */
  @ParameterizedTest
  @ValueSource(strings = {"i_sx", "i_min", "i_mmi", "i_pm", "broja"})
  void invariantsAreAveragesOfTheAtomsOfAnyMeasure(String label) {
    var all = Measure.values();
    for (var neuron : outcome(READOUT, measured(1, all), Keep.NONE).neurons()) {
      var atoms = neuron.atoms();
      double r = atoms.get(label + ":{r}");
      double c = atoms.get(label + ":{c}");
      double shared = atoms.get(label + ":{r}{c}");
      double information = r + c + shared + atoms.get(label + ":{rc}");
      assertTrue(information > 0.01);
      // {r} and {c} count once, {r}{c} twice as redundant; of vulnerable atoms, {rc} twice
      assertEquals((r + c + 2 * shared) / information, atoms.get("shannon:r_bar"), 1e-5);
      assertEquals(
          (r + c + 2 * atoms.get(label + ":{rc}")) / information, atoms.get("shannon:v_bar"), 1e-5);
    }
  }

  @Test
  void aMeasureOfTwoSourcesIsRefusedForOtherLayers() {
    var evaluation = measured(1, Measure.BROJA);
    evaluation.checkMeasures(READOUT);
    assertEquals(
        "measures: broja is defined for 2 sources; layer hidden has 3",
        assertThrows(IllegalArgumentException.class, () -> evaluation.checkMeasures(HIDDEN))
            .getMessage());
  }
}
