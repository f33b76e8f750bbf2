/**
 * Sweeps: a trial, a space, a plan and how often, read from a file; their trials, bound; and the
 * rounds in which a plan is asked. Knows nothing of where trials run and of how results are kept.
 */
package org.infomorph.sweep;
