/**
 * How drives become bins: where the bins lie, and to which bins a drive belongs, to one bin or,
 * with a kernel, to several bins by shares. This package knows neither the neuron nor any measure
 * of information.
 */
package org.infomorph.bins;
