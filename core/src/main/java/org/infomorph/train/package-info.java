/**
 * The one loop over epochs and batches, and what it reports: scores, goals and atoms. Knows nothing
 * of files, clocks or sweeps.
 */
package org.infomorph.train;
