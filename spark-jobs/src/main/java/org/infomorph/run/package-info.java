/**
 * Sweeps as a library: runs what is missing of one, in a Spark session that the caller has started,
 * and gives its tables back. {@link org.infomorph.run.Sweeps} is the door; the command line goes
 * through the rooms behind it. Prints nothing, ends no program, and knows no arguments of a command
 * line: what there is to tell goes to a {@link org.infomorph.run.RunListener}.
 */
package org.infomorph.run;
