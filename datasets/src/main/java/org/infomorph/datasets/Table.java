package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.infomorph.data.SampleSets;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.tabular.FileName;
import org.infomorph.tabular.Fingerprint;
import org.infomorph.tabular.MissingValues;
import org.infomorph.tabular.SampleTable;
import org.infomorph.tabular.Scaling;
import org.infomorph.tabular.TableLoader;
import org.infomorph.tabular.TestRows;

/**
 * A table in a file: a row is a sample. See docs/data.md.
 *
 * <p>Numbers are kept in single precision, unsigned bytes of NumPy as bytes. Classes are the
 * different labels in their order: as numbers if all are whole numbers, else as texts.
 *
 * @param file the file, relative to the data folder and inside it
 * @param features the columns of the samples; empty: all that have no other meaning
 * @param label the column of labels, or empty
 * @param labelFile the file of labels, or empty
 * @param test which rows are test samples
 * @param image the shape of a sample as a picture, if it is one: a list of one or none
 * @param standardise how values are shifted and scaled
 * @param missing what happens to rows with missing values
 * @param header whether the first line of a text names the columns
 */
@Named("a table of your own: CSV, Parquet or NumPy ([data.md](data.md))")
public record Table(
    @Field("the file, relative to --data; an array of a .npz file as `mnist.npz:x_train`")
        String file,
    @Field(
            value =
                "the columns of a sample: names, numbers from 1 where columns have no names, or"
                    + " ranges as `first:last`; none: all that mean nothing else",
            absent = "[]")
        List<String> features,
    @Field(value = "the column of labels", absent = "\"\"") String label,
    @Field(value = "the file of labels, with one column", absent = "\"\"") String labelFile,
    @Field(value = "the test samples", absent = "share") TestRows test,
    @Field(value = "the shape of a sample, if it is a picture", absent = "none", omitted = true)
        List<ImageShape> image,
    @Field(
            value =
                "by mean and deviation of the training samples: of `each` feature, of `all` values"
                    + " together, or `none`",
            absent = "each")
        Scaling standardise,
    @Field(value = "rows with a missing value: `refuse` or `skip`", absent = "refuse")
        MissingValues missing,
    @Field(value = "whether the first line of a text names its columns", absent = "true")
        boolean header)
    implements FixedDataset, SampleTable {
  private static final int LARGEST_SIDE = 32_768;
  private static final int MOST_CHANNELS = 64;

  /**
   * Checks what can be known without the file.
   *
   * @throws IllegalArgumentException if a file is outside the data folder, labels are given twice,
   *     or a feature is also the label
   */
  public Table {
    features = List.copyOf(features);
    image = List.copyOf(image);
    FileName.of(file);
    if (!labelFile.isEmpty()) {
      FileName.of(labelFile);
      if (!label.isEmpty()) {
        throw new IllegalArgumentException(
            "label and label_file are given; allowed is one of them");
      }
    }
    if (test instanceof TestRows.File other && other.labels().isEmpty() != labelFile.isEmpty()) {
      throw new IllegalArgumentException(
          "label_file and test.file.labels: one of them is given; allowed are both or none");
    }
    for (var picture : image) {
      Fields.requireBetween("image.width", picture.width(), 1, LARGEST_SIDE);
      Fields.requireBetween("image.height", picture.height(), 1, LARGEST_SIDE);
      Fields.requireBetween("image.channels", picture.channels(), 1, MOST_CHANNELS);
    }
    if (new HashSet<>(features).size() < features.size()) {
      throw new IllegalArgumentException("features: a column is named twice");
    }
  }

  /** The extent of a small table; the size of this one is known only from its file. */
  @Override
  public Extent extent() {
    return new Extent(1000, 250, 10, 2);
  }

  @Override
  public boolean isSizedByFiles() {
    return true;
  }

  @Override
  public String name() {
    return String.join(", ", files());
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return image.stream().findFirst();
  }

  @Override
  public OptionalInt pictureValues() {
    return image.stream().mapToInt(ImageShape::values).findFirst();
  }

  /** The samples, already scaled: values are scaled where they lie, without a copy. */
  @Override
  public SampleSets load(Path dataFolder) throws IOException {
    return new TableLoader(this, dataFolder).load();
  }

  @Override
  public SampleSets scaled(SampleSets loaded) {
    return loaded;
  }

  @Override
  public Optional<String> fingerprint(Path dataFolder) throws IOException {
    return Optional.of(Fingerprint.of(files(dataFolder)));
  }

  @Override
  public String stamp(Path dataFolder) throws IOException {
    return Fingerprint.stamp(files(dataFolder));
  }

  private List<Path> files(Path dataFolder) {
    return files().stream().map(name -> FileName.of(name).in(dataFolder)).distinct().toList();
  }

  private List<String> files() {
    var names = new ArrayList<>(List.of(file, labelFile));
    if (test instanceof TestRows.File other) {
      names.add(other.name());
      names.add(other.labels());
    }
    return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
  }
}
