package org.infomorph.form;

/**
 * A mistake in the user's input: a file, a key or an argument. The message is one line with the
 * place, the value found and the allowed values. The program prints the message without a stack
 * trace and ends with exit code 2.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message on one line, even if it quotes line breaks. */
  public SpecException(String message) {
    super(oneLine(message));
  }

  private static String oneLine(String message) {
    var line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        case '\u0085', '\u2028', '\u2029' -> line.append("\\u%04x".formatted((int) c));
        default -> line.append(c < ' ' || c == 0x7f ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return line.toString();
  }

  /**
   * A problem at one place of a file: {@code file: path: problem}.
   *
   * @param file name of the user's file or argument
   * @param path keys from the root, joined by dots; empty for the root itself
   * @param problem what was found and what is allowed
   */
  public static SpecException at(String file, String path, String problem) {
    return new SpecException(file + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
  }
}
