package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.infomorph.bins.Binning;
import org.infomorph.form.SpecException;
import org.infomorph.measures.Measure;
import org.infomorph.observations.Analysis;
import org.infomorph.observations.BinOptions;
import org.infomorph.observations.Findings;
import org.infomorph.observations.FindingsRows;
import org.infomorph.observations.FindingsText;
import org.infomorph.observations.ObservationTable;
import org.infomorph.observations.Pointwise;
import org.infomorph.observations.RowFile;
import org.infomorph.observations.TableChoice;
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
      "Decomposes the information that 1 to 5 sources carry about a target, in bits.",
      "Columns hold categories; a column p or count holds the weight of each row, and the p add up"
          + " to 1. Put numbers that are not categories into bins: --bins."
    })
public final class PidCommand implements Callable<Integer> {
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

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "COLUMN",
      description = "One decomposition for each combination of values of these columns.")
  private List<String> by = List.of();

  @Option(
      names = "--bins",
      paramLabel = "N",
      description =
          "Puts columns of more than N different numbers into N bins, in each group for itself.")
  private Optional<Integer> bins = Optional.empty();

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      description =
          "Where the bins lie: equal_mass (as many rows in each; default), adaptive (equal widths"
              + " from the smallest to the largest number), or [lo,hi].")
  private Optional<String> range = Optional.empty();

  @Option(
      names = "--measures",
      split = ",",
      paramLabel = "MEASURE",
      description = "Other measures beside i_sx: i_min, i_mmi, i_pm, broja (two sources).")
  private List<String> measures = List.of();

  @Option(
      names = "--invariants",
      description = "Also the mean degrees of redundancy and of vulnerability.")
  private boolean invariants;

  @Option(
      names = "--shuffles",
      paramLabel = "N",
      description = "p-values of all quantities by N permutations of the target.")
  private Optional<Integer> shuffles = Optional.empty();

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "95 %% intervals of all quantities by N resamples of the rows.")
  private Optional<Integer> bootstrap = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides permutations and resamples; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--pointwise",
      paramLabel = "FILE",
      description = "Writes the atoms of each outcome to a file (.csv, .json, .parquet).")
  private Optional<Path> pointwise = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes one row for each group, measure and atom to a file instead of printing.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json or parquet; default: by the name of --out, else csv.")
  private Optional<String> format = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var choice = new TableChoice(target, sources, by, binning());
    var analysis =
        new Analysis(
            chosenMeasures(),
            invariants,
            atLeastOne(shuffles, "--shuffles"),
            atLeastOne(bootstrap, "--bootstrap"),
            seed);
    Optional<RowFile.Format> rowFormat = rowFormat();
    var pointwiseFormat = pointwise.map(path -> formatOf(path, "--pointwise"));
    ObservationTable table = ObservationTable.read(file, choice);
    refuseMeasures(table, analysis);
    if (rowFormat.isPresent()) {
      RowFile.refuseFixedNames(
          out.isPresent() ? "--out" : by.isEmpty() ? "--format" : "--by",
          file,
          table.by().size(),
          new FindingsRows(table, analysis).heads());
    }
    var outcomes = new Pointwise(table);
    if (pointwise.isPresent()) {
      RowFile.refuseFixedNames(
          "--pointwise", file, outcomes.heads().size() - Pointwise.FIXED, outcomes.heads());
    }
    try {
      if (rowFormat.isPresent()) {
        writeRows(table, analysis, rowFormat.get());
      } else {
        print(table, analysis);
      }
    } catch (SpecException e) {
      throw e.getMessage().startsWith("column count") || e.getMessage().startsWith("--shuffles")
          ? new SpecException(file + ": " + e.getMessage())
          : e;
    }
    if (pointwise.isPresent()) {
      RowFile.write(
          pointwise.get(), pointwiseFormat.orElseThrow(), outcomes.heads(), outcomes::writeTo);
    }
    return 0;
  }

  private Optional<Binning> binning() {
    if (bins.isEmpty()) {
      if (range.isPresent()) {
        throw new SpecException("--range " + range.get() + ": needs --bins N beside it");
      }
      return Optional.empty();
    }
    return Optional.of(BinOptions.of(bins.get(), range.orElse("equal_mass")));
  }

  private static int atLeastOne(Optional<Integer> number, String option) {
    if (number.isPresent() && number.get() < 1) {
      throw new SpecException(option + " " + number.get() + ": allowed is 1 or more");
    }
    return number.orElse(0);
  }

  /** The measures beside shared exclusions, each once. */
  private List<Measure> chosenMeasures() {
    var chosen = new LinkedHashSet<Measure>();
    for (var name : measures) {
      chosen.add(
          Measure.of(name)
              .orElseThrow(
                  () ->
                      new SpecException(
                          "--measures: there is no "
                              + name
                              + "; allowed are "
                              + Arrays.stream(Measure.values())
                                  .map(Measure::label)
                                  .collect(Collectors.joining(", ")))));
    }
    chosen.remove(Measure.I_SX);
    return List.copyOf(chosen);
  }

  private void refuseMeasures(ObservationTable table, Analysis analysis) {
    for (var measure : analysis.measures()) {
      if (!measure.allows(table.sources().size())) {
        throw new SpecException(
            "%s: --measures: %s is defined for 2 sources; found %d: %s"
                .formatted(
                    file,
                    measure.label(),
                    table.sources().size(),
                    String.join(", ", table.sources())));
      }
    }
  }

  /** The format of rows; empty if findings are printed for people, or as JSON objects. */
  private Optional<RowFile.Format> rowFormat() {
    var named = format.map(name -> named(name, "--format"));
    if (out.isPresent()) {
      if (json) {
        throw new SpecException("--json prints and --out writes; allowed is one of them");
      }
      return Optional.of(named.orElseGet(() -> formatOf(out.get(), "--out")));
    }
    if (named.filter(RowFile.Format.PARQUET::equals).isPresent()) {
      throw new SpecException("--format parquet: needs --out FILE");
    }
    if (json && named.isPresent()) {
      throw new SpecException("--json and --format: allowed is one of them");
    }
    return named.isEmpty() && !by.isEmpty() && !json ? Optional.of(RowFile.Format.CSV) : named;
  }

  private static RowFile.Format named(String name, String option) {
    return RowFile.Format.of(name)
        .orElseThrow(
            () ->
                new SpecException(
                    option
                        + ": there is no format "
                        + name
                        + "; allowed are "
                        + RowFile.Format.words()));
  }

  /** The format that a file's name ends with. */
  private static RowFile.Format formatOf(Path path, String option) {
    var name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    return RowFile.Format.of(name.substring(dot + 1))
        .orElseThrow(
            () ->
                new SpecException(
                    "%s %s: the name does not end with .csv, .json or .parquet%s"
                        .formatted(
                            option, path, option.equals("--out") ? "; --format names one" : "")));
  }

  private void writeRows(ObservationTable table, Analysis analysis, RowFile.Format rowFormat) {
    var rows = new FindingsRows(table, analysis);
    var doubtful = new int[1];
    List<Findings> withProblems = new ArrayList<>();
    RowFile.Source source =
        to ->
            analysis.run(
                table,
                findings -> {
                  doubtful[0] += findings.hasFewObservations() ? 1 : 0;
                  if (!findings.measured().problems().isEmpty()) {
                    withProblems.add(findings);
                  }
                  rows.add(findings, to);
                });
    PrintWriter printer = spec.commandLine().getOut();
    if (out.isPresent()) {
      RowFile.write(out.get(), rowFormat, rows.heads(), source);
      if (!RowFile.isStandardOutput(out.get())) {
        printer.printf("%s: %d groups%n", out.get(), table.groups());
      }
    } else {
      RowFile.write(printer, rowFormat, rows.heads(), source);
    }
    printer.flush();
    if (!withProblems.isEmpty()) {
      note(
          "a measure is missing in %d of %d groups; in the first, %s%s"
              .formatted(
                  withProblems.size(),
                  table.groups(),
                  by.isEmpty() ? "" : String.join(", ", withProblems.get(0).key()) + ": ",
                  String.join("; ", withProblems.get(0).measured().problems())));
    }
    if (doubtful[0] > 0) {
      note(
          "few observations in %d of %d groups, fewer than 4 for each cell of the sources and value"
                  .formatted(doubtful[0], table.groups())
              + " of the target: chance alone would give up to about the bits in the rows bias");
    }
  }

  private void print(ObservationTable table, Analysis analysis) {
    var text = new FindingsText(table, analysis, measures.contains(Measure.I_SX.label()));
    PrintWriter to = spec.commandLine().getOut();
    List<Findings> all = new ArrayList<>();
    analysis.run(table, all::add);
    if (json) {
      text.writeJson(all, to);
    } else {
      text.write(all.get(0), to);
    }
    to.flush();
    for (var findings : all) {
      String place = by.isEmpty() ? "" : String.join(", ", findings.key()) + ": ";
      findings
          .measured()
          .problems()
          .forEach(problem -> note(place + "a measure is missing: " + problem));
      findings.doubt(table.sources(), table.target()).ifPresent(doubt -> note(place + doubt));
    }
    if (!table.binned().isEmpty() && !json) {
      note(
          "%d bins, %s: %s"
              .formatted(
                  bins.orElseThrow(),
                  range.orElse("equal_mass"),
                  String.join(", ", table.binned())));
    }
  }

  /** For people, beside the numbers that programs may read. */
  private void note(String text) {
    PrintWriter error = spec.commandLine().getErr();
    error.println("note: " + text);
    error.flush();
  }
}
