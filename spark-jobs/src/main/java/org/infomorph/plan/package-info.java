/**
 * Plans: which points of a space are asked for, with regard to what was measured so far. A plan is
 * a pure function; nothing else holds the state of a study. Knows nothing of trials and of files.
 */
package org.infomorph.plan;
