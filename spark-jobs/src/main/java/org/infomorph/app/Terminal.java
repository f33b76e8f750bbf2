package org.infomorph.app;

/** Whether somebody watches, on what understands more than lines of text. */
final class Terminal {
  private Terminal() {}

  /** Set by the launcher, for standard output; never with {@code NO_COLOR} or {@code TERM=dumb}. */
  static boolean isThere() {
    return Boolean.getBoolean("infomorph.terminal");
  }
}
