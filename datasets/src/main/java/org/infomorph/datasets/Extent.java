package org.infomorph.datasets;

/**
 * The amount of data.
 *
 * @param training number of training samples in one epoch
 * @param test number of test samples
 * @param features number of values of a sample
 * @param classes number of classes; 0 without labels
 */
public record Extent(int training, int test, int features, int classes) {}
