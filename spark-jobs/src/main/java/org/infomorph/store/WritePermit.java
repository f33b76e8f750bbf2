package org.infomorph.store;

import java.io.IOException;

/** Whether a writer may still write: a lock that can be lost says no. */
interface WritePermit {
  /** For whoever has no lock, as where nobody else can be. */
  WritePermit ALWAYS =
      new WritePermit() {
        @Override
        public void check() {}

        @Override
        public void checkAtOnce() {}
      };

  /**
   * Before a change.
   *
   * @throws IOException if it is not allowed any more
   */
  void check() throws IOException;

  /** The same, as far as it is known without asking the file system. */
  void checkAtOnce() throws IOException;
}
