package org.infomorph.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.infomorph.sweep.Sweep;
import org.infomorph.trial.CanonicalJson;
import org.infomorph.trial.CodeVersion;
import org.infomorph.trial.SpecException;
import org.infomorph.trial.SpecFile;

/**
 * The folder of one sweep's results, as users and other programs find it.
 *
 * @param path the folder
 */
record SweepFolder(Path path) {
  private static final String SWEEP = "sweep.yaml";
  private static final String MADE_OF = "_made_of";

  Path trials() {
    return path.resolve("trials");
  }

  Path tables() {
    return path.resolve("tables");
  }

  Path log() {
    return path.resolve("_log").resolve("infomorph.log");
  }

  /**
   * Finds out, without writing, whether results can go here.
   *
   * @throws SpecException if not
   */
  void checkWritable() {
    var existing = path.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new SpecException("--out: " + existing + " is a file; results need a folder");
    }
    if (!Files.isWritable(existing)) {
      throw new SpecException("--out: the folder " + existing + " cannot be written to");
    }
  }

  /** Whether there are trials, finished or not. */
  boolean exists() {
    return Files.isDirectory(trials());
  }

  /** Writes down the sweep as it is run. */
  void write(Sweep sweep) throws IOException {
    Files.createDirectories(path);
    replace(path.resolve(SWEEP), SpecFile.write(sweep.toJson()));
  }

  /** The sweep as it was run last. */
  Sweep read() {
    return Sweep.read(path.resolve(SWEEP), List.of());
  }

  /** Whether the tables were made of exactly these trials, for exactly this sweep. */
  boolean tablesAreOf(Sweep sweep) throws IOException {
    var note = tables().resolve(MADE_OF);
    return Files.exists(note) && Files.readString(note).equals(contents(sweep));
  }

  /** Writes down what the tables were made of. */
  void noteTablesAreOf(Sweep sweep) throws IOException {
    replace(tables().resolve(MADE_OF), contents(sweep));
  }

  private String contents(Sweep sweep) throws IOException {
    var text = new StringBuilder(CodeVersion.get()).append(CanonicalJson.write(sweep.toJson()));
    try (var parts = Files.list(trials())) {
      for (var part : parts.filter(Files::isRegularFile).sorted().toList()) {
        if (part.toString().endsWith(".parquet")) {
          text.append(part.getFileName()).append(Files.size(part));
        }
      }
    }
    return CanonicalJson.id(text.toString());
  }

  private static void replace(Path file, String text) throws IOException {
    var staged = file.resolveSibling("_" + file.getFileName() + ".new");
    Files.writeString(staged, text);
    Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
