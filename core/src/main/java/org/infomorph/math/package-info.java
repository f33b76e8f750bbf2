/**
 * The numbers underneath everything else: random streams that are the same on every machine, and
 * the linear algebra of local learning. Nothing here knows of neurons, information or data.
 */
package org.infomorph.math;
