/**
 * The Spark session of the command line, with the necessary checks of the machine and the cluster.
 */
package org.infomorph.session;
