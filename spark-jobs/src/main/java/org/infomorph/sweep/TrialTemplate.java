package org.infomorph.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecPath;
import org.infomorph.trial.TrialBinder;
import org.infomorph.trial.TrialSpec;

/**
 * A trial whose fields can still be set: not yet bound, as a point's values may be what makes it
 * complete.
 */
public final class TrialTemplate {
  private final String file;
  private final ObjectNode tree;

  /**
   * @param file how messages name it
   * @param tree the trial as written; copied
   */
  public TrialTemplate(String file, ObjectNode tree) {
    this.file = Objects.requireNonNull(file);
    this.tree = tree.deepCopy();
  }

  /** How messages name it. */
  public String file() {
    return file;
  }

  /** A copy of the trial as written. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /**
   * What ranks the points of a sweep of it that names no measure: samples that no network has
   * trained with, and, where the trial holds some out, none that test it.
   */
  public String usualMeasure() {
    return tree.at("/training/validation_fraction").asDouble() > 0
        ? Sweep.DEFAULT_MEASURE_BY_VALIDATION
        : Sweep.DEFAULT_MEASURE;
  }

  /**
   * The trial as it is.
   *
   * @throws SpecException if anything in it is unknown, missing or not allowed
   */
  public TrialSpec bind() {
    return TrialSpec.bind(file, tree);
  }

  /** Binds the trials of many points, one after the other; each thread needs its own. */
  TrialBinder binder(List<SpecPath> fields) {
    return new TrialBinder(file, tree, fields);
  }
}
