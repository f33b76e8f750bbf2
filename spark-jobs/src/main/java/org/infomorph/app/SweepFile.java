package org.infomorph.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.files.Folder;
import org.infomorph.run.MeasureCheck;
import org.infomorph.run.SweepFolder;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The arguments of the verbs on sweeps: a sweep, changes to it, its folder of results, and its
 * data.
 */
final class SweepFile {
  @Parameters(paramLabel = "SWEEP.yaml", description = "The sweep.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description = "Changes a field of the trial or of the sweep; may be repeated.")
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

  /**
   * The first round of the sweep. Checks that its trials are allowed, fit their data and have the
   * measure.
   */
  Rounds rounds(Sweep sweep) {
    return MeasureCheck.begin(sweep, data.path());
  }

  SweepFolder folder(Sweep sweep) {
    return new SweepFolder(Folder.at(out).folder(sweep.name()));
  }

  Path data() {
    return data.path();
  }
}
