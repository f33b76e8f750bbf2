/**
 * One layer of infomorphic neurons: how sources connect, how drives become a firing probability,
 * the neuron's goal, and one step of learning. This package knows nothing of other layers, data
 * sets or epochs.
 */
package org.infomorph.neuron;
