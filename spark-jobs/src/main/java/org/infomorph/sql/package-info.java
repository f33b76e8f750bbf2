/**
 * Partial information decomposition as an aggregate function of Spark SQL: counts outcomes on the
 * executors, and decomposes each group where its counts meet. This package knows nothing of sweeps
 * and trials.
 */
package org.infomorph.sql;
