package org.infomorph.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this code, recorded by the build. */
public final class CodeVersion {
  private static final String VERSION = read();

  private CodeVersion() {}

  /** For example {@code 0.1.0}: equal versions compute equal numbers. */
  public static String get() {
    return VERSION;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in =
        CodeVersion.class.getResourceAsStream("/org/infomorph/build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
