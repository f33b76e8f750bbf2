package org.infomorph.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecReader;

/**
 * The file that a sweep's {@code trial} names. A sweep file may come from anybody, so that it can
 * name only YAML files, and with a relative path only those near it; an absolute path is one that
 * somebody has meant.
 */
final class TrialFile {
  /** How many folders up a relative path may lead: {@code ../../trials/x.yaml}. */
  private static final int MOST_UP = 2;

  private TrialFile() {}

  /** Reads the file that is named, relative to the sweep's. */
  static TrialTemplate read(SpecReader sweep, Path sweepFile) {
    var path = path(sweep, sweepFile);
    ObjectNode tree = SpecFile.read(path);
    return new TrialTemplate(path.toString(), tree);
  }

  private static Path path(SpecReader sweep, Path sweepFile) {
    var text = sweep.text("trial");
    var name = text.toLowerCase(Locale.ROOT);
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      throw sweep.error("trial", "found " + text + "; allowed is a file .yaml or .yml");
    }
    try {
      var path = Path.of(text).normalize();
      int up = 0;
      for (var step : path) {
        up += step.toString().equals("..") ? 1 : 0;
      }
      if (!path.isAbsolute() && up > MOST_UP) {
        throw sweep.error(
            "trial",
            "%s leads %d folders up from this file; allowed are %d, or an absolute path"
                .formatted(text, up, MOST_UP));
      }
      return sweepFile.resolveSibling(path).normalize();
    } catch (InvalidPathException e) {
      throw sweep.error("trial", "not a path: " + e.getReason());
    }
  }
}
