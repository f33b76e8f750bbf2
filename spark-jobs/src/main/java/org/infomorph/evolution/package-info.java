/**
 * An evolution strategy for numbers in a box: CMA-ES, asked and told. Knows the axes of a space,
 * and nothing of plans.
 */
package org.infomorph.evolution;
