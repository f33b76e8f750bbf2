package org.infomorph.measuring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.Measured;
import org.infomorph.space.Point;

/** How a point is measured, in stages. */
public sealed interface PerPoint permits Bisect, FixedSeeds, Rungs, SeedsUntil {
  /**
   * The next stage of a cohort.
   *
   * @param cohort all of whose trials so far have ended
   * @return none if its points are measured
   */
  List<Want> next(Cohort cohort);

  /**
   * What is known of a point whose cohort is measured.
   *
   * @param index of the point in the cohort
   */
  Measured measured(Cohort cohort, int index, Point point);

  /** The field of the trial that settings set, if there are settings. */
  default Optional<SpecPath> path() {
    return Optional.empty();
  }

  /** What the field is set to. */
  default JsonNode setting(int index) {
    throw new IllegalStateException("there are no settings");
  }

  /**
   * What the field is set to in the trials that a point's value comes from; empty if in several.
   */
  default Optional<JsonNode> settingOf(Measured point) {
    return Optional.empty();
  }

  /**
   * Whether a trial with this setting continues the trial with the setting before, whose end is a
   * moment of its own training.
   */
  default boolean continues(int setting) {
    return false;
  }

  /** How many trials a point has in its first stage. */
  int first();

  /** How many seeds a point may have at most, with one setting. */
  int seeds();

  /** How many trials a point may have at most. */
  int most();

  /** Whether all points are measured alike, so that their values can be compared. */
  default boolean measuresAlike() {
    return true;
  }

  /** Whether measured points have phases. */
  default boolean knowsPhases() {
    return true;
  }

  /**
   * Whether a higher value of a point is a better one.
   *
   * @param maximise whether a higher measure is a better one
   */
  default boolean prefersMore(boolean maximise) {
    return maximise;
  }

  /** Whether a point is measured by its first stage, whatever comes of it. */
  default boolean isFixed() {
    return false;
  }
}
