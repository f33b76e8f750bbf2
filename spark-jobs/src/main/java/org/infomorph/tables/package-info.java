/**
 * Flat tables from the rows of trials, by Spark SQL: what people query and plot. The SQL stands in
 * {@code resources/sql}, this package gives it its views and writes what comes out. Knows nothing
 * of how trials are run and of figures.
 */
package org.infomorph.tables;
