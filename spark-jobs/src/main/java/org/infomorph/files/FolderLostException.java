package org.infomorph.files;

import java.io.IOException;

/**
 * A writer has lost its folder, or a part of it, because another writer took it or somebody deleted
 * files. A retry is pointless.
 */
public final class FolderLostException extends IOException {
  private static final long serialVersionUID = 1L;

  public FolderLostException(String message) {
    super(message);
  }

  public FolderLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
