package org.infomorph.sweep;

import org.infomorph.plan.PrunePlan;
import org.infomorph.plan.RefinePlan;
import org.infomorph.plan.SearchPlan;

/** Why a study asks for nothing more. */
public enum Ending {
  /** It has not ended: it runs, or was stopped. */
  OPEN,
  /** The plan has nothing more to ask for. */
  PLAN,
  /** The trials of the budget are used up. */
  TRIALS,
  /** The epochs of the budget are used up. */
  EPOCHS,
  /** The core hours of the budget are used up. */
  CORE_HOURS;

  /** The one with a name; {@link #OPEN} for a name that this version does not know, and none. */
  public static Ending of(String name) {
    for (var ending : values()) {
      if (ending.name().equals(name)) {
        return ending;
      }
    }
    return OPEN;
  }

  /** The reason in words, as a clause without a full stop. */
  public String words(Sweep sweep) {
    return switch (this) {
      case OPEN -> "the study has not ended: it runs, or was stopped and goes on when it is run";
      case PLAN -> ofPlan(sweep);
      case TRIALS -> usedUp(Texts.count(sweep.budget().trials(), "trial"));
      case EPOCHS -> usedUp(Texts.axis(sweep.budget().epochs()) + " epochs");
      case CORE_HOURS -> usedUp(Texts.axis(sweep.budget().coreHours()) + " core hours");
    };
  }

  private static String usedUp(String budget) {
    return "the study has ended with its budget of " + budget + "; with more, it goes on";
  }

  private static String ofPlan(Sweep sweep) {
    if (sweep.plan() instanceof RefinePlan) {
      return "the study has ended: every cell that a boundary crosses has the finest size";
    }
    if (sweep.plan() instanceof SearchPlan) {
      return "the study has ended: the search has used its generations, or finds no new points";
    }
    if (sweep.plan() instanceof PrunePlan) {
      return "the study has ended: every further removal costs more than is allowed";
    }
    return "the study has ended: all its points are measured";
  }
}
