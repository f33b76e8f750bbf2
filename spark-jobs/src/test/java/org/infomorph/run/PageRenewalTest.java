package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  @Test
  void thePageIsThereWhileTheSweepRunsAndNotBeforeItIsDue() throws Exception {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var place = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    place.write(SweepFiles.asked(sweep));
    var page = folder.resolve("out/report.html");
    var trials = SweepFiles.trials(sweep);
    var trial = trials.trials().get(0);
    try (var table = TrialTable.open(place.trials(), there -> {})) {
      try (var idle = PageRenewal.begin(place)) {
        assertEquals(idle, idle); // ends at once, long before it is due
      }
      assertFalse(Files.exists(page));
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
      try (var renewal = PageRenewal.begin(place, TimeUnit.MILLISECONDS.toNanos(20))) {
        table.append(result.trialId(), ResultFormat.toJson(result));
        Pause.until(renewal + " writes a page", () -> Files.exists(page), Duration.ofSeconds(50));
      }
      assertTrue(Files.readString(page).contains("<title>small</title>"));
    }
    try (var names = Files.list(folder.resolve("out"))) {
      assertFalse(names.anyMatch(name -> name.toString().endsWith(".live")), "half a page is left");
    }
  }
}
