package org.infomorph.train;

import java.io.Serializable;
import java.util.List;
import org.infomorph.measures.Measure;
import org.infomorph.measures.MeasureSet;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.spec.Field;
import org.infomorph.spec.Require;

/**
 * What is measured while a network learns.
 *
 * @param every epochs from one report to the next, 1 or more; the last epoch always has a report
 * @param atomBatches number of batches on which the atoms are measured, with context and without
 *     learning, 1 or more; the batches are the same in every report
 * @param recall how the recall of an associative memory is tested; at most one, none for other
 *     networks
 * @param measures measures beside the one that neurons learn by, taken of every neuron at the end,
 *     on the batches of the atoms; each once
 * @param invariants whether the Shannon invariants are taken as well
 */
public record EvaluationSpec(
    @Field(
            value = "a report after every so many epochs, and after the last",
            absent = "" + EvaluationSpec.DEFAULT_EVERY,
            range = "[1, inf)")
        int every,
    @Field(
            value = "the atoms are means over this many batches, always the same",
            absent = "" + EvaluationSpec.DEFAULT_ATOM_BATCHES,
            range = "[1, inf)")
        int atomBatches,
    @Field(value = "how an associative memory is tried", absent = "none", omitted = true)
        List<RecallSpec> recall,
    @Field(
            value = "other measures of the neurons' information, taken at the end of training",
            absent = "none",
            omitted = true)
        List<Measure> measures,
    @Field(
            value = "also the mean degrees of redundancy and vulnerability of each neuron",
            absent = "false",
            omitted = true)
        boolean invariants)
    implements Serializable {
  public static final int DEFAULT_EVERY = 1;
  public static final int DEFAULT_ATOM_BATCHES = 4;

  /** After every epoch, without recall. */
  public static final EvaluationSpec DEFAULT =
      new EvaluationSpec(DEFAULT_EVERY, DEFAULT_ATOM_BATCHES, List.of());

  /** An evaluation without other measures. */
  public EvaluationSpec(int every, int atomBatches, List<RecallSpec> recall) {
    this(every, atomBatches, recall, List.of(), false);
  }

  public EvaluationSpec {
    Require.atLeastOne("every", every);
    Require.atLeastOne("atom_batches", atomBatches);
    recall = List.copyOf(recall);
    measures = new MeasureSet(measures, invariants).measures();
    if (recall.size() > 1) {
      throw new IllegalArgumentException("there are " + recall.size() + " kinds of recall");
    }
  }

  /** What is measured at the end besides atoms and scores. */
  public MeasureSet measureSet() {
    return new MeasureSet(measures, invariants);
  }

  /**
   * Checks that every measure is defined for every layer.
   *
   * @throws IllegalArgumentException if one is not; the message begins with the field
   */
  public void checkMeasures(NetworkSpec network) {
    for (Measure measure : measures) {
      for (LayerSpec layer : network.layers()) {
        if (!measure.allows(layer.sources().size())) {
          throw new IllegalArgumentException(
              "measures: %s is defined for 2 sources; layer %s has %d"
                  .formatted(measure.label(), layer.name(), layer.sources().size()));
        }
      }
    }
  }
}
