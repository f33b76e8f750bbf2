package org.infomorph.session;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/** The log of Spark's warnings and of unexpected errors. */
public final class LogFile {
  private static final String FILE = "infomorph.log";
  private static final String CONFIGURATION = "log4j2.configurationFile";
  private static final String OURS = "infomorph-log4j2.properties";
  private static final Path PRELIMINARY =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "infomorph-" + System.getProperty("user.name") + ".log");

  private LogFile() {}

  /**
   * Keeps the log off the terminal. Until {@link #open} names a file, the log goes to a file in the
   * temporary folder. This method must run before any code of Spark or Hadoop, because loading that
   * code starts the log. A configuration from outside, for example by spark-submit, takes
   * precedence.
   */
  public static void configure() {
    if (System.getProperty(CONFIGURATION) == null && !Sessions.underSparkSubmit()) {
      System.setProperty(CONFIGURATION, OURS);
    }
    if (isOurs() && System.getProperty(FILE) == null) {
      name(PRELIMINARY);
    }
  }

  /** Sends the log to a file from now on; the file is created with the first entry. */
  public static void open(Path file) {
    configure();
    if (isOurs() && PRELIMINARY.equals(file())) {
      name(file.toAbsolutePath());
      Configurator.reconfigure();
    }
  }

  /** Logs an unexpected error; returns the place of the log as part of a sentence. */
  public static String write(Throwable problem) {
    LoggerFactory.getLogger(LogFile.class).error("unexpected", problem);
    if (!isOurs()) {
      return "Spark's log";
    }
    return Files.exists(file()) ? file().toString() : "no log, as " + file() + " cannot be written";
  }

  private static boolean isOurs() {
    return OURS.equals(System.getProperty(CONFIGURATION));
  }

  private static void name(Path file) {
    System.setProperty(FILE, file.toString());
  }

  private static Path file() {
    return Path.of(System.getProperty(FILE, PRELIMINARY.toString()));
  }
}
