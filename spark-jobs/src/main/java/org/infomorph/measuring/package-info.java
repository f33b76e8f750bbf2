/**
 * How a point is measured: which trials it takes, stage after stage, and what its value is. Pure
 * functions of what came of the trials so far. Knows nothing of which points there are, of files,
 * and of where trials run.
 */
package org.infomorph.measuring;
