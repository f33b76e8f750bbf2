package org.infomorph.run;

import java.util.function.Consumer;
import org.infomorph.files.LockRequest;

/**
 * What a run may do that cannot be taken back, or that mixes numbers.
 *
 * @param otherVersions trials of other versions of this code stay, beside those of this one
 * @param retryFailed trials of the sweep that failed are run again
 * @param waits a run that may be dead is waited for, until it surely is
 * @param broken whose lock is taken away, dead or alive; "" for nobody's
 */
public record Consent(boolean otherVersions, boolean retryFailed, boolean waits, String broken) {
  /** To nothing of it. */
  public static final Consent NONE = new Consent(false, false);

  /** To other versions or to running failed trials again; the lock of another run stands. */
  public Consent(boolean otherVersions, boolean retryFailed) {
    this(otherVersions, retryFailed, false, "");
  }

  LockRequest request(Consumer<String> notes) {
    return new LockRequest(waits, broken, notes);
  }
}
