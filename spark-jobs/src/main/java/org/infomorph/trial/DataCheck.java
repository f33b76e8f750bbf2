package org.infomorph.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.infomorph.datasets.DataException;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.FixedDataset;
import org.infomorph.form.SpecException;
import org.infomorph.train.Scores;

/**
 * Refuses trials whose data is missing, malformed or does not fit the network. Loads each data set
 * that has files once, which then stays in this JVM; others are known by their description. For any
 * number of threads.
 */
public final class DataCheck implements Consumer<TrialSpec> {
  private final Path dataFolder;
  private final Map<Dataset, Shape> shapes = new ConcurrentHashMap<>();

  /**
   * What of a data set a network has to fit: values of a sample, training samples, classes, 0
   * without labels, and known causes.
   */
  public record Shape(int features, int training, int classes, int causes) {
    Scores.Samples samples() {
      return new Scores.Samples(training, classes, causes);
    }
  }

  /**
   * @param dataFolder where data files are
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
   * The names of the scores that a trial has.
   *
   * @throws SpecException in one line, if its data cannot be had
   */
  public Set<String> scores(TrialSpec spec) {
    return spec.scores(shape(spec.dataset()));
  }

  /**
   * What of a data set a network has to fit.
   *
   * @throws SpecException in one line, if it cannot be had
   */
  public Shape shape(Dataset dataset) {
    var shape = shapes.get(dataset);
    if (shape == null) {
      shape = shapeOf(dataset);
      shapes.put(dataset, shape);
    }
    return shape;
  }

  private Shape shapeOf(Dataset dataset) {
    if (dataset instanceof DrawnDataset drawn) {
      return new Shape(drawn.features(), drawn.samples(), 0, drawn.causes());
    }
    try {
      if (dataset instanceof Digits digits) { // as large however many there are
        var one = new Digits(1, 1, digits.seed()).load(dataFolder).training();
        return new Shape(one.features(), digits.training(), one.classes(), one.causes());
      }
      var training = Datasets.get((FixedDataset) dataset, dataFolder).training();
      return new Shape(training.features(), training.size(), training.classes(), training.causes());
    } catch (DataException | IllegalArgumentException e) {
      throw new SpecException(e.getMessage());
    } catch (IOException e) {
      throw new SpecException("dataset " + dataset.name() + " cannot be read: " + e.getMessage());
    }
  }
}
