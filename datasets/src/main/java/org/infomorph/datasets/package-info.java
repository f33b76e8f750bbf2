/**
 * Data sets that describe and load themselves: records, small enough to be part of a trial's
 * specification, that read files or draw their samples on demand. Fixed data sets are a pure
 * function of the record and the files; drawn data sets are a pure function of the record and the
 * trial's seeds. This package caches nothing, writes no file and downloads no file. This package
 * must not know of networks, trials, JSON or Spark.
 */
package org.infomorph.datasets;
