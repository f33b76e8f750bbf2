package org.infomorph.sweep;

/**
 * How a study ends: its best points are measured again, with seeds that no decision has seen. What
 * chose a point never judges it: the highest of many scores is partly luck, and fresh seeds do not
 * have that luck.
 *
 * @param points how many of the best points; 0 for no confirmation
 * @param seeds how many fresh seeds each of them gets
 */
public record Confirmation(int points, int seeds) {
  /** Nothing is measured again. */
  public static final Confirmation NONE = new Confirmation(0, 10);

  /** Of plans that look for one point. */
  public static final Confirmation OF_THE_BEST = new Confirmation(1, 10);

  private static final int MOST_POINTS = 1000;
  private static final int MOST_SEEDS = 1000;

  public Confirmation {
    if (points < 0 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "points is " + points + "; allowed are 0, for none, to " + MOST_POINTS);
    }
    if (seeds < 2 || seeds > MOST_SEEDS) {
      throw new IllegalArgumentException(
          "seeds is " + seeds + "; allowed are 2 to " + MOST_SEEDS + ", as one has no spread");
    }
  }

  /** Whether points are measured again. */
  public boolean isGiven() {
    return points > 0;
  }
}
