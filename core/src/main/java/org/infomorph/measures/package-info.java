/**
 * Other measures of redundancy beside shared exclusions, for comparison: each one class, with its
 * paper. This package knows only joint distributions and the lattice; learning uses none of it.
 */
package org.infomorph.measures;
