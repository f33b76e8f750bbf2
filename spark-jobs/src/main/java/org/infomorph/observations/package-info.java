/**
 * Tables of observations that people bring for {@code pid}: CSV and the like, read, and doubted in
 * words where something looks wrong.
 */
package org.infomorph.observations;
