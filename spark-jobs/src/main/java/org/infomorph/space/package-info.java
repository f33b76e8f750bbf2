/**
 * The space of a sweep: axes, their values, points, and which of them lie side by side. Geometry
 * alone: knows nothing of what is measured at a point.
 */
package org.infomorph.space;
