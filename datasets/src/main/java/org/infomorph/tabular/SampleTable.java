package org.infomorph.tabular;

import java.util.List;
import java.util.OptionalInt;

/** What a trial says of a table whose rows are samples. */
public interface SampleTable {
  /** The file, in the notation of {@link FileName}. */
  String file();

  /** The columns of a sample: names, or ranges of names; empty: all that have no other meaning. */
  List<String> features();

  /** The column of labels, or empty. */
  String label();

  /** The file of labels, or empty. */
  String labelFile();

  /** Which rows are test samples. */
  TestRows test();

  /** How many values a sample must have, if its shape as a picture says so. */
  OptionalInt pictureValues();

  /** How values are shifted and scaled. */
  Scaling standardise();

  /** What happens to rows with missing values. */
  MissingValues missing();

  /** Whether the first line of a text names the columns. */
  boolean header();
}
