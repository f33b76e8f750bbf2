package org.infomorph.result;

import java.util.Objects;
import java.util.Optional;
import org.infomorph.form.SpecException;
import org.infomorph.trial.TrialSpec;

/**
 * What a {@link TrialRunner} is asked for, as text: a trial's specification, in a study with rungs
 * also whether its state is wanted, and the state of the shorter trial that it may continue from.
 *
 * @param canonical the trial's canonical JSON
 * @param wantsState whether a longer trial may continue from this one
 * @param state the state of the shorter trial, as it was kept; empty if there is none
 */
public record TrialRequest(String canonical, boolean wantsState, Optional<String> state) {
  private static final String WANTED = "state wanted";

  public TrialRequest {
    Objects.requireNonNull(canonical);
    Objects.requireNonNull(state);
  }

  /** The request as text: the specification alone if there is nothing else. */
  public String text() {
    return wantsState || state.isPresent()
        ? canonical + "\n" + (wantsState ? WANTED : "") + "\n" + state.orElse("")
        : canonical;
  }

  /** Reads what {@link #text} writes. */
  public static TrialRequest read(String text) {
    int first = text.indexOf('\n'); // canonical JSON has no line breaks
    if (first < 0) {
      return new TrialRequest(text, false, Optional.empty());
    }
    int second = text.indexOf('\n', first + 1);
    return new TrialRequest(
        text.substring(0, first),
        text.substring(first + 1, second).equals(WANTED),
        Optional.of(text.substring(second + 1)).filter(state -> !state.isEmpty()));
  }

  /** The state that a trial can continue from; empty if there is none, or it is damaged. */
  Optional<TrialState> stateFor(TrialSpec spec) {
    try {
      return state.flatMap(text -> TrialState.read(text, spec));
    } catch (IllegalArgumentException | SpecException e) { // written by another version
      return Optional.empty();
    }
  }
}
