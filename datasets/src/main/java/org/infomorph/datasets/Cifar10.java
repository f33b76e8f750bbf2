package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;
import org.infomorph.tabular.DataException;
import org.infomorph.tabular.Folder;

/**
 * CIFAR-10 in its binary version: a folder with {@code data_batch_1.bin} to {@code
 * data_batch_5.bin} for training and {@code test_batch.bin} for testing. An image is 32 x 32 pixels
 * of unsigned bytes: all red values, then all green values, then all blue values, each row by row.
 * There are ten classes.
 *
 * @param directory the folder, relative to the data folder and inside it, or absolute
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the files and their format</a>
 */
@Named("CIFAR-10 in its binary form: 32 x 32 pixels of three colours, 10 classes")
public record Cifar10(@Field("folder of the binary files, relative to --data") String directory)
    implements FixedDataset {
  private static final String HOW_TO_GET = "datasets/README.md says how to get CIFAR-10";
  private static final int CLASSES = 10;
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int FEATURES = CHANNELS * SIDE * SIDE;
  private static final int RECORD_BYTES = 1 + FEATURES;
  private static final int TRAINING_FILES = 5;

  /**
   * Ten times the records of a published file; all training files of this size still fit into one
   * array.
   */
  private static final int MOST_RECORDS = 100_000;

  /**
   * Checks the name of the folder, not whether it exists.
   *
   * @throws IllegalArgumentException if {@code directory} is blank, not a path, or leads out of the
   *     data folder by {@code ..}
   */
  public Cifar10 {
    Folder.check(directory, "cifar-10-batches-bin");
  }

  @Override
  public Extent extent() {
    return new Extent(50_000, 10_000, 3072, 10);
  }

  @Override
  public String name() {
    return directory;
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return Optional.of(new ImageShape(SIDE, SIDE, CHANNELS));
  }

  @Override
  public SampleSets load(Path dataFolder) throws IOException {
    Path folder = Folder.find(dataFolder, directory, HOW_TO_GET);
    List<Path> training =
        IntStream.rangeClosed(1, TRAINING_FILES)
            .mapToObj(i -> folder.resolve("data_batch_" + i + ".bin"))
            .toList();
    return new SampleSets(read(training), read(List.of(folder.resolve("test_batch.bin"))));
  }

  private static Samples read(List<Path> files) throws IOException {
    int[] records = new int[files.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] = records(files.get(i));
    }
    int size = Arrays.stream(records).sum();
    byte[] images = new byte[size * FEATURES];
    byte[] labels = new byte[size];
    int at = 0;
    for (int i = 0; i < records.length; i++) {
      read(files.get(i), records[i], images, labels, at);
      at += records[i];
    }
    return Samples.ofBytes(FEATURES, images, CLASSES, labels);
  }

  /** Number of records of a file, from its size. */
  private static int records(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, "no such file; " + HOW_TO_GET);
    }
    long bytes = Files.size(file);
    if (bytes < RECORD_BYTES
        || bytes % RECORD_BYTES != 0
        || bytes > (long) MOST_RECORDS * RECORD_BYTES) {
      throw new DataException(
          file,
          bytes
              + " bytes; allowed are 1 to "
              + MOST_RECORDS
              + " records of "
              + RECORD_BYTES
              + " bytes");
    }
    return (int) (bytes / RECORD_BYTES);
  }

  /** Reads a file into the samples from {@code at} on. */
  private static void read(Path file, int records, byte[] images, byte[] labels, int at)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < records; i++) {
      int from = i * RECORD_BYTES;
      int label = bytes[from] & 0xff;
      if (label >= CLASSES) {
        throw new DataException(
            file, "label " + label + " of record " + i + "; allowed are 0 to " + (CLASSES - 1));
      }
      labels[at + i] = (byte) label;
      System.arraycopy(bytes, from + 1, images, (at + i) * FEATURES, FEATURES);
    }
  }
}
