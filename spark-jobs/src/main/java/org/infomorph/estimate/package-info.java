/**
 * Estimates how long a sweep takes: before it runs, by timing some of its trials; while it runs,
 * from its finished trials. This package knows the cost of trials, and nothing of tables, Spark or
 * the command line.
 */
package org.infomorph.estimate;
