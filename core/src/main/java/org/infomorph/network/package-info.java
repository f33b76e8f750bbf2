/**
 * Layers wired into a network: which source reads which signal, in which pass. A network is data, a
 * {@link org.infomorph.network.NetworkSpec}; one engine runs all networks. This package knows
 * nothing of epochs, scores or data sets.
 */
package org.infomorph.network;
