package org.infomorph.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.infomorph.trial.DataCheck;

/**
 * A program that plans a grid over the five weights of a readout's goal and prints how long that
 * took, from a JVM that has done nothing before. Argument: values an axis, 10 of which are 100 000
 * points.
 */
final class PlanningTime {
  private static final Path TRIAL =
      Path.of(System.getProperty("project.root", "."), "conf", "trials", "readout-digits.yaml");

  private PlanningTime() {}

  public static void main(String[] args) throws IOException {
    var folder = Files.createTempDirectory("planning");
    var file = Files.writeString(folder.resolve("grid.yaml"), grid(Integer.parseInt(args[0])));
    var sweep = Sweep.read(file, List.of());
    Files.delete(file);
    Files.delete(folder);

    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    var points = sweep.plan().next(sweep.space(), List.of(), Integer.MAX_VALUE);
    long planned = System.nanoTime();
    var trials = SweepTrials.bind(sweep, points, new DataCheck(folder));
    long bound = System.nanoTime();
    long cpuEnd = system.getProcessCpuTime();

    System.gc();
    var memory = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%d trials: points %.2f s, trials %.2f s, together %.2f s, of the CPU %.2f s, %d MB kept%n",
        trials.trials().size(),
        (planned - start) * 1e-9,
        (bound - planned) * 1e-9,
        (bound - start) * 1e-9,
        (cpuEnd - cpu) * 1e-9,
        (memory.totalMemory() - memory.freeMemory()) >> 20);
  }

  private static String grid(int values) {
    var text = new StringBuilder("name: planning\ntrial: " + TRIAL.toAbsolutePath() + "\naxes:\n");
    for (var atom : List.of("{r}", "{c}", "{r}{c}", "{rc}", "h_res")) {
      text.append(
          "  %s: {path: \"network.layers.out.goal.%s\", linear: {from: -1, to: 1, count: %d}}%n"
              .formatted(label(atom), atom, values));
    }
    return text.toString();
  }

  private static String label(String atom) {
    return "g_" + atom.replaceAll("[^a-z]", "") + atom.chars().filter(c -> c == '{').count();
  }
}
