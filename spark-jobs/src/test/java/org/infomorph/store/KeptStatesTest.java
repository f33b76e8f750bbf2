package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infomorph.cluster.Pause;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.files.FolderLostException;
import org.infomorph.files.WritePermit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptStatesTest {
  private static final String TEXT = "a\nstate with an umlaut, ü\n";

  @TempDir Path place;
  private final List<String> notes = new ArrayList<>();

  private KeptStates open(Folder folder) {
    return new KeptStates(folder, notes::add);
  }

  @ParameterizedTest
  @EnumSource(FolderKind.class)
  void whatIsKeptIsThereForTheNextRunUntilItIsDropped(FolderKind kind) throws IOException {
    var folder = kind.at(place);
    try (var states = open(folder)) {
      assertEquals(Optional.empty(), states.of("one"));
      states.keep("one", TEXT);
      states.keep("two", "other");
      states.keep("gone", "dropped while it is written, or after");
      states.drop("gone");
      assertEquals(Optional.of(TEXT), states.of("one"), "written or not");
      assertEquals(Optional.empty(), states.of("gone"));
      states.drop("never kept");
    }
    assertEquals(List.of("one", "two"), folder.list("states"));

    try (var states = open(folder)) {
      assertEquals(Optional.of(TEXT), states.of("one"));
      assertEquals(Optional.of("other"), states.of("two"));
      assertTrue(states.largest() >= 5);
      states.drop("two");
      assertEquals(Optional.empty(), states.of("two"));
    }
    assertEquals(List.of("one"), folder.list("states"));

    var states = open(folder);
    states.dropAll();
    states.keep("late", "of a run that has ended");
    assertFalse(folder.exists("states"));
    assertEquals(List.of(), notes);
  }

  @Test
  void moreThanARunMayKeepIsNotedOnceAndNotKept() throws IOException {
    var folder = Folder.at(place.toString());
    try (var states = new KeptStates(folder, notes::add, 10)) {
      states.keep("one", "0123456789");
      states.keep("two", "0123456789");
      states.keep("three", "0123456789");
    }
    assertEquals(List.of("one"), folder.list("states"));
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).endsWith("are trained from their beginning"), notes.toString());
  }

  @Test
  void whatIsDroppedMakesRoomAndWhatAnEarlierRunKeptTakesIt() throws IOException {
    var folder = Folder.at(place.toString());
    try (var states = new KeptStates(folder, notes::add, 20)) {
      states.keep("one", "0123456789");
      states.keep("one", "9876543210"); // as a trial that ran twice does
      states.keep("two", "0123456789");
      states.drop("one");
      states.keep("three", "0123456789");
    }
    assertEquals(List.of(), notes);
    try (var states = new KeptStates(folder, notes::add, 20)) {
      states.keep("four", "0123456789");
      assertEquals(1, notes.size());
      states.drop("two");
      states.keep("five", "0123456789");
    }
    assertEquals(List.of("five", "three"), folder.list("states"));
  }

  @Test
  void aStateThatCannotBeWrittenIsNotedOnceAndStopsNobody() throws IOException {
    Files.writeString(place.resolve("states"), "a file where the folder should be");
    try (var states = open(Folder.at(place.toString()))) {
      states.keep("one", TEXT);
      states.keep("two", TEXT);
    }
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).startsWith("the states of an earlier run cannot be"), notes.toString());
  }

  @Test
  void aRunThatHasLostItsFolderKeepsNothingMore() throws IOException {
    var folder =
        Folder.at(place.toString())
            .guardedBy(
                new WritePermit() {
                  @Override
                  public void check() throws IOException {
                    throw new FolderLostException("lost");
                  }

                  @Override
                  public void checkAtOnce() throws IOException {
                    check();
                  }
                });
    try (var states = open(folder)) {
      states.keep("one", TEXT);
    }
    assertFalse(Files.exists(place.resolve("states/one")));
    try (var states = open(folder)) {
      states.keep("one", TEXT);
      assertThrows(
          FolderLostException.class,
          () -> {
            for (int k = 0; k < 3000; k++) { // as soon as a writer has noticed
              states.keep("two", TEXT);
              Pause.millis(10);
            }
          });
    }
  }
}
