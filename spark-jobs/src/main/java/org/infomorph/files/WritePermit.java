package org.infomorph.files;

import java.io.IOException;

/** Whether a writer may still write: a lock that can be lost says no. */
public interface WritePermit {
  /**
   * Before a change, and now and then.
   *
   * @throws FolderLostException if nothing may be changed any more
   */
  void check() throws IOException;

  /** The same before each of many small changes, as far as it is known at no cost. */
  void checkAtOnce() throws IOException;

  /** Two permits that are both needed. */
  default WritePermit and(WritePermit other) {
    var first = this;
    return new WritePermit() {
      @Override
      public void check() throws IOException {
        first.check();
        other.check();
      }

      @Override
      public void checkAtOnce() throws IOException {
        first.checkAtOnce();
        other.checkAtOnce();
      }
    };
  }
}
