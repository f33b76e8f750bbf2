package org.infomorph.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.infomorph.network.NetworkSpec;

/**
 * The scores of a trial, known from its specification before it runs. {@link #check} compares them
 * with the measured scores: a difference ends the trial.
 */
public final class Scores {
  private Scores() {}

  /**
   * The properties of the samples that decide which scores a trial has.
   *
   * @param training number of training samples
   * @param classes 0 if they have no labels
   * @param causes number of hidden causes that are known; 0 if there are none
   */
  public record Samples(int training, int classes, int causes) {
    /** The properties of these training samples. */
    public static Samples of(org.infomorph.data.Samples training) {
      return new Samples(training.size(), training.classes(), training.causes());
    }
  }

  /** The names of all scores of each report. */
  public static Set<String> names(
      NetworkSpec network, TrainingSpec training, EvaluationSpec evaluation, Samples samples) {
    Set<String> names = accuracies(training, samples);
    if (training.method().regression().isPresent()) {
      return names; // logistic regression has no neurons
    }
    if (samples.causes() > 0) {
      names.addAll(Coding.names(network.readout().neurons()));
    }
    evaluation.recall().forEach(recall -> names.addAll(Recall.scores(recall)));
    return names;
  }

  /** The names of the scores that need only labels. */
  public static Set<String> accuracies(TrainingSpec training, Samples samples) {
    Set<String> names = new TreeSet<>();
    if (samples.classes() > 0) {
      names.add(Trainer.TEST_ACCURACY);
      if (training.validationSamples(samples.training()) > 0) {
        names.add(Trainer.VALIDATION_ACCURACY);
      }
    }
    return names;
  }

  /**
   * Scores that may decide when training ends. Scores of labelled test samples are excluded: test
   * samples that choose a network could not test it fairly.
   */
  public static Set<String> aims(
      NetworkSpec network, TrainingSpec training, EvaluationSpec evaluation, Samples samples) {
    Set<String> names = names(network, training, evaluation, samples);
    names.removeAll(List.of(Trainer.TEST_ACCURACY, Coding.TOTAL_BITS));
    return names;
  }

  /**
   * Returns the measured scores.
   *
   * @throws IllegalStateException if their names differ from the stated ones: an error of this
   *     program
   */
  public static Map<String, Double> check(Set<String> stated, Map<String, Double> measured) {
    if (!measured.keySet().equals(stated)) {
      throw new IllegalStateException(
          "measured are the scores " + measured.keySet() + ", but stated " + stated);
    }
    return measured;
  }
}
