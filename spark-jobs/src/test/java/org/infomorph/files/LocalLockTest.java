package org.infomorph.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only another process can tell whether a lock of the kernel holds. */
class LocalLockTest {
  @TempDir Path place;

  /** Another process, which says whether it gets the lock. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws IOException {
      try (var lock = new LocalFolder(Path.of(args[0])).lock("_lock")) {
        lock.check();
        System.out.print("locked");
      } catch (SpecException e) {
        System.out.print("refused");
      }
    }
  }

  private static String otherProcess(Path folder) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var process =
        new ProcessBuilder(java, "-cp", path, OtherProcess.class.getName(), folder.toString())
            .redirectError(new File("/dev/null"))
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void refusedSecondLockLeavesTheFirstOne() throws Exception {
    var folder = Files.createDirectories(place.resolve("trials"));
    var link = Files.createSymbolicLink(place.resolve("link"), folder);
    var hardLink = Files.createDirectories(place.resolve("elsewhere"));

    try (var lock = new LocalFolder(folder).lock("_lock")) {
      Files.createLink(hardLink.resolve("_lock"), folder.resolve("_lock"));
      for (var name : new Path[] {folder, link, hardLink, folder.resolve("../trials/.")}) {
        assertThrows(SpecException.class, () -> new LocalFolder(name).lock("_lock"));
        assertTrue(new LocalFolder(name).lockHolder("_lock").isPresent());
      }
      assertEquals("refused", otherProcess(folder));
      lock.check();
    }

    assertEquals("locked", otherProcess(folder));
  }

  @Test
  void lockWhoseFileWasReplacedIsLost() throws IOException {
    var lock = new LocalFolder(place).lock("_lock");
    Files.delete(place.resolve("_lock"));
    assertThrows(FolderLostException.class, lock::check);
    var another = new LocalFolder(place).lock("_lock");

    assertThrows(FolderLostException.class, lock::check);
    assertThrows(FolderLostException.class, lock::checkAtOnce);
    lock.close();
    another.check();
    another.close();
  }

  @Test
  void nobodyHoldsWhatWasGivenBack() throws IOException {
    var folder = new LocalFolder(place);
    assertEquals(Optional.empty(), folder.lockHolder("_lock"));
    folder.lock("_lock").close();

    assertEquals(Optional.empty(), folder.lockHolder("_lock"));
    folder.lock("_lock").close();
  }
}
