package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.infomorph.data.SampleSets;

/**
 * A data set in Java code of your own. Put the implementation and its name in the file {@code
 * META-INF/services/org.infomorph.datasets.SampleProvider} into a jar, and the jar on the class
 * path of driver and executors ({@code --jars}). Trials name it: {@code dataset: {provided: {name:
 * ...}}}.
 *
 * <p>The class has a public constructor without arguments. Samples must depend on nothing but
 * settings, files and {@link #version}: they are kept in memory for all trials of a process.
 */
public interface SampleProvider {
  /** The name in trials, unique among all providers on the class path. */
  String name();

  /**
   * What the code computes: a text to change whenever the same settings and files give other
   * samples. Results hold it, and a sweep refuses to go on with another one.
   */
  String version();

  /**
   * Reads or computes the samples, as networks see them; {@link SampleSets#standardised} scales
   * them.
   *
   * @param dataFolder the folder of data files on this machine
   * @param settings the numbers that the trial gives, by their names
   * @throws IllegalArgumentException if a setting is unknown, missing or not allowed, in one line
   * @throws IOException if a file is missing or cannot be read, in one line
   */
  SampleSets load(Path dataFolder, Map<String, Double> settings) throws IOException;

  /**
   * The shape of a sample as a picture; empty if samples are no pictures.
   *
   * @param settings as for {@link #load}
   */
  default Optional<ImageShape> image(Map<String, Double> settings) {
    return Optional.empty();
  }
}
