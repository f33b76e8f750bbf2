/**
 * The command line: turns arguments into calls, and shows their progress. This package uses all
 * others; no other package uses it.
 */
package org.infomorph.app;
