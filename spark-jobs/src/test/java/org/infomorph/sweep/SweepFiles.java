package org.infomorph.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sweep files for tests, around one small trial. */
public final class SweepFiles {
  /** A readout that a test can also run: few digits, one epoch. */
  public static final String TRIAL =
      """
      dataset: {digits: {training: 200, test: 50}}
      network:
        layers:
          - name: out
            neurons: 10
            sources:
              r: {from: input}
              c: {from: label, connect: one_to_one, weight: 1.0, frozen: true, bias: false}
            activation: {modulated: {k1: 1.0, k2: 2.0}}
            bins:
              r: {count: 5, range: normalised}
              c: {count: 5, range: normalised}
            goal: {"{r}{c}": 1.0}
            optimiser: {adam: {learning_rate: 0.01}}
      training: {epochs: 1, batch_size: 40}
      seed: 1
      """;

  /** Two axes, two by two points. */
  public static final String SWEEP =
      """
      name: small
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0.5, 1.0]}
        rate: {path: network.layers.out.optimiser.adam.learning_rate, values: [0.01, 0.02]}
      """;

  private SweepFiles() {}

  /** Writes both files into a folder. */
  public static Path write(Path folder, String sweep) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("trial.yaml"), TRIAL);
      return Files.writeString(folder.resolve("sweep.yaml"), sweep);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes and reads a sweep. */
  public static Sweep sweep(Path folder, String sweep, String... assignments) {
    return Sweep.read(write(folder, sweep), List.of(assignments));
  }

  /** What a sweep asks for. */
  public static Asked asked(Sweep sweep) {
    return Rounds.begin(sweep, spec -> {}).asked();
  }

  /** The trials of all points of a sweep. */
  public static SweepTrials trials(Sweep sweep) {
    return Rounds.begin(sweep, spec -> {}).trials();
  }
}
