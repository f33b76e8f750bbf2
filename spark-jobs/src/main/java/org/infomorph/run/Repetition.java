package org.infomorph.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.store.ContentHash;
import org.infomorph.sweep.Texts;
import org.infomorph.trial.DataCheck;
import org.infomorph.trial.TrialSpec;

/** Runs finished trials again, on all cores of this JVM, and compares. */
public final class Repetition {
  /** What of an environment may change the last bits. */
  public static final List<String> THAT_COUNT = List.of("blas", "jvm", "cpu");

  private final Path dataFolder;
  private final Blas.Choice blas;
  private final boolean anyVersion;
  private final Map<String, Integer> environments = new TreeMap<>();

  /** A stored trial, ready to run. */
  private record Task(TrialResult stored, TrialSpec spec) {}

  /**
   * @param blas what multiplies matrices
   * @param anyVersion whether the version of the code may differ
   */
  public Repetition(Path dataFolder, Blas.Choice blas, boolean anyVersion) {
    this.dataFolder = dataFolder;
    this.blas = blas;
    this.anyVersion = anyVersion;
  }

  /**
   * Runs trials again.
   *
   * @param lines told, in one line each, of those that differ
   * @return how many are equal
   * @throws SpecException if one cannot run here, as its data is missing
   */
  public int run(Collection<TrialResult> trials, Consumer<String> lines) {
    Blas.use(blas);
    var tasks = trials.stream().map(this::prepare).toList();
    var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    int equal = 0;
    try {
      var runs = new ArrayList<Future<TrialResult>>();
      for (var task : tasks) {
        Callable<TrialResult> run = () -> Trial.run(task.spec(), dataFolder, epoch -> {});
        runs.add(threads.submit(run));
      }
      for (int i = 0; i < runs.size(); i++) {
        var stored = tasks.get(i).stored();
        var computed = runs.get(i).get();
        note(stored.environment(), computed.environment());
        var difference = RowDifference.first(contents(stored), contents(computed));
        difference.ifPresent(text -> lines.accept("trial " + stored.trialId() + ": " + text));
        equal += difference.isEmpty() ? 1 : 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return equal;
  }

  /** Lines that say in what the trials' environments differ from this one. */
  public List<String> environments() {
    return environments.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + Texts.count(entry.getValue(), "trial") + ")")
        .toList();
  }

  private Task prepare(TrialResult stored) {
    var name = "trial " + stored.trialId();
    var spec = TrialSpec.bind(name, CanonicalJson.read(stored.spec()));
    try {
      var check = new DataCheck(dataFolder);
      check.accept(spec);
      Origins.refuseOtherData(stored, check.fingerprints());
    } catch (SpecException e) {
      throw SpecException.at(name, "", e.getMessage());
    }
    return new Task(stored, spec);
  }

  private ObjectNode contents(TrialResult trial) {
    var contents = ContentHash.contents(trial);
    if (anyVersion || CodeVersion.hasTheSameNumbers(trial.codeVersion())) {
      contents.remove("code_version");
    }
    return contents;
  }

  private void note(Map<String, String> stored, Map<String, String> here) {
    for (var key : THAT_COUNT) {
      var then = stored.getOrDefault(key, "unknown");
      boolean same =
          key.equals("blas")
              ? Blas.normalForm(then).equals(Blas.normalForm(here.get(key)))
              : then.equals(here.get(key));
      if (!same) {
        environments.merge(
            key + " differs: stored " + then + ", here " + here.get(key), 1, Integer::sum);
      }
    }
  }
}
