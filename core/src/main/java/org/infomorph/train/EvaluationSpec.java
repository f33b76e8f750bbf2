package org.infomorph.train;

import java.io.Serializable;
import java.util.List;
import org.infomorph.spec.Field;

/**
 * What is measured while a network learns.
 *
 * @param every epochs from one report to the next, 1 or more; the last epoch always has a report
 * @param atomBatches number of batches on which the atoms are measured, with context and without
 *     learning, 1 or more; the batches are the same in every report
 * @param recall how the recall of an associative memory is tested; at most one, none for other
 *     networks
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
        List<RecallSpec> recall)
    implements Serializable {
  public static final int DEFAULT_EVERY = 1;
  public static final int DEFAULT_ATOM_BATCHES = 4;

  /** After every epoch, without recall. */
  public static final EvaluationSpec DEFAULT =
      new EvaluationSpec(DEFAULT_EVERY, DEFAULT_ATOM_BATCHES, List.of());

  public EvaluationSpec {
    if (every < 1) {
      throw new IllegalArgumentException("every is " + every + "; at least 1 is needed");
    }
    if (atomBatches < 1) {
      throw new IllegalArgumentException(
          "atom_batches is " + atomBatches + "; at least 1 is needed");
    }
    recall = List.copyOf(recall);
    if (recall.size() > 1) {
      throw new IllegalArgumentException("there are " + recall.size() + " kinds of recall");
    }
  }
}
