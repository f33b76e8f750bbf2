package org.infomorph.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.infomorph.estimate.Packs;
import org.infomorph.files.Folder;
import org.infomorph.files.NativeCode;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.sweep.Sweep;

/**
 * Runs sweeps from a program, in a Spark session that the program has started:
 *
 * <pre>{@code
 * var sweep = Sweep.read("conf/sweeps/quickstart.yaml");
 * var results = Sweeps.on(spark).run(sweep, "runs/quickstart");
 * results.points().orderBy(col("test_accuracy_mean").desc()).show();
 * }</pre>
 *
 * <p>The session lives on, with its settings and views as they were. Nothing is printed, and no
 * program is ended. Running again trains only what is missing. An instance never changes: each
 * setting gives another one.
 */
public final class Sweeps {
  private final SparkSession spark;
  private final Optional<Path> data;
  private final Blas.Choice blas;
  private final Consent consent;
  private final RunListener listener;
  private final int pack;

  private Sweeps(
      SparkSession spark,
      Optional<Path> data,
      Blas.Choice blas,
      Consent consent,
      RunListener listener,
      int pack) {
    this.spark = spark;
    this.data = data;
    this.blas = blas;
    this.consent = consent;
    this.listener = listener;
    this.pack = pack;
  }

  /** Sweeps in a session; on all cores that its Spark has. */
  public static Sweeps on(SparkSession spark) {
    return new Sweeps(
        Objects.requireNonNull(spark),
        Optional.empty(),
        Blas.preset(),
        Consent.NONE,
        RunListener.SILENT,
        1);
  }

  /**
   * Looks for data files in a folder, here and on all executors. Without it that is the folder that
   * the variable {@code INFOMORPH_DATA} names, else {@code data}.
   */
  public Sweeps data(Path folder) {
    return new Sweeps(spark, Optional.of(folder), blas, consent, listener, pack);
  }

  /** Multiplies matrices so; a JVM that does it otherwise already refuses. */
  public Sweeps blas(Blas.Choice choice) {
    return new Sweeps(spark, data, Objects.requireNonNull(choice), consent, listener, pack);
  }

  /** Allows what is refused otherwise: other versions, and running failed trials again. */
  public Sweeps consent(Consent given) {
    return new Sweeps(spark, data, blas, Objects.requireNonNull(given), listener, pack);
  }

  /** Tells a listener what happens. */
  public Sweeps listener(RunListener told) {
    return new Sweeps(spark, data, blas, consent, Objects.requireNonNull(told), pack);
  }

  /**
   * Puts several trials into one Spark task, one after the other, fewer towards the end: for many
   * short trials.
   *
   * @param trials 1 to 1000
   * @throws SpecException if it is another number
   */
  public Sweeps pack(int trials) {
    if (trials < 1 || trials > Packs.MOST) {
      throw new SpecException("pack: is " + trials + "; allowed is 1 to " + Packs.MOST);
    }
    return new Sweeps(spark, data, blas, consent, listener, trials);
  }

  /**
   * Runs what is missing of a sweep, and makes its tables and report. A trial that fails is a row
   * with its message, and no exception.
   *
   * @param folder of the sweep's results, such as {@code runs/quickstart}: a path, or a URI
   * @throws SpecException if the sweep, its data or the folder does not allow it; one line
   * @throws IOException if results cannot be written; what has finished stays
   */
  public Results run(Sweep sweep, String folder) throws IOException {
    var place = new SweepFolder(Folder.at(folder));
    place.checkPlace();
    place.checkWritable();
    NativeCode.load();
    var dataFolder = data.orElseGet(DataPlace::usual);
    var rounds = MeasureCheck.begin(sweep, dataFolder);
    place.make();
    var runner = new LocalTrials(new DataPlace(dataFolder), blas);
    var job = new SweepJob(rounds, place, runner, () -> spark, listener, consent, pack);
    job.run();
    return new Results(spark, place, job.asked());
  }

  /**
   * The results of a sweep that was run before, as its tables were made last.
   *
   * @param folder of the sweep's results
   * @throws SpecException if it holds none
   */
  public Results results(String folder) throws IOException {
    var place = new SweepFolder(Folder.at(folder));
    if (!place.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    return new Results(spark, place, place.asked());
  }
}
