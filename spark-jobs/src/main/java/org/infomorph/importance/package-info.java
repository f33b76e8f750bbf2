/**
 * Importance: how much each axis matters to the measure, worked out from finished points. Pure
 * functions; no trial is run for them.
 */
package org.infomorph.importance;
