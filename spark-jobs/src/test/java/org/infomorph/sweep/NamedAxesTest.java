package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.space.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values and axes with names, and axes that set several fields. */
class NamedAxesTest {
  private static final String HEAD = "name: n\ntrial: trial.yaml\nmeasure: test_accuracy\naxes:\n";

  private static final String VALUES =
      HEAD
          + "  method: {path: training.method, values: [local, {backprop: {learning_rate: 0.01}}]}\n";

  private static final String NAMED =
      HEAD
          + """
            method:
              path: training.method
              values: {infomorphic: local, backprop: {backprop: {learning_rate: 0.01}}}
              label: "Γ method"
          """;

  /** The bins of both sources, by one axis and by an axis each. */
  private static final String BOTH =
      HEAD
          + """
            bins:
              paths: [network.layers.out.bins.r, network.layers.out.bins.c]
              values: [{count: 4, range: normalised}, {count: 8, range: normalised}]
          """;

  @TempDir Path folder;

  private List<String> ids(String sweep) {
    var trials = SweepFiles.trials(SweepFiles.sweep(folder, sweep));
    return trials.trials().stream().map(SweepTrials.Trial::trialId).toList();
  }

  @Test
  void namesChangeNoTrial() {
    assertEquals(ids(VALUES), ids(NAMED));
  }

  @Test
  void namesStandForValuesInColumnsRowsAndWords() {
    var sweep = SweepFiles.sweep(folder, NAMED);
    var trials = SweepFiles.trials(sweep);
    var axis = sweep.space().axes().get(0);
    var point = trials.points().get(1);

    assertEquals(Axis.Type.TEXT, axis.type());
    assertEquals("backprop", axis.column(point.values().get(0)));
    assertEquals("Γ method", axis.words());
    assertEquals("method=backprop", Texts.point(sweep, point));
    assertEquals("backprop", trials.place(trials.trials().get(1)).axes().get("method"));
    var copy = SpecFile.parse("copy", CanonicalJson.write(point.values().get(0)));
    assertEquals("backprop", axis.column(copy), "another node of the same value");
  }

  @Test
  void namesOfNumbersAreTextsInColumns() {
    var sizes =
        HEAD + "  bins: {path: network.layers.out.bins.r.count, values: {small: 4, large: 8}}\n";
    var sweep = SweepFiles.sweep(folder, sizes);
    var axis = sweep.space().axes().get(0);

    assertEquals(Axis.Type.TEXT, axis.type());
    assertEquals("large", axis.column(axis.values().at(1)));
    assertEquals("bins=small", Texts.point(sweep, SweepFiles.trials(sweep).points().get(0)));
  }

  @Test
  void whatIsStoredReadsBackWithItsNames() {
    for (var text : List.of(NAMED, BOTH)) {
      var sweep = SweepFiles.sweep(folder, text);

      var stored = Sweep.stored("sweep.yaml", SpecFile.write(sweep.toJson()));

      assertEquals(sweep.space(), stored.space());
      assertEquals(CanonicalJson.write(sweep.toJson()), CanonicalJson.write(stored.toJson()), text);
    }
  }

  @Test
  void aPlanOfGivenPointsTakesNames() {
    var given = NAMED + "plan: given\npoints: [[backprop], [infomorphic]]\n";

    assertEquals(List.of(ids(NAMED).get(1), ids(NAMED).get(0)), ids(given));
    var file = SweepFiles.write(folder, NAMED + "plan: given\npoints: [[hebb]]\n");
    var error =
        assertThrows(SpecException.class, () -> SweepFiles.trials(Sweep.read(file, List.of())));
    assertTrue(error.getMessage().contains("\"hebb\" on the axis method"), error.getMessage());
    assertTrue(error.getMessage().contains("infomorphic, backprop"), error.getMessage());
  }

  @Test
  void anErrorOfATrialNamesTheValueByItsName() {
    var file =
        SweepFiles.write(
            folder,
            HEAD
                + "  method: {path: training.method, values: {a: local, b: {backprop: {rate: 1}}}}\n");

    var error =
        assertThrows(SpecException.class, () -> SweepFiles.trials(Sweep.read(file, List.of())));

    assertTrue(error.getMessage().startsWith(file + ": at method=b: "), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  @Test
  void anAxisOfSeveralFieldsSetsAllOfThem() {
    var sweep = SweepFiles.sweep(folder, BOTH);
    var trials = SweepFiles.trials(sweep);
    var layer = trials.spec(trials.trials().get(1)).canonical();

    assertEquals(2, trials.trials().size());
    assertEquals(
        2, layer.split("\"count\":8", -1).length - 1, "the bins of both sources: " + layer);
    var apart =
        HEAD
            + """
              r: {path: network.layers.out.bins.r.count, values: [4, 8]}
              c: {path: network.layers.out.bins.c.count, values: [4, 8]}
            plan: listed
            """;
    assertEquals(ids(apart), ids(BOTH));
  }

  @Test
  void numbersMayBeSetInSeveralFields() {
    var counts =
        HEAD
            + "  bins: {paths: [network.layers.out.bins.r.count, network.layers.out.bins.c.count],"
            + " values: [4, 8]}\n";

    assertEquals(ids(BOTH), ids(counts));
    var axis = SweepFiles.sweep(folder, counts).space().axes().get(0);
    assertEquals(Axis.Type.INTEGER, axis.type());
    assertEquals("network.layers.out.bins.r.count, network.layers.out.bins.c.count", axis.fields());
  }

  @Test
  void aFieldThatAnAxisSetsBesideOthersIsItsOwn() {
    var file =
        SweepFiles.write(
            folder, BOTH + "  r: {path: network.layers.out.bins.r.count, values: [4]}\n");

    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));

    assertEquals(
        file + ": the axes bins and r both set network.layers.out.bins.r.count",
        error.getMessage());
    var assigned =
        assertThrows(
            SpecException.class,
            () -> SweepFiles.sweep(folder, BOTH, "network.layers.out.bins.c={count: 3}"));
    assertTrue(assigned.getMessage().contains("the axis bins sets it"), assigned.getMessage());
  }

  @Test
  void aStudyNeedsOneValueWhereItsAxisSetsSeveralFields() throws IOException {
    var sweep =
        """
        name: n
        trial: trial.yaml
        measure: quality
        axes:
          bins:
            paths: [network.layers.out.bins.r.count, network.layers.out.bins.c.count]
            linear: {from: 2, to: 8, count: 7}
        plan: {knockout: {to: 2}}
        seeds: 2
        """;
    assertEquals(4, SweepFiles.trials(SweepFiles.sweep(folder, sweep)).trials().size());
    var file = SweepFiles.write(folder, sweep);
    Files.writeString(
        folder.resolve("trial.yaml"), SweepFiles.TRIAL.replace("r: {count: 5", "r: {count: 4"));

    var error =
        assertThrows(SpecException.class, () -> SweepFiles.trials(Sweep.read(file, List.of())));

    assertEquals(
        file
            + ": plan: the trial has no one value on the axis bins; set"
            + " network.layers.out.bins.r.count, network.layers.out.bins.c.count in the trial, or"
            + " give it in the base",
        error.getMessage());
  }
}
