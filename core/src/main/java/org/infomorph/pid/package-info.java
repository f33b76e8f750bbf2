/**
 * Partial information decomposition: the redundancy lattice of any number of sources, the
 * shared-exclusions measure on it, and the goal functions that neurons ascend.
 *
 * <p>The code works on arrays over occupied cells. All information is in bits. This package knows
 * neither neurons nor networks: it takes bins and firing probabilities, and returns information and
 * its gradient.
 */
package org.infomorph.pid;
