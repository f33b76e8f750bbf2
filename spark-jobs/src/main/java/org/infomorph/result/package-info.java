/**
 * Runs one trial, and holds its outcome: scores, reports, weights, and their text forms. This
 * package knows nothing of sweeps or Spark, so a trial can run from a test, a {@code main} method
 * or a notebook.
 */
package org.infomorph.result;
