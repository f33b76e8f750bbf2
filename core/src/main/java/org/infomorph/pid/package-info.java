/**
 * Partial information decomposition: the redundancy lattice of any number of sources, the
 * shared-exclusions measure on it, and the goal functions that neurons ascend.
 *
 * <p>Works on arrays over occupied cells. Everything is in bits. It knows neither neurons nor
 * networks: bins and firing probabilities come in, information and its gradient go out.
 */
package org.infomorph.pid;
