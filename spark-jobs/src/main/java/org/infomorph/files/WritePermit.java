package org.infomorph.files;

import java.io.IOException;

/** Whether a writer may still write. A lost lock forbids writing. */
public interface WritePermit {
  /**
   * To be called before a change, and from time to time.
   *
   * @throws FolderLostException if the writer may not change anything any more
   */
  void check() throws IOException;

  /** The same before each of many small changes, using only information that costs nothing. */
  void checkAtOnce() throws IOException;

  /** A permit that requires both permits. */
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
