package org.infomorph.trial;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.infomorph.data.SampleSets;
import org.infomorph.data.SampleSupply;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.DrawnDataset;
import org.infomorph.datasets.FixedDataset;
import org.infomorph.form.Key;
import org.infomorph.math.Seeds;

/**
 * The only cache of data sets: one read-only copy of each fixed data set per JVM, shared by all
 * trials in this JVM and dropped when memory is short. Drawn data sets are cheap, and each trial
 * draws its own.
 */
public final class Datasets {
  private record Key(FixedDataset dataset, Path folder) {}

  /**
   * The slot of a data set: the thread that loads it holds the lock, other threads wait for the
   * result.
   */
  private static final class Slot {
    private SoftReference<SampleSets> sets = new SoftReference<>(null);

    synchronized SampleSets get(Key key) throws IOException {
      SampleSets loaded = sets.get();
      if (loaded == null) {
        loaded = key.dataset().load(key.folder()).standardised();
        sets = new SoftReference<>(loaded);
      }
      return loaded;
    }
  }

  private static final Map<Key, Slot> SLOTS = new HashMap<>();

  private Datasets() {}

  /**
   * The samples of one trial: fixed samples are standardised, drawn samples are unchanged.
   *
   * @param seeds the trial's seeds; its samples come from the part {@code data}
   * @throws IOException if the samples cannot be loaded; the next call tries again
   */
  public static SampleSupply get(Dataset dataset, Path folder, Seeds seeds) throws IOException {
    if (dataset instanceof FixedDataset fixed) {
      return get(fixed, folder);
    }
    return ((DrawnDataset) dataset).draw(seeds.derive("data"));
  }

  /**
   * A fixed data set, standardised by the mean and deviation of all its training values.
   *
   * @throws IOException if the data set cannot be loaded; the next call tries again
   */
  public static SampleSets get(FixedDataset dataset, Path folder) throws IOException {
    Key key = new Key(dataset, folder.toAbsolutePath().normalize());
    Slot slot;
    synchronized (SLOTS) {
      slot = SLOTS.computeIfAbsent(key, k -> new Slot());
    }
    return slot.get(key);
  }
}
