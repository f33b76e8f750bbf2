package org.infomorph.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a process, unique over time: the boot of its kernel, the name space of its
 * number, and its start time. A process number and a host name are not enough: two containers may
 * have the same host name, and each has its own process 1.
 *
 * @param boot the id of the kernel's boot
 * @param space the name spaces of process numbers and times
 * @param began start time in ticks since the boot
 */
record ProcessMark(String boot, String space, long began) {
  private static final Pattern TEXT = Pattern.compile("([^/ ]+)/([^/ ]+)/(\\d+)");
  private static final Path PROCESSES = Path.of("/proc");

  /**
   * Field 22 of {@code stat}, counted from the closing bracket of the name, which the third field
   * follows.
   */
  private static final int BEGAN = 22 - 3;

  /** The mark of this process; empty if the system does not provide it. */
  static Optional<ProcessMark> own() {
    try {
      var boot = Files.readString(PROCESSES.resolve("sys/kernel/random/boot_id")).strip();
      var spaces = PROCESSES.resolve("self/ns");
      var space = Files.readSymbolicLink(spaces.resolve("pid")).toString();
      var time = spaces.resolve("time"); // exists in newer kernels
      if (Files.exists(time)) {
        space += Files.readSymbolicLink(time).toString();
      }
      long began = began(ProcessHandle.current().pid());
      return Optional.of(new ProcessMark(boot, space, began));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Parses the result of {@link #toString}. */
  static Optional<ProcessMark> parse(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new ProcessMark(parts.group(1), parts.group(2), Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  /**
   * Whether a process with this mark is known to be gone; false if it lives or if its state is
   * unknown.
   *
   * @param pid its number
   */
  boolean isGone(long pid) {
    var here = own();
    if (here.isEmpty() || !here.get().boot().equals(boot) || !here.get().space().equals(space)) {
      return false; // another machine or container, with other process numbers
    }
    if (!Files.exists(PROCESSES.resolve("1/stat"))) {
      return false; // processes of other users are hidden
    }
    try {
      return began(pid) != began; // another process has reused the number
    } catch (IOException | RuntimeException e) {
      return !Files.exists(PROCESSES.resolve(Long.toString(pid)));
    }
  }

  private static long began(long pid) throws IOException {
    var stat = Files.readString(PROCESSES.resolve(pid + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[BEGAN]);
  }

  @Override
  public String toString() {
    return boot + "/" + space + "/" + began;
  }
}
