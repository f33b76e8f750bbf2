/**
 * Sweeps: axes through the space of trials, and plans that say which points of it to run. A plan is
 * a pure function of what has been measured; there is no study object and no state. Knows nothing
 * of where trials run and of how results are kept.
 */
package org.infomorph.sweep;
