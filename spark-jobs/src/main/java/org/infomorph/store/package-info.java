/**
 * Permanent storage of finished trials: a journal that survives any kill, and parquet files in
 * which readers see each trial complete and once. Only this package knows how rows are stored on
 * disk. It knows nothing of axes, of tables made from the rows, or of what a trial computes.
 */
package org.infomorph.store;
