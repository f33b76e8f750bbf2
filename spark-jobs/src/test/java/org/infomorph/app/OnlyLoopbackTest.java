package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.Consent;
import org.infomorph.run.SweepFolder;
import org.infomorph.session.Sessions;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Looks, as Linux tells it of this very process, at which addresses somebody could knock. */
@Tag("spark")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc/self/net/tcp")
class OnlyLoopbackTest {
  /** As /proc writes 127.0.0.1, ::1 and ::ffff:127.0.0.1. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private static final String LISTEN = "0A";
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  @TempDir Path folder;

  @Test
  void whatListensIsFound() throws IOException {
    try (var open = new ServerSocket(0);
        var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(open.isBound() && closed.isBound());
      assertEquals(1, listening(address -> !LOOPBACK.contains(address)).size());
      assertFalse(listening(LOOPBACK::contains).isEmpty());
    }
  }

  @Test
  void whileASweepRunsInThisProcessNobodyElsewhereCanReachIt() throws IOException {
    TrialRunner watchful =
        spec -> {
          try {
            SEEN.addAll(listening(address -> true));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new FakeTrials(false, false).run(spec);
        };
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var results = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    var out = new PrintWriter(new StringWriter());

    new ConsoleRun(
            Rounds.begin(sweep, spec -> {}),
            results,
            watchful,
            () -> Sessions.start(Optional.of("local[2]")),
            out,
            Consent.NONE,
            1)
        .run();

    assertFalse(SEEN.isEmpty(), "the driver's own socket, at least");
    for (var address : SEEN) {
      assertTrue(LOOPBACK.contains(address.split(":")[0]), "listens on " + address);
    }
  }

  /** Addresses, in hexadecimal, with their ports, at which this process listens. */
  private static Set<String> listening(Predicate<String> address) throws IOException {
    var own = ownSockets();
    var found = new TreeSet<String>();
    for (var table : new String[] {"tcp", "tcp6"}) {
      var file = Path.of("/proc/self/net", table);
      if (!Files.exists(file)) {
        continue; // no IPv6 here
      }
      for (var line : Files.readAllLines(file)) {
        var columns = line.strip().split("\\s+");
        if (columns[3].equals(LISTEN)
            && own.contains(columns[9])
            && address.test(columns[1].split(":")[0])) {
          found.add(columns[1]);
        }
      }
    }
    return found;
  }

  /** The inodes of all sockets of this process. */
  private static Set<String> ownSockets() throws IOException {
    var inodes = new HashSet<String>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        try {
          var target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (IOException e) {
          // closed meanwhile
        }
      }
    }
    return inodes;
  }
}
