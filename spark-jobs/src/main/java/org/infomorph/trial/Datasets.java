package org.infomorph.trial;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.infomorph.data.SampleSets;
import org.infomorph.data.SampleSupply;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.Extent;
import org.infomorph.datasets.FixedDataset;
import org.infomorph.math.Seeds;

/**
 * The only cache of data sets: one read-only copy of each fixed data set per JVM, shared by all
 * trials in this JVM and dropped when memory is short. Drawn data sets are cheap, and each trial
 * draws its own.
 */
public final class Datasets {
  /** A stamp tells files that were perhaps written again from those before. */
  private record Key(FixedDataset dataset, Path folder, String stamp) {}

  /**
   * A loaded data set.
   *
   * @param sets its samples, as networks see them
   * @param fingerprint of the files that the record does not determine; empty without such files
   */
  public record Loaded(SampleSets sets, Optional<String> fingerprint) {
    Extent extent() {
      var training = sets.training();
      return new Extent(
          training.size(), sets.test().size(), training.features(), training.classes());
    }
  }

  /**
   * The slot of a data set: the thread that loads it holds the lock, other threads wait for the
   * result.
   */
  private static final class Slot {
    private SoftReference<Loaded> kept = new SoftReference<>(null);

    synchronized Loaded get(Key key) throws IOException {
      Loaded loaded = kept.get();
      if (loaded == null) {
        var fingerprint = key.dataset().fingerprint(key.folder());
        var sets = key.dataset().scaled(key.dataset().load(key.folder()));
        loaded = new Loaded(sets, fingerprint);
        kept = new SoftReference<>(loaded);
        if (key.dataset().isSizedByFiles()) {
          EXTENTS.put(key.dataset(), loaded.extent());
        }
      }
      return loaded;
    }
  }

  /**
   * What a trial learns from.
   *
   * @param samples its samples
   * @param fingerprint of the user's own data; empty for other data
   */
  public record Supply(SampleSupply samples, Optional<String> fingerprint) {}

  private static final Map<Key, Slot> SLOTS = new HashMap<>();

  /** The sizes of data sets whose records do not know them, as they were loaded last. */
  private static final Map<FixedDataset, Extent> EXTENTS = new ConcurrentHashMap<>();

  private Datasets() {}

  /**
   * The samples of one trial: fixed samples are scaled, drawn samples are unchanged.
   *
   * @param seeds the trial's seeds; its samples come from the part {@code data}
   * @throws IOException if the samples cannot be loaded; the next call tries again
   */
  public static Supply supply(Dataset dataset, Path folder, Seeds seeds) throws IOException {
    if (dataset instanceof FixedDataset fixed) {
      var loaded = load(fixed, folder);
      return new Supply(loaded.sets(), loaded.fingerprint());
    }
    return new Supply(((DrawnDataset) dataset).draw(seeds.derive("data")), Optional.empty());
  }

  /**
   * A fixed data set, as networks see it.
   *
   * @throws IOException if the data set cannot be loaded; the next call tries again
   */
  public static Loaded load(FixedDataset dataset, Path folder) throws IOException {
    var place = folder.toAbsolutePath().normalize();
    Key key = new Key(dataset, place, dataset.stamp(place));
    Slot slot;
    synchronized (SLOTS) {
      slot = SLOTS.computeIfAbsent(key, k -> new Slot());
    }
    return slot.get(key);
  }

  /**
   * The amount of data: as loaded last in this JVM if only the files say it, else as the record
   * says.
   */
  static Extent extent(Dataset dataset) {
    var known = dataset instanceof FixedDataset fixed ? EXTENTS.get(fixed) : null;
    return known == null ? dataset.extent() : known;
  }
}
