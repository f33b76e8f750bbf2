/**
 * The one loop over epochs and batches, and its reports of scores, goals and atoms. This package
 * knows nothing of files, clocks or sweeps.
 */
package org.infomorph.train;
