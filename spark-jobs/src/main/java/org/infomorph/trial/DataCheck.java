package org.infomorph.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.FixedDataset;
import org.infomorph.form.SpecException;
import org.infomorph.tabular.DataException;
import org.infomorph.train.Scores;

/**
 * Refuses trials whose data is missing, malformed or does not fit the network. It loads each data
 * set with files once and keeps it in this JVM; the description of any other data set suffices.
 * Thread-safe.
 */
public final class DataCheck implements Consumer<TrialSpec> {
  private final Path dataFolder;
  private final Map<Dataset, Shape> shapes = new ConcurrentHashMap<>();
  private final Map<String, String> fingerprints = new ConcurrentSkipListMap<>();

  /**
   * The properties of a data set that a network must fit: values of a sample, training samples,
   * classes (0 without labels), and known causes.
   */
  public record Shape(int features, int training, int classes, int causes) {
    Scores.Samples samples() {
      return new Scores.Samples(training, classes, causes);
    }
  }

  /**
   * @param dataFolder the folder of data files
   */
  public DataCheck(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Checks one trial.
   *
   * @throws SpecException in one line
   */
  @Override
  public void accept(TrialSpec spec) {
    spec.check(shape(spec.dataset()));
  }

  /**
   * The names of the scores of a trial.
   *
   * @throws SpecException in one line, if its data is not available
   */
  public Set<String> scores(TrialSpec spec) {
    return spec.scores(shape(spec.dataset()));
  }

  /**
   * The properties of a data set that a network must fit.
   *
   * @throws SpecException in one line, if the data set is not available
   */
  public Shape shape(Dataset dataset) {
    var shape = shapes.get(dataset);
    if (shape == null) {
      shape = shapeOf(dataset);
      shapes.put(dataset, shape);
    }
    return shape;
  }

  /** The fingerprints of the user's own data that was looked at, by the names of the data sets. */
  public Map<String, String> fingerprints() {
    return Map.copyOf(fingerprints);
  }

  private Shape shapeOf(Dataset dataset) {
    if (dataset instanceof DrawnDataset drawn) {
      return new Shape(drawn.features(), drawn.samples(), 0, drawn.causes());
    }
    try {
      if (dataset instanceof Digits digits) { // the number of samples does not change the shape
        var one = new Digits(1, 1, digits.seed()).load(dataFolder).training();
        return new Shape(one.features(), digits.training(), one.classes(), one.causes());
      }
      var loaded = Datasets.load((FixedDataset) dataset, dataFolder);
      loaded.fingerprint().ifPresent(text -> fingerprints.put(dataset.name(), text));
      var training = loaded.sets().training();
      return new Shape(training.features(), training.size(), training.classes(), training.causes());
    } catch (DataException | IllegalArgumentException e) {
      throw new SpecException(e.getMessage());
    } catch (IOException e) {
      throw new SpecException("dataset " + dataset.name() + " cannot be read: " + e.getMessage());
    }
  }
}
