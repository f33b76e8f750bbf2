package org.infomorph.trial;

import org.infomorph.form.RecordForm;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.TrainingSpec;

/** Training and evaluation in files: each record describes its own fields. */
final class TrainingFormat {
  static final RecordForm<TrainingSpec> TRAINING = RecordForm.of(TrainingSpec.class);
  static final RecordForm<EvaluationSpec> EVALUATION = RecordForm.of(EvaluationSpec.class);

  private TrainingFormat() {}
}
