package org.infomorph.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.infomorph.form.SpecException;

/**
 * Masters of standalone clusters: {@code spark://host:port}, or several, of which one is the
 * leader.
 */
final class StandaloneMaster {
  private static final Pattern URL = Pattern.compile("spark://(\\S+:\\d{1,5}(?:,\\S+:\\d{1,5})*)");
  private static final int MILLIS = 5_000;

  private StandaloneMaster() {}

  /**
   * Checks whether one of the masters can be reached. Spark itself would try silently for a minute,
   * and then fail with a misleading message.
   *
   * @param url the URL of any master; URLs of other kinds of masters pass
   * @throws SpecException if no master answers
   */
  static void check(String url) {
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      return;
    }
    IOException last = null;
    for (var address : parts.group(1).split(",")) {
      try {
        connect(address);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new SpecException("--master " + url + ": nothing answers there (" + describe(last) + ")");
  }

  private static void connect(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    if (port > 0xFFFF) {
      return; // Spark reports this error itself
    }
    var target = new InetSocketAddress(address.substring(0, colon), port);
    if (target.isUnresolved()) {
      throw new UnknownHostException("unknown host " + target.getHostString());
    }
    try (var socket = new Socket()) {
      socket.connect(target, MILLIS);
    }
  }

  private static String describe(IOException problem) {
    var message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
