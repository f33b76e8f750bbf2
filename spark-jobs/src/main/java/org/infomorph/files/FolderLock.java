package org.infomorph.files;

import java.io.Closeable;
import java.io.IOException;

/** A lock on a folder, held until it is closed or turns out to be lost. */
public interface FolderLock extends WritePermit, Closeable {
  /**
   * The same as {@link #check}, but always asks the file system, whatever the cost.
   *
   * @throws FolderLostException if the lock is lost
   */
  default void verify() throws IOException {
    check();
  }
}
