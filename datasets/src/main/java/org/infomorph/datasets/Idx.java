package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.tabular.DataException;
import org.infomorph.tabular.Folder;

/**
 * A folder of four IDX files, the format of MNIST, Fashion-MNIST and KMNIST: images of unsigned
 * bytes and labels, for training and for testing, each plain or gzipped ({@code
 * train-images-idx3-ubyte.gz}, ..., {@code t10k-labels-idx1-ubyte.gz}; the spelling {@code
 * train-images.idx3-ubyte} also works). The number of classes is the largest training label plus 1.
 *
 * @param directory the folder, relative to the data folder and inside it, or absolute
 * @see <a href="https://github.com/cvdfoundation/mnist">the files and their format</a>
 */
@Named("the four files of MNIST and its likes")
public record Idx(@Field("folder of the four files, relative to --data") String directory)
    implements FixedDataset {
  private static final String HOW_TO_FETCH =
      "datasets/fetch.sh fetches the public data sets, see datasets/README.md";
  private static final int IMAGE_DIMENSIONS = 3;
  private static final int LABEL_DIMENSIONS = 1;

  /**
   * Checks the name of the folder, not whether it exists.
   *
   * @throws IllegalArgumentException if {@code directory} is blank, not a path, or leads out of the
   *     data folder by {@code ..}
   */
  public Idx {
    Folder.check(directory, "mnist");
  }

  /** The extent of MNIST and its successors. */
  @Override
  public Extent extent() {
    return new Extent(60_000, 10_000, 784, 10);
  }

  @Override
  public String name() {
    return directory;
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) throws IOException {
    Path folder = Folder.find(dataFolder, directory, HOW_TO_FETCH);
    int[] shape = IdxFile.shape(find(folder, "train-images", IMAGE_DIMENSIONS), IMAGE_DIMENSIONS);
    return Optional.of(new ImageShape(shape[2], shape[1], 1));
  }

  @Override
  public SampleSets load(Path dataFolder) throws IOException {
    Path folder = Folder.find(dataFolder, directory, HOW_TO_FETCH);
    IdxFile trainingImages = read(folder, "train-images", IMAGE_DIMENSIONS);
    IdxFile trainingLabels = read(folder, "train-labels", LABEL_DIMENSIONS);
    IdxFile testImages = read(folder, "t10k-images", IMAGE_DIMENSIONS);
    IdxFile testLabels = read(folder, "t10k-labels", LABEL_DIMENSIONS);
    trainingLabels.requireCountOf(trainingImages);
    testLabels.requireCountOf(testImages);
    testImages.requireItemsLike(trainingImages);
    int classes = trainingLabels.largest() + 1;
    if (testLabels.largest() >= classes) {
      throw new DataException(
          testLabels.file(),
          "label " + testLabels.largest() + ", but the training labels are 0 to " + (classes - 1));
    }
    return new SampleSets(
        samples(trainingImages, trainingLabels, classes), samples(testImages, testLabels, classes));
  }

  private static Samples samples(IdxFile images, IdxFile labels, int classes) {
    return Samples.ofBytes(images.itemBytes(), images.bytes(), classes, labels.bytes());
  }

  private static IdxFile read(Path folder, String stem, int dimensions) throws IOException {
    return IdxFile.read(find(folder, stem, dimensions), dimensions);
  }

  /** The first existing file among the spellings of its name. */
  private static Path find(Path folder, String stem, int dimensions) throws IOException {
    List<String> names = new ArrayList<>();
    for (String dimensionsMark : new String[] {"-idx", ".idx"}) {
      String name = stem + dimensionsMark + dimensions + "-ubyte";
      names.add(name);
      names.add(name + ".gz");
    }
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new DataException(
        folder, "none of " + String.join(", ", names) + " is there; " + HOW_TO_FETCH);
  }
}
