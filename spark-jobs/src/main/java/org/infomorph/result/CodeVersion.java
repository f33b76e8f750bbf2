package org.infomorph.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Properties;

/** The version of this code, and since which version its numbers are the same; by the build. */
public final class CodeVersion {
  private static final Properties BUILD = read();

  private CodeVersion() {}

  /** For example {@code 0.1.0}: equal versions compute equal numbers. */
  public static String get() {
    return BUILD.getProperty("version");
  }

  /**
   * Whether a version computes the same numbers as this one, to the last bit. Versions that change
   * no number share a table; a later version than this one is unknown, and so is not among them.
   *
   * @param version as a row of trials has it
   */
  public static boolean hasTheSameNumbers(String version) {
    return sameNumbers(BUILD.getProperty("numbers"), get(), version);
  }

  /**
   * @param oldest the oldest version with the numbers of {@code own}
   */
  static boolean sameNumbers(String oldest, String own, String version) {
    if (version.equals(own)) {
      return true;
    }
    try {
      var found = Version.parse(version);
      return found.compareTo(Version.parse(oldest)) >= 0
          && found.compareTo(Version.parse(own)) <= 0;
    } catch (IllegalArgumentException e) { // not the version of a release
      return false;
    }
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in =
        CodeVersion.class.getResourceAsStream("/org/infomorph/build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
