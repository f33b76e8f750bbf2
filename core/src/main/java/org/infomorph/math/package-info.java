/**
 * The numerical base: random streams that are the same on every machine, and the linear algebra of
 * local learning. This package knows nothing of neurons, information or data.
 */
package org.infomorph.math;
