package org.infomorph.result;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.math.Blas;

/**
 * Where a trial runs: the properties that may change its last bits, and those that identify the
 * machine.
 */
final class Environment {
  private static final Map<String, String> ENVIRONMENT = describe();

  private Environment() {}

  /** {@code jvm}, {@code os}, {@code cpu}, {@code blas}, {@code host}. */
  static Map<String, String> get() {
    return ENVIRONMENT;
  }

  /** Whether a trial that has begun there ends here with the same bits, as far as is known. */
  static boolean hasTheSameBits(Map<String, String> other) {
    return Blas.normalForm(ENVIRONMENT.get("blas"))
            .equals(Blas.normalForm(other.getOrDefault("blas", "")))
        && ENVIRONMENT.get("jvm").equals(other.get("jvm"))
        && ENVIRONMENT.get("cpu").equals(other.get("cpu"));
  }

  private static Map<String, String> describe() {
    Map<String, String> environment = new TreeMap<>();
    environment.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    environment.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    environment.put("cpu", cpu());
    environment.put("blas", Blas.description());
    environment.put("host", host());
    return Map.copyOf(environment);
  }

  /** The processor's name if the system gives it (Linux), else its architecture. */
  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    try (var lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
