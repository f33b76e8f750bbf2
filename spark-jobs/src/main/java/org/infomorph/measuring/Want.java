package org.infomorph.measuring;

/**
 * Trials that a point is to have next.
 *
 * @param point index of the point in its cohort
 * @param setting index of the setting; 0 where there is only one
 * @param firstSeed counted from the trial's own seed, from 0
 * @param seeds how many, one after the other
 * @param reason why, in a word; empty at the first stage, where the plan's reason counts
 * @param known what the decision was taken by
 */
public record Want(int point, int setting, int firstSeed, int seeds, String reason, String known) {}
