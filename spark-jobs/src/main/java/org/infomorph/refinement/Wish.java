package org.infomorph.refinement;

/**
 * A point that is wanted.
 *
 * @param key of the point, as {@link DyadicGrid#key} gives it
 * @param reason in a word
 * @param known what is known around it
 */
public record Wish(long key, String reason, String known) {}
