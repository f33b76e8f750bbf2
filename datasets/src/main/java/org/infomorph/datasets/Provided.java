package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.data.SampleSets;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * A data set that a {@link SampleProvider} on the class path makes. A trial names a provider by its
 * own name, and never a class: a file cannot choose what code runs beyond what the user has put on
 * the class path as a provider.
 *
 * @param name the provider's name
 * @param settings numbers for the provider, which axes of sweeps may set
 */
@Named("a data set of your own in Java, from a jar on the class path ([data.md](data.md))")
public record Provided(
    @Field("the name that the jar's `SampleProvider` gives") String name,
    @Field(value = "numbers by name, as the provider defines them", absent = "{}")
        Map<String, Double> settings)
    implements FixedDataset {

  /**
   * Keeps a sorted copy of the settings.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public Provided {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is empty; allowed is the name of a provider");
    }
    settings = new TreeMap<>(settings);
  }

  /** The extent of a small table; the size of this data set is known only after loading. */
  @Override
  public Extent extent() {
    return new Extent(1000, 250, 10, 2);
  }

  @Override
  public boolean isSizedByFiles() {
    return true;
  }

  @Override
  public Optional<ImageShape> image(Path dataFolder) {
    return provider().image(Map.copyOf(settings));
  }

  @Override
  public SampleSets load(Path dataFolder) throws IOException {
    return provider().load(dataFolder, Map.copyOf(settings));
  }

  /** A provider gives samples as networks see them. */
  @Override
  public SampleSets scaled(SampleSets loaded) {
    return loaded;
  }

  @Override
  public Optional<String> fingerprint(Path dataFolder) {
    return Optional.of(provider().version().replaceAll("\\s+", "_"));
  }

  private SampleProvider provider() {
    List<SampleProvider> all = all();
    var mine = all.stream().filter(each -> each.name().equals(name)).toList();
    if (mine.size() == 1) {
      return mine.get(0);
    }
    if (mine.size() > 1) {
      throw new IllegalArgumentException(
          "dataset.provided.name: "
              + mine.stream()
                  .map(each -> each.getClass().getName())
                  .collect(Collectors.joining(", "))
              + " are all called "
              + name);
    }
    throw new IllegalArgumentException(
        "dataset.provided.name: there is no provider "
            + name
            + " on the class path; "
            + (all.isEmpty()
                ? "there is none at all, --jars adds jars"
                : "there are "
                    + all.stream()
                        .map(SampleProvider::name)
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }

  /**
   * Spark gives its threads the class loader of {@code --jars}, which has loaded this class, too,
   * if it was submitted; other threads may have none.
   */
  private static List<SampleProvider> all() {
    try {
      return Stream.of(
              Thread.currentThread().getContextClassLoader(), Provided.class.getClassLoader())
          .filter(Objects::nonNull)
          .flatMap(loader -> ServiceLoader.load(SampleProvider.class, loader).stream())
          .collect(Collectors.toMap(ServiceLoader.Provider::type, each -> each, (a, b) -> a))
          .values()
          .stream()
          .<SampleProvider>map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("a provider of data sets: " + e.getMessage(), e);
    }
  }
}
