/**
 * The specification of a trial: everything that determines one result, read from a tree, checked,
 * and given an id. This package runs nothing and knows nothing of sweeps.
 */
package org.infomorph.trial;
