/**
 * Trials as Spark tasks, the lowest layer that uses Spark: one task or pack after the other, kinds
 * of failures, and time limits. This package passes each result on when it arrives, and does not
 * know where the result goes.
 */
package org.infomorph.tasks;
