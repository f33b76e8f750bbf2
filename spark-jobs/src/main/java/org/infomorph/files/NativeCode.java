package org.infomorph.files;

import com.github.luben.zstd.util.Native;
import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The native code that compresses tables; every table needs it. The code comes in a jar and must be
 * unpacked into a folder that allows executable files. On many machines the temporary folder does
 * not.
 */
public final class NativeCode {
  private NativeCode() {}

  /**
   * Loads the native code once for this JVM, including Spark: from the temporary folder, else from
   * the home folder, else from the working directory. The unpacked file is deleted afterwards.
   *
   * @throws MachineException if it cannot be loaded from any of these folders
   */
  public static void load() {
    load(folders());
  }

  /** The folders to try, the usual one first. */
  private static List<File> folders() {
    Set<String> names = new LinkedHashSet<>();
    names.add(System.getProperty("ZstdTempFolder", System.getProperty("java.io.tmpdir")));
    names.add(System.getProperty("user.home"));
    names.add(System.getProperty("user.dir"));
    return names.stream().map(File::new).filter(File::isAbsolute).toList();
  }

  static void load(List<File> folders) {
    for (var folder : folders) {
      try {
        Native.load(folder);
        return;
      } catch (LinkageError e) {
        // this folder does not allow programs, or has no space: try the next one
      }
    }
    throw new MachineException(
        "native code cannot be loaded from "
            + String.join(", ", folders.stream().map(File::toString).toList())
            + " (no disk space, or mounted noexec); INFOMORPH_OPTS=-Djava.io.tmpdir=DIR names"
            + " another folder");
  }
}
