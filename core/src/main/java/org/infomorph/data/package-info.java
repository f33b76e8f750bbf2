/**
 * Samples in memory: read-only sets, their split into training, validation and test, and the batch
 * that a network sees. This package knows nothing of files or networks.
 */
package org.infomorph.data;
