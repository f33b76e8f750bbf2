package org.infomorph.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.space.Neighbours.Pair;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
  @TempDir Path folder;

  @Test
  void numbersAreOrderedByValueAndTextsAsListed() {
    var pairs =
        pairs(
            "grid", "x: {path: a, values: [2, 0.5]}", "y: {path: b, values: [one, null, [1], 2]}");

    assertEquals(
        List.of(
            new Pair(0, 4, 0),
            new Pair(0, 5, 1),
            new Pair(0, 6, 2),
            new Pair(0, 7, 3),
            new Pair(1, 4, 5),
            new Pair(1, 5, 6),
            new Pair(1, 6, 7),
            new Pair(1, 0, 1),
            new Pair(1, 1, 2),
            new Pair(1, 2, 3)),
        pairs);
  }

  @Test
  void pointsThatAreMissingAreSkipped() {
    assertEquals(
        List.of(new Pair(0, 0, 1)),
        pairs("listed", "x: {path: a, values: [0, 2, 1]}", "y: {path: b, values: [0, 0, 1]}"));
  }

  @Test
  void largeIntegersAndFlagsAreToldApart() {
    assertEquals(
        List.of(new Pair(0, 2, 0), new Pair(0, 3, 1), new Pair(1, 2, 3), new Pair(1, 0, 1)),
        pairs(
            "grid",
            "x: {path: a, values: [9007199254740993, 9007199254740992]}",
            "y: {path: b, values: [true, false]}"));
  }

  @Test
  void equalNumbersAreNoNeighbours() {
    assertEquals(List.of(), pairs("grid", "x: {path: a, values: [1.0, 1.00]}"));
  }

  @Test
  void randomPointsOfTwoAxesHaveNone() {
    assertEquals(
        List.of(),
        pairs(
            "random\npoints: 50",
            "x: {path: a, linear: {from: 0, to: 1}}",
            "y: {path: b, linear: {from: 0, to: 1}}"));
  }

  @Test
  void sweepWithoutAxesHasNone() {
    assertEquals(List.of(), pairs("grid"));
  }

  private List<Pair> pairs(String plan, String... axes) {
    var text = "name: n\ntrial: trial.yaml\nplan: " + plan + "\n";
    for (var axis : axes) {
      text += (text.contains("axes:") ? "  " : "axes:\n  ") + axis + "\n";
    }
    var sweep = SweepFiles.sweep(folder, text);
    var points = sweep.plan().next(sweep.space(), List.of(), Integer.MAX_VALUE);
    var all = IntStream.range(0, points.size()).boxed().toList();
    return Neighbours.of(sweep.space(), points, all);
  }
}
