package org.infomorph.files;

/**
 * Something that the program needs of this machine, or of the user's environment, and does not get:
 * memory, room, a folder. The message is one line that says what to do; whoever shows it prints it
 * without a stack trace and ends with exit code 1.
 */
public final class MachineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MachineException(String message) {
    super(message);
  }
}
