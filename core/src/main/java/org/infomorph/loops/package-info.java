/**
 * Loops over many numbers that a JVM's compiler does not make vectors of by itself, and functions
 * that are made of such loops. Vector loops and plain loops give the same bits.
 */
package org.infomorph.loops;
