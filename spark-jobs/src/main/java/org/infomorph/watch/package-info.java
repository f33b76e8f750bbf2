/**
 * The page of a sweep while it runs, from a small web server: reads the sweep's folder and writes
 * nothing. Must not know the command line.
 */
package org.infomorph.watch;
