/**
 * The session of Spark that the command line starts, and what it needs to know of the machine and
 * of the cluster for that.
 */
package org.infomorph.session;
