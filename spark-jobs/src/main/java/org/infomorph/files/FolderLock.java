package org.infomorph.files;

import java.io.Closeable;
import java.io.IOException;

/** A lock on a folder, held until it is closed or found to be lost. */
public interface FolderLock extends WritePermit, Closeable {
  /**
   * The same as {@link #check}, by asking the file system now, whatever it costs.
   *
   * @throws FolderLostException if the lock is lost
   */
  default void verify() throws IOException {
    check();
  }
}
