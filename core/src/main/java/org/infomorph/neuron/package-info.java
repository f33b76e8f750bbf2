/**
 * One layer of infomorphic neurons: how sources connect, how drives become a firing probability,
 * what the neuron wants, and one step of learning. Knows nothing of other layers, of data sets or
 * of epochs.
 */
package org.infomorph.neuron;
