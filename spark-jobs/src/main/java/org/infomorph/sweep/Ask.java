package org.infomorph.sweep;

/**
 * That a plan has asked for trials: some seeds of one point. The trials are those of the table
 * {@code trials} with this {@code pointId} and these seeds.
 *
 * @param point index of the point, from 0
 * @param pointId the id that its trials share
 * @param firstSeed the first seed
 * @param seeds how many, one after the other
 * @param round the plan's round, from 0
 * @param lane which lane of a study asked
 * @param setting what trials have besides the point's axes, as JSON, such as a rung's epochs; empty
 *     if there is nothing
 * @param reason why, in a word: {@code plan} if the plan looks at no scores
 * @param known what the decision was taken by; empty if by nothing
 */
public record Ask(
    int point,
    String pointId,
    long firstSeed,
    int seeds,
    int round,
    int lane,
    String setting,
    String reason,
    String known) {
  /** The reason for trials of fresh seeds, which no decision looks at. */
  public static final String CONFIRMATION = "confirmation";

  /** Whether its trials confirm what was decided. */
  public boolean confirms() {
    return reason.equals(CONFIRMATION);
  }

  /** Whether a trial with this seed is asked for. */
  public boolean takes(long seed) {
    return seed >= firstSeed && seed - firstSeed < seeds;
  }
}
