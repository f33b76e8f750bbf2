package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.infomorph.files.Folder;
import org.infomorph.files.ObjectStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an object store can promise: not at once, but soon, and never again taken back. */
@Tag("thorough")
class BufferedJournalTest {
  private final String name = UUID.randomUUID().toString();
  private final ObjectStore.Bucket bucket = ObjectStore.bucket(name);
  private final Folder folder = Folder.at("memory://" + name + "/trials");

  @Test
  void appendedTrialsAreSafeAndVisibleWithinSecondsByThemselves() throws Exception {
    var reader = Folder.at("memory://" + name + "/trials");
    try (var table = TrialTable.open(folder, trial -> {})) {
      Results.append(table, 1);
      long begun = System.nanoTime();
      while (present(reader).isEmpty()) {
        Thread.sleep(50);
        long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        assertTrue(waited < 60, "5 s are promised, and this machine may be busy");
      }
      Results.append(table, 2);
    }
    assertEquals(2, present(reader).size());
  }

  @Test
  void noAppendWaitsForARequest() throws Exception {
    var putBegun = new CountDownLatch(1);
    var networkIsBack = new CountDownLatch(1);
    try (var table = TrialTable.open(folder, trial -> {})) {
      Results.append(table, 0);
      bucket.before(
          (verb, path) -> {
            putBegun.countDown();
            await(networkIsBack);
          });
      assertTrue(putBegun.await(60, TimeUnit.SECONDS), "the segment is stored by itself");

      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (int i = 1; i < 100; i++) {
              Results.append(table, i);
            }
          });
      networkIsBack.countDown();
    }
    assertEquals(100, present(folder).size());
  }

  @Test
  void segmentThatCannotBeStoredStopsTheWriterAndItsTrialsAreMissing() throws Exception {
    var table = TrialTable.open(folder, trial -> {}, TrialTableTest.IMPATIENT);
    Results.append(table, 1);
    table.flush();
    Results.append(table, 2);
    bucket.before(
        (verb, path) -> {
          if (verb.equals("PUT")) {
            throw new IOException("the quota is used up");
          }
        });

    var error = assertThrows(IOException.class, table::close);
    assertTrue(error.getMessage().contains("the quota is used up"), error.getMessage());
    bucket.before((verb, path) -> {});
    try (var again = TrialTable.open(folder, trial -> {})) {
      assertTrue(again.contains(Results.id(1)));
      assertEquals(1, present(folder).size());
    }
  }

  @Test
  void requestThatFailsForAMomentCostsNothing() throws Exception {
    var failed = new CountDownLatch(1);
    try (var table = TrialTable.open(folder, trial -> {})) {
      bucket.before(
          (verb, path) -> {
            if (verb.equals("PUT") && path.contains("_journal")) {
              bucket.before((v, p) -> {});
              failed.countDown();
              throw new IOException("503 Slow Down");
            }
          });
      Results.append(table, 1);
      assertTrue(failed.await(60, TimeUnit.SECONDS));
      Results.append(table, 2);
    }
    assertEquals(2, present(folder).size());
  }

  @Test
  void errorInTheBackgroundStopsTheWriter() throws Exception {
    var table = TrialTable.open(folder, trial -> {});
    bucket.before(
        (verb, path) -> {
          if (path.contains("_journal")) {
            throw new NoClassDefFoundError("org/example/Gone");
          }
        });
    Results.append(table, 1);

    IOException noticed = null;
    for (int i = 0; i < 1200 && noticed == null; i++) {
      Thread.sleep(50);
      try {
        table.check();
      } catch (IOException e) {
        noticed = e;
      }
    }

    assertTrue(noticed != null && noticed.getMessage().contains("org/example/Gone"));
    assertThrows(IOException.class, () -> Results.append(table, 2));
    assertThrows(IOException.class, table::close);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static List<String> present(Folder folder) throws IOException {
    var found = new ArrayList<String>();
    TrialTable.scan(folder, trial -> found.add(trial.trialId()));
    return found;
  }
}
