/**
 * What makes a finished trial stay: a journal that survives any kill, and parquet files that
 * readers see whole and once. The one place that knows how rows lie on disk. Knows nothing of axes,
 * of tables made from the rows, and of what a trial computes.
 */
package org.infomorph.store;
