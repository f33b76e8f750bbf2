package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.form.SpecFile;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that the project ships under conf is one that it can run. */
class ShippedFilesTest {
  private static final Path CONF = Path.of(System.getProperty("project.root", ".."), "conf");

  static Stream<Path> trials() throws IOException {
    return files(CONF.resolve("trials"));
  }

  static Stream<Path> sweeps() throws IOException {
    return files(CONF.resolve("sweeps"));
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("trials")
  void aTrialBindsAndItsCanonicalFormIsTheSameTrial(Path file) {
    TrialSpec spec = TrialSpec.bind(file.toString(), SpecFile.read(file));
    TrialSpec again =
        TrialSpec.bind("canonical", (ObjectNode) SpecFile.parse("canonical", spec.canonical()));
    assertEquals(spec, again);
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void allTrialsOfASweepBind(Path file) {
    Sweep sweep = Sweep.read(file, List.of());
    SweepTrials trials = Rounds.begin(sweep, spec -> {}).trials();
    assertFalse(trials.trials().isEmpty());
    if (!sweep.decides()) {
      assertEquals(sweep.plan().size(sweep.space()), trials.points().size());
    }
  }
}
