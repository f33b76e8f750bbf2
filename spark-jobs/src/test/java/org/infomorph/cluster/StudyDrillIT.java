package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A study of each kind of lane, with trials that are really trained: it takes the same decisions
 * and has the same contents on one core, on two, in packs, on a cluster, with speculation, and
 * after any number of kills.
 */
class StudyDrillIT {
  private static final int KILLS = Integer.getInteger("infomorph.drill.kills", 10);
  private static final Duration ENOUGH = Duration.ofMinutes(10);

  /** What decides is a validation score. */
  private static final String TRIAL =
      "trial:\n"
          + SweepFiles.TRIAL
              .replace(
                  "{epochs: 1, batch_size: 40}",
                  "{epochs: 10, batch_size: 20," + " validation_fraction: 0.25}")
              .indent(2);

  private static final String HEAD = "name: study\nmeasure: validation_accuracy\n" + TRIAL;

  private static final String REFINE =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 4}}
            unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 4}}
          plan: {refine: {levels: 2}}
          seeds: {from: 2, to: 4, sure: 0.95}
          budget: {trials: 120}
          """;

  private static final String SEARCH =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
            unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
            con: {path: "network.layers.out.goal.{c}", linear: {from: -1, to: 1}}
          plan: {search: {seed: 3}}
          per_point: {rungs: {path: training.epochs, values: [2, 6, 12], keep: 0.4}}
          budget: {trials: 100}
          """;

  private static final List<String> SPECULATION =
      List.of(
          "--conf",
          "spark.speculation=true",
          "--conf",
          "spark.speculation.interval=20ms",
          "--conf",
          "spark.speculation.quantile=0.1",
          "--conf",
          "spark.speculation.multiplier=1.1",
          "--conf",
          "spark.speculation.minTaskRuntime=20ms");

  @TempDir Path folder;

  /** The hash of a study's contents, and the rows of its table {@code decisions}. */
  private record Came(String contents, List<String> decisions) {
    static Came of(Drill drill) throws IOException {
      var decisions = drill.rows("decisions");
      assertTrue(decisions.size() > 20, decisions.size() + " decisions");
      return new Came(drill.contents(), decisions);
    }
  }

  static Stream<String> studies() {
    return Stream.of(REFINE, SEARCH);
  }

  private Drill drill(String name, String study, int pack) throws IOException {
    var place = folder.resolve(name);
    return new Drill(place, study, pack, place.resolve("results").toString(), Reach.OF_THE_BUILD);
  }

  private static Came end(Drill drill, LoggedProcess run) throws IOException {
    assertEquals(0, run.exitCode(ENOUGH), run.output());
    return Came.of(drill);
  }

  private Came here(String name, String study, int cores, int pack) throws IOException {
    var drill = drill(name, study, pack);
    return end(drill, drill.startHere(List.of("-Dspark.master=local[" + cores + "]")));
  }

  @Test
  @Tag("cluster")
  void aStudyIsTheSameOnAnyNumberOfCoresInPacksOnAClusterAndWithSpeculation() throws IOException {
    try (var cluster = StandaloneCluster.start("studies")) {
      for (var study : studies().toList()) {
        var kind = study.equals(REFINE) ? "refine-" : "search-";
        var one = here(kind + "one-core", study, 1, 1);

        assertEquals(one, here(kind + "two-cores", study, 2, 1));
        assertEquals(one, here(kind + "packs", study, 2, 7));
        for (var options : List.of(List.<String>of(), SPECULATION)) {
          var drill = drill(kind + "cluster-" + options.size(), study, 1);
          assertEquals(one, end(drill, drill.startOn(cluster, options.toArray(new String[0]))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  @Tag("faults")
  void aStudyThatIsKilledAtRandomMomentsTakesTheSameDecisions(String study) throws IOException {
    var calm = here("calm", study, 2, 1);
    var drill = drill("killed", study, 1);
    var random = new Random(20261126);
    var there = new ArrayList<Integer>();
    for (int kill = 0; kill < KILLS; kill++) {
      int more = drill.table().size() + random.nextInt(10);
      var run = drill.startHere();
      if (kill % 4 == 0) { // one in four is killed while it starts
        Pause.millis(random.nextInt(4000));
      } else {
        drill.awaitTraining(run);
        Pause.until("more trials", () -> !run.isAlive() || trials(drill) >= more, ENOUGH);
        Pause.millis(random.nextInt(200));
      }
      if (!run.isAlive()) { // it was done before
        assertEquals(0, run.exitCode(ENOUGH), run.output());
        break;
      }
      run.kill();
      drill.disturbed();
      there.add(drill.table().size());
    }

    assertEquals(calm, end(drill, drill.startHere()), "killed when there were " + there);
    assertTrue(there.size() > KILLS / 2, "killed when there were " + there);
    assertTrue(there.get(there.size() - 1) > 0, "killed when there were " + there);
    assertEquals(0, drill.lostOrRerun(), "killed when there were " + there);
  }

  private static int trials(Drill drill) {
    try {
      return drill.table().size();
    } catch (IOException e) {
      return 0; // the table is being written
    }
  }
}
