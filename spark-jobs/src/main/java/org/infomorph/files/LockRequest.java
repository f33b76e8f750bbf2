package org.infomorph.files;

import java.util.function.Consumer;

/**
 * What to do about a lock that another process holds.
 *
 * @param waits whether to wait until a holder without signs of life counts as dead
 * @param broken the holder, named as in {@link Folder#lockHolder}, whose lock is taken even if it
 *     is alive; "" for none
 * @param notes receives one line that says what the process waits for
 */
public record LockRequest(boolean waits, String broken, Consumer<String> notes) {
  /** Respects the lock of another process. */
  public static final LockRequest USUAL = new LockRequest(false, "", note -> {});

  /** The same, with a receiver of notes. */
  public LockRequest(Consumer<String> notes) {
    this(false, "", notes);
  }
}
