/**
 * Finds boundaries by halving the cells of a grid: the tree of cells, what follows from the points
 * that are known, and which points are wanted next. Knows the axes of a space, and nothing of
 * plans, rounds and trials.
 */
package org.infomorph.refinement;
