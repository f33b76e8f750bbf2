package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.infomorph.cluster.Pause;
import org.infomorph.files.Folder;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PageRenewalTest {
  @TempDir Path folder;

  private final List<String> notes = new CopyOnWriteArrayList<>();

  private SweepFolder place;
  private Path page;

  private TrialTable begun() throws IOException {
    place = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    place.write(SweepFiles.asked(SweepFiles.sweep(folder, SweepFiles.SWEEP)));
    page = folder.resolve("out/report.html");
    return TrialTable.open(place.trials(), there -> {});
  }

  private void append(TrialTable table, int number) throws IOException {
    var trials = SweepFiles.trials(SweepFiles.sweep(folder, SweepFiles.SWEEP));
    var trial = trials.trials().get(number);
    var result =
        new TrialResult(
            trial.trialId(),
            trials.pointId(trial.point()),
            trial.seed(),
            trials.canonical(trial),
            TrialResult.Status.OK,
            "",
            Instant.parse("2026-11-01T10:00:00Z"),
            1,
            CodeVersion.get(),
            Map.of(),
            Map.of("test_accuracy", 0.5),
            List.of(),
            List.of());
    table.append(result.trialId(), ResultFormat.toJson(result));
  }

  private PageRenewal renewal(long mostTrials) {
    long pause = TimeUnit.MILLISECONDS.toNanos(20);
    var pace = new SweepFollower.Pace(pause, took -> pause, mostTrials, 1_000_000);
    return PageRenewal.begin(place, pace, notes::add);
  }

  @Test
  void thePageIsThereWhileTheSweepRunsAndNotBeforeItIsDue() throws Exception {
    try (var table = begun()) {
      try (var idle = PageRenewal.begin(place, notes::add)) {
        assertEquals(idle, idle); // ends at once, long before it is due
      }
      assertFalse(Files.exists(page));
      try (var renewal = renewal(200_000)) {
        append(table, 0);
        Pause.until(renewal + " writes a page", () -> Files.exists(page), Duration.ofSeconds(50));
      }
      assertTrue(Files.readString(page).contains("<title>small</title>"));
    }
    assertEquals(List.of(), notes);
    try (var names = Files.list(folder.resolve("out"))) {
      assertFalse(names.anyMatch(name -> name.toString().endsWith(".live")), "half a page is left");
    }
  }

  @Test
  void afterAWriteThatFailedItTriesAgain() throws Exception {
    try (var table = begun()) {
      Files.createDirectories(page.resolve("in-the-way"));
      try (var renewal = renewal(200_000)) {
        append(table, 0);
        Pause.until(renewal + " fails", () -> !notes.isEmpty(), Duration.ofSeconds(50));
        Files.delete(page.resolve("in-the-way"));
        Files.delete(page);
        Pause.until(
            renewal + " writes a page", () -> Files.isRegularFile(page), Duration.ofSeconds(50));
      }
    }
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(
        notes.get(0).startsWith("report.html is not renewed before the end: "), notes.get(0));
  }

  @Test
  void ofASweepThatIsTooLargeForItItSaysSo() throws Exception {
    try (var table = begun()) {
      append(table, 0);
      try (var renewal = renewal(3)) {
        Pause.until(renewal + " says so", () -> !notes.isEmpty(), Duration.ofSeconds(50));
      }
      assertFalse(Files.exists(page));
    }
    assertEquals(
        List.of("report.html is not renewed before the end: the sweep has more than 3 trials"),
        notes);
  }
}
