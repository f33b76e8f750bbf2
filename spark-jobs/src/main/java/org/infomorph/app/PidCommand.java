package org.infomorph.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import org.infomorph.observations.ObservationTable;
import org.infomorph.observations.TableChoice;
import org.infomorph.pid.Atoms;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decomposes the information in a table: {@code infomorph pid FILE.csv}. */
@Command(
    name = "pid",
    mixinStandardHelpOptions = true,
    description = {
      "Decomposes the information that 1 to 4 sources carry about a target, in bits.",
      "Columns hold categories; a column p or count holds the weight of each row, and the p add up"
          + " to 1. Put numbers that are not categories into bins first."
    })
public final class PidCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE.csv",
      description = {
        "Observations or outcomes, with a header; may be compressed by gzip, may be a pipe; - is"
            + " standard input. Text is UTF-8, or what its byte-order mark says."
      })
  private Path file;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The target's column; default: the last one but p, count and the sources.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "COLUMN",
      description = "The sources' columns; default: all but p, count and the target.")
  private List<String> sources = List.of();

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    ObservationTable table = ObservationTable.read(file, new TableChoice(target, sources));
    RedundancyLattice lattice = RedundancyLattice.of(table.sources().size());
    Atoms atoms = new SharedExclusions(lattice).decompose(table.histogram());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writeValueAsString(asMap(table, atoms)));
    } else {
      print(table, atoms, out);
    }
    out.flush();
    return 0;
  }

  private static Map<String, Object> asMap(ObservationTable table, Atoms atoms) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("atoms", byName(table, atoms, atoms::atom));
    map.put("informative", byName(table, atoms, atoms::informative));
    map.put("misinformative", byName(table, atoms, atoms::misinformative));
    map.put("mutual_information", atoms.mutualInformation());
    map.put("target_entropy", atoms.targetEntropy());
    map.put("residual_entropy", atoms.residualEntropy());
    return map;
  }

  private static Map<String, Double> byName(
      ObservationTable table, Atoms atoms, IntToDoubleFunction bits) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < atoms.lattice().size(); i++) {
      map.put(name(table, atoms, i), bits.applyAsDouble(i));
    }
    return map;
  }

  private static void print(ObservationTable table, Atoms atoms, PrintWriter out) {
    String sources = String.join(", ", table.sources());
    List<String> totals =
        List.of(
            "I(" + table.target() + "; " + sources + ")",
            "H(" + table.target() + ")",
            "residual entropy");
    int width = totals.stream().mapToInt(String::length).max().orElseThrow();
    for (int i = 0; i < atoms.lattice().size(); i++) {
      width = Math.max(width, name(table, atoms, i).length());
    }
    String row = "%-" + width + "s  %10s  %12s  %14s%n";
    out.printf(row, "atom", "bits", "informative", "misinformative");
    for (int i = 0; i < atoms.lattice().size(); i++) {
      out.printf(
          row,
          name(table, atoms, i),
          decimal(atoms.atom(i)),
          decimal(atoms.informative(i)),
          decimal(atoms.misinformative(i)));
    }
    String total = "%-" + width + "s  %10s%n";
    out.println();
    out.printf(total, totals.get(0), decimal(atoms.mutualInformation()));
    out.printf(total, totals.get(1), decimal(atoms.targetEntropy()));
    out.printf(total, totals.get(2), decimal(atoms.residualEntropy()));
  }

  private static String name(ObservationTable table, Atoms atoms, int index) {
    return atoms.lattice().antichain(index).toString(table.sources());
  }

  /** Six decimals; rounding errors around zero print without a sign. */
  private static String decimal(double bits) {
    String text = String.format(Locale.ROOT, "%.6f", bits);
    return text.equals("-0.000000") ? "0.000000" : text;
  }
}
