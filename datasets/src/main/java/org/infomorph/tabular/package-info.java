/**
 * Tables in files: CSV, Parquet, and the arrays of NumPy, and the samples that their rows are. A
 * table is read row by row, twice: first the labels are looked at, and then one array of the right
 * size is filled. Messages give the file, the row and the column. This package knows nothing of
 * trials, JSON or Spark.
 */
package org.infomorph.tabular;
