package org.infomorph.tabular;

import java.io.Serializable;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/** Which rows of a table are test samples. */
public sealed interface TestRows extends Serializable {
  /**
   * A random share of the rows, the same in every trial.
   *
   * @param fraction their share
   * @param seed chooses them, apart from the seeds of trials
   */
  @Named("a random share of the rows, the same in every trial")
  record Share(
      @Field(value = "share of the rows", absent = "0.2", range = "(0, 1)") double fraction,
      @Field(value = "chooses the rows; apart from the seeds of trials", absent = "1") long seed)
      implements TestRows {
    public Share {
      if (!(fraction > 0 && fraction < 1)) {
        throw new IllegalArgumentException("fraction is " + fraction + "; allowed is (0, 1)");
      }
    }
  }

  /**
   * The rows of a second file.
   *
   * @param name the file
   * @param labels the file of its labels, or empty if they are a column
   */
  @Named("all rows of another file with the same columns")
  record File(
      @Field("the file, relative to --data") String name,
      @Field(value = "the file of its labels, as `label_file`", absent = "\"\"") String labels)
      implements TestRows {
    public File {
      FileName.of(name);
      if (!labels.isEmpty()) {
        FileName.of(labels);
      }
    }
  }

  /**
   * The rows that a column marks.
   *
   * @param name the column
   * @param value its value in the test rows
   */
  @Named("the rows in which a column has a value")
  record Column(
      @Field("the column, which is then no feature") String name,
      @Field(value = "its value in the test rows", absent = "test") String value)
      implements TestRows {
    public Column {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name is empty; allowed is the name of a column");
      }
    }
  }
}
