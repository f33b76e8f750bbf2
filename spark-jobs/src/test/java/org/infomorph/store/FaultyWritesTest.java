package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.files.FlakyFileSystem;
import org.infomorph.files.FlakyFileSystem.Writing;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.files.GuardedFolder;
import org.infomorph.files.LeftOpenFile;
import org.infomorph.files.LockRequest;
import org.infomorph.files.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of a file system, as HDFS has them, that last for a moment or for good. */
@Tag("thorough")
class FaultyWritesTest {
  private static final Patience PATIENT =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofMillis(50));

  @TempDir Path place;
  private FlakyFileSystem files;
  private Folder folder;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    files = new FlakyFileSystem();
    folder = files.folder(place.resolve("trials"));
  }

  @Test
  void streamThatFailsAgainInCloseTellsWhy() {
    files.writing(Writing.LOST);

    var error =
        assertThrows(
            IOException.class,
            () -> {
              try (var out = folder.output("file").create(0)) {
                out.write(new byte[10]);
              }
            });

    assertTrue(error.getMessage().startsWith("All datanodes are bad"), error.toString());
    assertEquals(1, error.getSuppressed().length);
  }

  @ParameterizedTest
  @EnumSource(
      value = Writing.class,
      names = {"LOST", "DONE_BUT_REFUSED"})
  void lineThatCannotBeWrittenGoesIntoTheNextSegmentAndIsOneRow(Writing fault) throws Exception {
    var lock = folder.lock("_lock");
    var guarded = new GuardedFolder(folder, lock);
    var journal = new Journal(guarded, 1, 1000, PATIENT, this::note);
    journal.append(Results.id(1), line(1));
    files.writing(fault);
    var healer = new Thread(this::healOnceNoted);
    healer.start();

    journal.append(Results.id(2), line(2));
    journal.append(Results.id(3), line(3));

    healer.join();
    journal.close();
    assertTrue(notes.get(0).contains("All datanodes are bad"), notes.toString());
    assertEquals(1, notes.size(), "one line, however often it is tried");
    lock.close(); // the writer is killed here: the next one finds the segments as they are
    assertTrue(Journal.segments(folder).size() > 1);
    try (var table = TrialTable.open(folder, trial -> {})) {
      assertTrue(table.contains(Results.id(2)));
    }
    assertEquals(3, rows(), "each trial once");
  }

  @ParameterizedTest
  @EnumSource(
      value = Writing.class,
      names = {"LOST", "DONE_BUT_REFUSED"})
  void writerThatLivesThroughAFaultHasEachTrialOnce(Writing fault) throws Exception {
    try (var table = TrialTable.open(folder, trial -> {}, PATIENT)) {
      Results.append(table, 1);
      files.writing(fault);
      var healer = new Thread(this::healSoon);
      healer.start();
      Results.append(table, 2);
      healer.join();
      Results.append(table, 3);
      assertEquals(3, scanned());
    }
    assertEquals(3, rows(), "each trial once");
  }

  @Test
  void faultThatLastsEndsTheRunWithItsCauseInOneLine() throws IOException {
    var table = TrialTable.open(folder, trial -> {}, TrialTableTest.IMPATIENT);
    Results.append(table, 1);
    files.writing(Writing.LOST);

    var error = assertThrows(IOException.class, () -> Results.append(table, 2));

    assertEquals(
        folder.describe("_journal") + ": All datanodes are bad. Aborting...", error.getMessage());
    assertThrows(IOException.class, table::close);
    files.writing(Writing.WELL);
    try (var again = TrialTable.open(folder, trial -> {})) {
      assertTrue(again.contains(Results.id(1)), "what was stored stays");
      assertFalse(again.contains(Results.id(2)));
    }
  }

  /** A scheduled task that throws is not run again, and nobody hears of it. */
  @Test
  void anErrorInTheBackgroundEndsTheRunToo() throws Exception {
    var table = TrialTable.open(folder, trial -> {}, TrialTableTest.IMPATIENT);
    Results.append(table, 1);
    files.writing(Writing.ERROR); // met when the segment becomes a part

    var error = TrialTableTest.awaitFailure(table);

    assertEquals("java.lang.UnsatisfiedLinkError: no such library", error.getMessage());
  }

  @Test
  void segmentThatAKilledWriterLeftOpenIsClosedAndRead() throws IOException {
    leaveOpen(2);
    Runnable scan = () -> assertThrows(IOException.class, this::scanned);
    scan.run();

    var present = new ArrayList<String>();
    TrialTable.open(
            folder,
            new TrialTable.Weights(files.folder(place.resolve("weights")), id -> false),
            trial -> present.add(trial.trialId()),
            new LockRequest(this::note))
        .close();

    assertEquals(List.of(Results.id(1)), present);
    assertEquals(
        List.of(
            "waiting until HDFS has closed "
                + folder.describe("_journal/00000001.jsonl")
                + ", which a killed run left open (300 s at most)"),
        notes);
  }

  @Test
  void fileThatStaysOpenIsWaitedForNotForEver() throws IOException {
    var file = leaveOpen(Integer.MAX_VALUE);
    var open = LeftOpenFile.of(files, new org.apache.hadoop.fs.Path("file:" + file));

    var error =
        assertThrows(
            IOException.class,
            () -> open.close("the file", this::note, Duration.ofMillis(50), Duration.ofMillis(5)));

    assertTrue(error.getMessage().startsWith("the file: HDFS could not close this file"));
    assertEquals(1, error.getMessage().lines().count());
  }

  @Test
  void readersTellWhatTheyCannotReadAndReadTheRest() throws IOException {
    try (var table = TrialTable.open(folder, trial -> {})) {
      Results.append(table, 7);
    }
    leaveOpen(1);

    var seen = new ArrayList<String>();
    TrialTable.scan(folder, trial -> seen.add(trial.trialId()), this::note);
    TrialTable.scanWhole(folder, trial -> seen.add(trial.trialId()), this::note);
    TrialTable.noteWhatCannotBeRead(folder, this::note);

    assertEquals(List.of(Results.id(7), Results.id(7)), seen);
    assertEquals(3, notes.size());
    assertEquals(
        folder.describe("_journal/00000001.jsonl")
            + ": cannot be read now (Cannot obtain block length for LocatedBlock); if its writer"
            + " was killed, the next run closes it; its trials are left out",
        notes.get(0));
  }

  private Path leaveOpen(int looks) throws IOException {
    FolderKind.write(folder, "_journal/00000001.jsonl", line(1) + "\n");
    var file = place.resolve("trials/_journal/00000001.jsonl");
    assertTrue(Files.exists(file));
    files.leaveOpen(file, looks);
    return file;
  }

  private synchronized void note(String note) {
    notes.add(note);
  }

  private synchronized boolean noted() {
    return !notes.isEmpty();
  }

  private void healOnceNoted() {
    while (!noted()) {
      Thread.onSpinWait();
    }
    files.writing(Writing.WELL);
  }

  private void healSoon() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    files.writing(Writing.WELL);
  }

  private static String line(int number) {
    return org.infomorph.result.ResultFormat.toJson(Results.result(number));
  }

  private int scanned() throws IOException {
    var seen = new ArrayList<String>();
    TrialTable.scan(folder, trial -> seen.add(trial.trialId()));
    return seen.size();
  }

  private long rows() throws IOException {
    long rows = 0;
    for (var part : Parts.list(folder)) {
      rows += Parts.rows(folder, part.name());
    }
    return rows;
  }
}
