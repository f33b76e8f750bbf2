/**
 * The specification of a trial: everything that decides one result, read from a tree, checked, and
 * given an id. Runs nothing, and knows nothing of sweeps.
 */
package org.infomorph.trial;
