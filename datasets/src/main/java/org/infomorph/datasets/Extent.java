package org.infomorph.datasets;

/**
 * How much data there is.
 *
 * @param training samples to learn from in one epoch
 * @param test samples to be judged by
 * @param features values of a sample
 * @param classes 0 without labels
 */
public record Extent(int training, int test, int features, int classes) {}
