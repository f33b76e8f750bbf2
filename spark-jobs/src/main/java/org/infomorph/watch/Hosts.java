package org.infomorph.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names the server answers to. A foreign page may make a browser ask this server under a name
 * of its own that it has pointed at 127.0.0.1 (DNS rebinding); the browser then sends that name. An
 * address in numbers cannot be pointed elsewhere, so it is allowed.
 */
final class Hosts {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.%a-z]*\\]");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Set<String> names;

  /**
   * @param host what the user has asked to listen at
   */
  Hosts(String host) {
    names = new HashSet<>(List.of("localhost", host.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a request is for this server.
   *
   * @param header of the request, or null
   */
  boolean isAllowed(String header) {
    if (header == null) {
      return false;
    }
    var name = PORT.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    return names.contains(name) || V4.matcher(name).matches() || V6.matcher(name).matches();
  }
}
