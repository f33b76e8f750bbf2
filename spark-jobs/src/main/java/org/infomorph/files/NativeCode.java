package org.infomorph.files;

import com.github.luben.zstd.util.Native;
import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The native code that all tables need, which compresses them. It comes in a jar and is unpacked to
 * be loaded, into a folder where programs may lie. The temporary folder of many machines is none.
 */
public final class NativeCode {
  private NativeCode() {}

  /**
   * Loads it, once for this JVM and for Spark in it: from the temporary folder, else from the home
   * folder, else from the one that the program was started in. The file is gone after that.
   *
   * @throws MachineException if none of these will do
   */
  public static void load() {
    load(folders());
  }

  /** Where to unpack it, the usual place first. */
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
        // no program may be loaded from there, or there is no room: to the next one
      }
    }
    throw new MachineException(
        "no program can be loaded from "
            + String.join(", ", folders.stream().map(File::toString).toList())
            + " (no room, or mounted noexec); INFOMORPH_OPTS=-Djava.io.tmpdir=DIR names another"
            + " folder");
  }
}
