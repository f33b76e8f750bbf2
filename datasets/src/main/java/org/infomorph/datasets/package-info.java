/**
 * Data sets that describe and load themselves: records small enough to be a part of a trial's
 * specification, which read files or draw their samples on demand. Fixed ones are a pure function
 * of the record and the files, drawn ones of the record and the trial's seeds; nothing is cached,
 * and no file is written or fetched. This package must not know of networks, trials, JSON or Spark.
 */
package org.infomorph.datasets;
