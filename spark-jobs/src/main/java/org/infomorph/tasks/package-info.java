/**
 * Trials as tasks of Spark, which begins here: one task or pack after the other, failures told
 * apart, limits of time. Hands each result over as it comes, and knows nothing of where it goes.
 */
package org.infomorph.tasks;
