package org.infomorph.files;

/**
 * A missing resource of this machine or of the user's environment: memory, disk space or a folder.
 * The message is one line that says what to do. The program prints the message without a stack
 * trace and ends with exit code 1.
 */
public final class MachineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MachineException(String message) {
    super(message);
  }
}
