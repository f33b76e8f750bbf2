package org.infomorph.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.store.Folder;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.DataCheck;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the verbs on sweeps take: a sweep, changes to it, its folder of results, and data. */
final class SweepFile {
  @Parameters(paramLabel = "SWEEP.yaml", description = "The sweep.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description = "Changes a field of the trial or of the sweep; may be given often.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Where results go, in a folder with the sweep's name: a path, or a URI such as"
              + " hdfs://host/runs (default: ${DEFAULT-VALUE}).")
  private String out;

  @Mixin private DataFolder data;

  Sweep read() {
    return Sweep.read(file, assignments);
  }

  /** All trials of the sweep, found to be allowed, to fit their data and to have the measure. */
  SweepTrials trials(Sweep sweep) {
    var points = sweep.plan().next(sweep.space(), List.of(), Integer.MAX_VALUE);
    var check = new MeasureCheck(new DataCheck(data.path()));
    var trials = SweepTrials.bind(sweep, points, check);
    check.require(sweep);
    return trials;
  }

  SweepFolder folder(Sweep sweep) {
    return new SweepFolder(Folder.at(out).folder(sweep.name()));
  }

  Path data() {
    return data.path();
  }
}
