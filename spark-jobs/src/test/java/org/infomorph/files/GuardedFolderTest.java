package org.infomorph.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has lost the lock of one folder changes nothing in all that the lock was for. */
@ParameterizedClass
@EnumSource(FolderKind.class)
class GuardedFolderTest {
  @Parameter FolderKind kind;
  @TempDir Path place;

  @Test
  void lostLockOfTheTrialsStopsTablesAndReportAlike() throws IOException {
    var sweep = kind.at(place.resolve("sweep"));
    var lock = sweep.folder("trials").lock("_lock");
    var guarded = sweep.guardedBy(lock);
    FolderKind.write(guarded, "_report.new", "old");
    guarded.publish("_report.new", "report.html");
    FolderKind.write(guarded, "_report.new", "new");
    var open = guarded.create("sweep.yaml");

    lock.close(); // as if another run had taken it

    for (var tables :
        List.of(guarded.folder("tables"), guarded.folder("tables").folder("points"))) {
      assertLost(() -> tables.create("file"));
      assertLost(() -> tables.output("file"));
    }
    assertLost(() -> guarded.publish("_report.new", "report.html"));
    assertLost(() -> guarded.delete("report.html"));
    assertLost(() -> guarded.deleteFolder("tables"));
    assertLost(() -> open.append("line"));
    assertEquals("old", sweep.read("report.html"));
    assertFalse(sweep.exists("tables"));
  }

  @Test
  void bothLocksAreNeededWhereThereAreTwo() throws IOException {
    var sweep = kind.at(place.resolve("sweep"));
    var trials = sweep.folder("trials").lock("_lock");
    var tables = sweep.folder("tables").lock("_lock");
    var both = sweep.guardedBy(trials).guardedBy(tables);
    both.deleteFolder("none");

    tables.close();
    assertLost(() -> both.deleteFolder("none"));
    trials.close();
    assertLost(() -> sweep.guardedBy(trials).deleteFolder("none"));
  }

  private static void assertLost(Executable change) {
    assertThrows(FolderLostException.class, change);
  }
}
