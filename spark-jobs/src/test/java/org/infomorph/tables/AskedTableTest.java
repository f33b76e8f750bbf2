package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageTypeParser;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.space.Neighbours;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTableTest {
  /** Numbers of all kinds, whole ones among them, and values that are no numbers. */
  private static final String SWEEP =
      """
      name: mixed
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: 0, to: 1, count: 3}}
        epochs: {path: training.epochs, values: [1, 2]}
        batch: {path: training.batch_size, values: [10, 20.0]}
        until: {path: training.until, values: [{}, {test_accuracy: 0.5}]}
      seeds: 2
      """;

  @TempDir Path temporary;

  private Folder folder() {
    return Folder.at(temporary.resolve("out").toString());
  }

  @Test
  void allThatWasAskedForComesBack() throws IOException {
    var asked = SweepFiles.asked(SweepFiles.sweep(temporary, SWEEP));

    assertFalse(AskedTable.exists(folder()));
    AskedTable.write(folder(), asked);
    assertTrue(AskedTable.exists(folder()));
    var read = AskedTable.read(folder());

    assertEquals(asked.points(), read.points());
    assertEquals(asked.asks(), read.asks());
    assertEquals(asked.sweep().toJson(), read.sweep().toJson());
    assertEquals(48, read.trials());
    assertTrue(read.isUniform());
    var chosen = read.ofPoints().stream().map(Ask::point).toList();
    assertEquals(
        Neighbours.of(asked.sweep().space(), asked.points(), chosen),
        Neighbours.of(read.sweep().space(), read.points(), chosen));
  }

  @Test
  void asksOfOnePointAddUp() throws IOException {
    var all = SweepFiles.asked(SweepFiles.sweep(temporary, SWEEP));
    var first = all.asks().get(0);
    var more = new Ask(0, first.pointId(), first.firstSeed() + 2, 3, 1, 1, "{}", "seeds", "why");
    var asked = new Asked(all.sweep(), all.points(), List.of(first, all.asks().get(1), more));
    AskedTable.write(folder(), asked);

    var read = AskedTable.read(folder());

    assertEquals(more, read.asks().get(2));
    assertEquals(7, read.trials());
    assertFalse(read.isUniform());
    assertEquals(5, read.seedSpan());
    assertEquals(0, read.ask(first.pointId(), first.firstSeed() + 1));
    assertEquals(2, read.ask(first.pointId(), first.firstSeed() + 4));
    assertEquals(-1, read.ask(first.pointId(), first.firstSeed() + 5));
    assertEquals(-1, read.ask("0123", first.firstSeed()));
    assertEquals(List.of(more, all.asks().get(1)), read.ofPoints());
  }

  @Test
  void anotherTableInItsPlaceIsRefusedInOneLine() throws IOException {
    var schema = MessageTypeParser.parseMessageType("message x { required int32 a; }");
    TableFolder.write(folder(), "asked", schema, Map.of(), rows -> {});

    var refused = assertThrows(SpecException.class, () -> AskedTable.read(folder()));

    assertTrue(refused.getMessage().contains("run the sweep again"), refused.getMessage());
  }
}
