package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.infomorph.trial.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatLockTest {
  private static final Duration STALE = Duration.ofSeconds(60);

  /** Beats when the test says so. */
  private static final HeartbeatLock.Times SLOW =
      new HeartbeatLock.Times(Duration.ofHours(1), STALE, Duration.ZERO);

  private final String name = UUID.randomUUID().toString();
  private final ObjectStore.Bucket bucket = ObjectStore.bucket(name);
  private final Path file = new Path("memory://" + name + "/trials/_lock");
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.get(URI.create("memory://" + name), new Configuration());
  }

  private HeartbeatLock take(HeartbeatLock.Times times) throws IOException {
    return HeartbeatLock.take(files, file, "memory://" + name + "/trials", times, false);
  }

  @Test
  void freshLockRefusesAndSaysWhoHasIt() throws IOException {
    try (var lock = take(SLOW)) {
      bucket.age("/trials/_lock", 59_000 - 2_000);
      var error = assertThrows(SpecException.class, () -> take(SLOW));

      assertTrue(
          error
              .getMessage()
              .matches(
                  "memory://\\S+/trials: another run is writing here \\(process \\d+ on \\S+, seen"
                      + " 5\\d s ago\\); wait for it, or stop it and wait 60 s"),
          error.getMessage());
      lock.check();
    }
    assertEquals(0, bucket.paths().size(), "neither the lock nor a probe is left");
  }

  @Test
  void staleLockIsTakenOverAndItsOwnerWritesNoMore() throws IOException {
    var killed = take(SLOW);
    bucket.age("/trials/_lock", 61_000);

    try (var lock = take(SLOW)) {
      killed.beat();
      var error = assertThrows(IOException.class, killed::check);
      assertTrue(error.getMessage().contains("another run has taken over (process "));
      assertThrows(IOException.class, killed::checkAtOnce);
      killed.close();
      lock.beat();
      lock.check();
      assertTrue(bucket.paths().contains("/trials/_lock"), "the new owner's lock stays");
    }
  }

  @Test
  void ownerWhoseLockFileWasDeletedWritesNoMore() throws IOException {
    try (var lock = take(SLOW)) {
      files.delete(file, false);
      lock.beat();
      assertTrue(assertThrows(IOException.class, lock::check).getMessage().contains("was deleted"));
    }
  }

  @Test
  void lockThatIsGivenBackPermitsNoMore() throws IOException {
    var lock = take(SLOW);
    lock.close();

    assertThrows(IOException.class, lock::check);
    assertFalse(files.exists(file));
  }

  @Test
  void lockIsRenewedByItself() throws Exception {
    var quick = new HeartbeatLock.Times(Duration.ofMillis(20), STALE, Duration.ZERO);
    try (var lock = take(quick)) {
      bucket.age("/trials/_lock", 50_000);
      long aged = bucket.modified("/trials/_lock");
      for (int i = 0; i < 500 && bucket.modified("/trials/_lock") == aged; i++) {
        Thread.sleep(20);
      }
      assertTrue(bucket.modified("/trials/_lock") > aged);
      lock.check();
    }
  }

  @Test
  void lockThatCannotBeRenewedForLongPermitsNoMore() throws Exception {
    var impatient =
        new HeartbeatLock.Times(Duration.ofMillis(1), Duration.ofMillis(50), Duration.ZERO);
    try (var lock = take(impatient)) {
      bucket.before(
          (verb, path) -> {
            throw new IOException("the network is down");
          });
      Thread.sleep(100);

      var error = assertThrows(IOException.class, lock::check);

      assertTrue(error.getMessage().contains("could not be renewed"), error.getMessage());
      bucket.before((verb, path) -> {});
    }
  }

  @Test
  void ofTwoThatLockAtATimeOnlyTheLaterOneMayWrite() throws IOException {
    var locks = new ArrayList<HeartbeatLock>();
    bucket.before(
        (verb, path) -> {
          bucket.before((v, p) -> {});
          locks.add(take(SLOW)); // between the other one's look and its PUT
        });

    try (var last = take(SLOW)) {
      locks.get(0).beat();
      last.beat();
      last.check();
      assertThrows(IOException.class, locks.get(0)::check);
    }
  }
}
