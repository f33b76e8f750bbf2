package org.infomorph.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatLockTest {
  private static final Duration STALE = Duration.ofSeconds(60);

  /** Beats when the test says so. */
  private static final HeartbeatLock.Times SLOW =
      new HeartbeatLock.Times(Duration.ofHours(1), STALE, Duration.ZERO);

  private final String name = UUID.randomUUID().toString();
  private final ObjectStore.Bucket bucket = ObjectStore.bucket(name);
  private final Path file = new Path("memory://" + name + "/trials/_lock");
  private FileSystem files;

  /** A clock that the test may set. */
  private final AtomicReference<LongSupplier> clock = new AtomicReference<>(System::nanoTime);

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.get(URI.create("memory://" + name), new Configuration());
  }

  private HeartbeatLock take(HeartbeatLock.Times times) throws IOException {
    return take(times, LockRequest.USUAL);
  }

  private HeartbeatLock take(HeartbeatLock.Times times, LockRequest request) throws IOException {
    return HeartbeatLock.take(
        files,
        file,
        "memory://" + name + "/trials",
        times,
        false,
        request,
        () -> clock.get().getAsLong());
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
                      + " 5\\d s ago\\); wait for it, or stop it and wait 60 s, or see --break-lock"),
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

  /** Another run may come when 60 s are over; two thirds of that leave time for a change. */
  @Test
  void ownerStopsWellBeforeAnotherOneMayTakeOver() throws IOException {
    var now = new AtomicLong(1_000_000_000);
    clock.set(now::get);
    try (var lock = take(SLOW)) {
      networkIsDown();

      now.addAndGet(Duration.ofSeconds(40).toNanos());
      lock.check();
      now.addAndGet(Duration.ofMillis(100).toNanos());

      assertThrows(IOException.class, lock::check);
      bucket.before((verb, path) -> {});
      lock.check(); // nobody has taken it meanwhile
    }
  }

  private void networkIsDown() {
    bucket.before(
        (verb, path) -> {
          throw new IOException("the network is down");
        });
  }

  @Test
  void errorInTheHeartIsNotSilent() throws Exception {
    var quick = new HeartbeatLock.Times(Duration.ofMillis(5), STALE, Duration.ZERO);
    try (var lock = take(quick)) {
      bucket.before(
          (verb, path) -> {
            throw new NoClassDefFoundError("org/example/Gone");
          });

      for (int i = 0; i < 2000 && !isLost(lock); i++) {
        Thread.sleep(5);
      }

      var error = assertThrows(IOException.class, lock::checkAtOnce);
      assertTrue(error.getMessage().contains("org/example/Gone"), error.getMessage());
      bucket.before((verb, path) -> {});
    }
  }

  private static boolean isLost(HeartbeatLock lock) {
    try {
      lock.checkAtOnce();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** As HDFS does it: what is there is deleted, and then there is no room for what comes. */
  @Test
  void lockSurvivesThatItsFileCannotBeWrittenAnew() throws IOException {
    try (var lock = take(SLOW)) {
      bucket.before(
          (verb, path) -> {
            if (verb.equals("PUT") && path.equals("/trials/_lock")) {
              files.delete(file, false);
              throw new IOException("The DiskSpace quota is exceeded");
            }
          });
      bucket.age("/trials/_lock", 30_000);
      lock.beat();
      lock.check();
      assertFalse(files.exists(file));
      lock.beat();
      lock.check();

      bucket.before((verb, path) -> {}); // somebody has tidied up
      lock.beat();

      lock.check();
      assertTrue(files.exists(file));
      assertThrows(SpecException.class, () -> take(SLOW));
    }
  }

  @Test
  void lockIsRenewedWithoutRoomWhereTimesCanBeSet(@TempDir java.nio.file.Path place)
      throws IOException {
    var full = new FlakyFileSystem();
    var lockFile = new Path("file:" + place.resolve("_lock"));
    try (var lock = HeartbeatLock.take(full, lockFile, "here", SLOW, true, LockRequest.USUAL)) {
      full.setTimes(lockFile, System.currentTimeMillis() - 50_000, -1);
      full.writing(FlakyFileSystem.Writing.LOST);

      lock.beat();

      lock.check();
      long age = System.currentTimeMillis() - full.getFileStatus(lockFile).getModificationTime();
      assertTrue(age < 20_000, age + " ms");
      assertTrue(full.getFileStatus(lockFile).getLen() > 0, "it still names its owner");
      full.writing(FlakyFileSystem.Writing.WELL);
    }
  }

  @Test
  void ownerNeedsNoMachineThatHoldsTheBytesOfTheLock(@TempDir java.nio.file.Path place)
      throws IOException {
    var hdfs = new FlakyFileSystem();
    var lockFile = new Path("file:" + place.resolve("_lock"));
    try (var lock = HeartbeatLock.take(hdfs, lockFile, "here", SLOW, true, LockRequest.USUAL)) {
      hdfs.leaveOpen(place.resolve("_lock"), Integer.MAX_VALUE); // cannot be read now
      lock.beat();
      lock.check();

      hdfs.delete(lockFile, false);
      hdfs.create(lockFile, true).close(); // another file of the same name
      lock.beat();

      assertThrows(FolderLostException.class, lock::check);
    }
  }

  @Test
  void driverThatAClusterStartsAgainWaitsForTheDeadOne() throws IOException {
    leaveLock("process 7 on elsewhere, id");
    var times = new HeartbeatLock.Times(Duration.ofHours(1), Duration.ofMillis(400), Duration.ZERO);
    assertThrows(SpecException.class, () -> take(times));
    var notes = new ArrayList<String>();

    try (var lock = take(times, new LockRequest(true, "", notes::add))) {
      lock.check();
    }

    assertEquals(1, notes.size(), notes.toString());
    assertTrue(
        notes.get(0).endsWith("for the lock of process 7 on elsewhere, in case it is dead"),
        notes.get(0));
  }

  @Test
  void waitingForARunThatLivesHasAnEnd() throws IOException {
    var times =
        new HeartbeatLock.Times(Duration.ofMillis(10), Duration.ofMillis(300), Duration.ZERO);
    try (var lock = take(times)) {
      var waiting = new LockRequest(true, "", note -> {});
      assertThrows(SpecException.class, () -> take(times, waiting));
      lock.check();
    }
  }

  @Test
  void onlyTheLockThatIsNamedIsBroken() throws IOException {
    leaveLock("process 7 on elsewhere, id");
    assertEquals(Optional.of("process 7 on elsewhere"), HeartbeatLock.holder(files, file));
    assertThrows(
        SpecException.class,
        () -> take(SLOW, new LockRequest(false, "process 8 on elsewhere", note -> {})));

    try (var lock = take(SLOW, new LockRequest(false, "process 7 on elsewhere", note -> {}))) {
      lock.check();
    }
    assertEquals(Optional.empty(), HeartbeatLock.holder(files, file));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processThatIsSurelyDeadLosesItsLockAtOnce() throws IOException {
    var own = ProcessMark.own().orElseThrow();
    var host = java.net.InetAddress.getLocalHost().getHostName();
    var owner = "process " + Integer.MAX_VALUE + " on " + host + ", id ";
    leaveLock(owner + new ProcessMark("another boot", own.space(), 5));
    assertThrows(SpecException.class, () -> take(SLOW));
    leaveLock(owner.replace(host, "another-host") + own);
    assertThrows(SpecException.class, () -> take(SLOW));

    leaveLock(owner + own);

    take(SLOW).close();
  }

  private void leaveLock(String content) throws IOException {
    try (var out = files.create(file, true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
