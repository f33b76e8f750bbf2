/**
 * A trial: everything that decides one result, read from YAML, checked, given an id, and run. Knows
 * nothing of sweeps and of Spark, so a trial runs from a test, a {@code main} or a notebook.
 */
package org.infomorph.trial;
