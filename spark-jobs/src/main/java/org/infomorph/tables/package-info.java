/**
 * Flat tables made from the rows of trials by Spark SQL, for queries and plots. The SQL is in
 * {@code resources/sql}; this package provides the views and writes the results. It knows nothing
 * of running trials or of figures.
 */
package org.infomorph.tables;
