package org.infomorph.run;

import java.io.IOException;
import java.nio.file.Path;
import org.infomorph.files.Folder;
import org.infomorph.files.WritePermit;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.result.CodeVersion;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.tables.AskedTable;
import org.infomorph.tables.Tables;

/**
 * The folder of one sweep's results, as users and other programs find it.
 *
 * @param folder where it is
 */
public record SweepFolder(Folder folder) {
  private static final String SWEEP = "sweep.yaml";
  private static final String TRIALS = "trials";
  private static final String WEIGHTS = "weights";
  private static final String TABLES = "tables";
  private static final String MADE_OF = TABLES + "/_made_of";
  private static final String LOG = "infomorph.log";

  /** The same for a writer who may change it only as long as a permit says so. */
  public SweepFolder guardedBy(WritePermit permit) {
    return new SweepFolder(folder.guardedBy(permit));
  }

  /** The table of trials. */
  public Folder trials() {
    return folder.folder(TRIALS);
  }

  /** Networks that trials keep. */
  public Folder weights() {
    return folder.folder(WEIGHTS);
  }

  /** The tables that are made of the trials. */
  public Folder tables() {
    return folder.folder(TABLES);
  }

  /** A file of this machine: beside the results, or where the program was started. */
  public Path log() {
    return folder
        .local()
        .map(path -> path.resolve("_log").resolve(LOG))
        .orElse(Path.of(LOG).toAbsolutePath());
  }

  /**
   * Finds out, without writing, whether something is in the way of a folder here.
   *
   * @throws SpecException naming it
   */
  public void checkPlace() {
    folder.local().map(ResultPlace::new).ifPresent(ResultPlace::check);
  }

  /**
   * Makes the folder, where that shows at once whether results can go here.
   *
   * @throws SpecException if not
   */
  public void make() {
    folder.local().map(ResultPlace::new).ifPresent(ResultPlace::make);
  }

  /**
   * Finds out, without writing, whether results can go here.
   *
   * @throws SpecException if not
   */
  public void checkWritable() {
    folder.checkWritable();
  }

  /**
   * Whether there are trials, finished or not.
   *
   * @throws SpecException if the folder cannot be looked into
   */
  public boolean exists() throws IOException {
    folder.checkReadable();
    return folder.exists(TRIALS);
  }

  /** Writes down the sweep as it is run, for people, and what it has asked for. */
  public void write(Asked asked) throws IOException {
    replace(SWEEP, SpecFile.write(asked.sweep().toJson()));
    AskedTable.write(folder, asked);
  }

  /**
   * What the sweep that was run last has asked for. A folder of version 0.4 does not say so; there
   * the sweep's plan is asked again.
   *
   * @throws SpecException if there is neither a sweep nor a trial, or they are not what this
   *     program writes
   */
  public Asked asked() throws IOException {
    return AskedTable.exists(folder)
        ? AskedTable.read(folder)
        : Rounds.begin(read(), spec -> {}).asked();
  }

  /** The size of the file that says what was asked for, which changes with it; -1 without one. */
  public long askedSize() throws IOException {
    return AskedTable.size(folder);
  }

  /**
   * The sweep as it was run last, or that of the single trial that is there.
   *
   * @throws SpecException if neither is there, or it is not what {@link #write} writes
   */
  public Sweep read() throws IOException {
    if (!folder.exists(SWEEP)) {
      return SingleTrial.sweep(this);
    }
    return Sweep.stored(folder.describe(SWEEP), folder.read(SWEEP));
  }

  /**
   * Of what tables would be made now: the sweep, what it has asked for, its trials and this
   * version. Taken before the trials are read; if more are there afterwards, the tables are made
   * again next time.
   */
  public String state(Asked asked) throws IOException {
    var text = new StringBuilder(CodeVersion.get()).append(Tables.NAMES);
    text.append(CanonicalJson.write(asked.sweep().toJson())).append(asked.asks().size());
    for (var part : folder.list(TRIALS)) {
      if (part.endsWith(".parquet")) {
        text.append(part).append(folder.size(TRIALS + "/" + part));
      }
    }
    return CanonicalJson.id(text.toString());
  }

  /** Whether the tables were made in this state. */
  public boolean tablesAreOf(String state) throws IOException {
    return folder.exists(MADE_OF) && folder.read(MADE_OF).strip().equals(state);
  }

  /** Writes down in which state the tables were made. */
  public void noteTablesAreOf(String state) throws IOException {
    replace(MADE_OF, state);
  }

  private void replace(String name, String text) throws IOException {
    var staged = name.replaceFirst("_?([^/]*)$", "_$1.new");
    folder.delete(staged);
    try (var file = folder.create(staged)) {
      file.append(text.stripTrailing());
    }
    folder.publish(staged, name);
  }
}
