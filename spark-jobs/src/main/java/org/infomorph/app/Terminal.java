package org.infomorph.app;

/** Whether the output goes to a terminal that understands control sequences. */
final class Terminal {
  private Terminal() {}

  /** Set by the launcher, for standard output; never with {@code NO_COLOR} or {@code TERM=dumb}. */
  static boolean isThere() {
    return Boolean.getBoolean("infomorph.terminal");
  }
}
