package org.infomorph.app;

import java.nio.file.Path;

/** Where Spark's warnings and unexpected errors are written down. */
final class LogFile {
  private static final String FILE = "infomorph.log";
  private static final String CONFIGURATION = "log4j2.configurationFile";

  private LogFile() {}

  /**
   * Sends the log to a file, which comes into being with the first entry. Must come before anything
   * is logged; where the log is configured from outside, as by spark-submit, that holds.
   */
  static void open(Path file) {
    if (System.getProperty(FILE) == null) {
      System.setProperty(FILE, file.toString());
    }
    configure();
  }

  /** Keeps the log off the terminal; until a file is named it is one in the temporary folder. */
  static void configure() {
    if (System.getProperty(CONFIGURATION) == null && !Sessions.underSparkSubmit()) {
      System.setProperty(CONFIGURATION, "infomorph-log4j2.properties");
    }
  }

  /** The file's name, as far as it is known here. */
  static String describe() {
    return System.getProperty(FILE, "the log");
  }
}
