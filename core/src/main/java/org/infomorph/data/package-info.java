/**
 * Samples in memory: read-only sets, their split into training, validation and test, and the batch
 * that a network sees. Knows nothing of files or of networks.
 */
package org.infomorph.data;
