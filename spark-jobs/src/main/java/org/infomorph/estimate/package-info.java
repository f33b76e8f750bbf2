/**
 * How long a sweep takes: before it runs, by timing some of its trials, and while it runs, by those
 * that have ended. Knows what trials cost, and nothing of tables, Spark or the command line.
 */
package org.infomorph.estimate;
