/**
 * A real Spark cluster on this machine, and what must hold there. It is assembled from the jars of
 * the build, knows the application only as a user does, by its jar and its command line, and can
 * lose any of its processes at any moment.
 */
package org.infomorph.cluster;
