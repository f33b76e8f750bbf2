/**
 * Tables of observations for {@code pid}: reads CSV and similar files, and reports probable
 * mistakes in plain words.
 */
package org.infomorph.observations;
