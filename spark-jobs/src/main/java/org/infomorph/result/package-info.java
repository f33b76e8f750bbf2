/**
 * Runs one trial, and holds what comes of it: scores, reports, weights, and the texts that carry
 * them. Knows nothing of sweeps and of Spark, so a trial runs from a test, a {@code main} or a
 * notebook.
 */
package org.infomorph.result;
