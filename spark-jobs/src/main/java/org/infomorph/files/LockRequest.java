package org.infomorph.files;

import java.util.function.Consumer;

/**
 * What to do about a lock that somebody else holds.
 *
 * @param waits whether to wait until a holder that shows no sign of life counts as dead
 * @param broken the holder, as {@link Folder#lockHolder} names it, whose lock is to be taken from
 *     it, dead or alive; "" for none
 * @param notes told, in one line, what is waited for
 */
public record LockRequest(boolean waits, String broken, Consumer<String> notes) {
  /** Somebody else's lock is respected. */
  public static final LockRequest USUAL = new LockRequest(false, "", note -> {});

  /** The same, with somebody to tell. */
  public LockRequest(Consumer<String> notes) {
    this(false, "", notes);
  }
}
