/**
 * The command line: arguments to calls, and what a person sees while they run. The one package that
 * knows all others; none knows it.
 */
package org.infomorph.app;
