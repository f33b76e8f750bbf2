package org.infomorph.observations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.infomorph.measures.Decomposition;
import org.infomorph.measures.Invariant;
import org.infomorph.measures.Measure;
import org.infomorph.measures.Total;

/** Findings as text: a table for people, or JSON. */
public final class FindingsText {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The invariants in words, in their order. */
  private static final List<String> DEGREES =
      List.of("mean degree of redundancy", "mean degree of vulnerability");

  private final ObservationTable table;
  private final Analysis analysis;
  private final boolean repeatsSharedExclusions;
  private final List<String> names;

  /**
   * @param repeatsSharedExclusions whether shared exclusions are listed among the measures as well
   */
  public FindingsText(ObservationTable table, Analysis analysis, boolean repeatsSharedExclusions) {
    this.table = table;
    this.analysis = analysis;
    this.repeatsSharedExclusions = repeatsSharedExclusions;
    this.names = FindingsRows.names(table.sources());
  }

  /** Writes one object; with groups, a list of objects, one a line. */
  public void writeJson(List<Findings> all, PrintWriter out) {
    if (table.by().isEmpty()) {
      out.println(text(asMap(all.get(0))));
      return;
    }
    out.print("[");
    String separator = "";
    for (var findings : all) {
      Map<String, Object> map = new LinkedHashMap<>();
      Map<String, String> group = new LinkedHashMap<>();
      for (int i = 0; i < table.by().size(); i++) {
        group.put(table.by().get(i), findings.key().get(i));
      }
      map.put("group", group);
      map.put("observations", defined(findings.observations()));
      map.putAll(asMap(findings));
      out.println(separator);
      out.print(text(map));
      separator = ",";
    }
    out.println("\n]");
  }

  private static String text(Map<String, Object> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers can be written", e);
    }
  }

  private Map<String, Object> asMap(Findings findings) {
    var atoms = findings.measured().atoms();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("atoms", byName(atoms::atom));
    map.put("informative", byName(atoms::informative));
    map.put("misinformative", byName(atoms::misinformative));
    for (var total : Total.values()) {
      map.put(total.label(), total.of(atoms));
    }
    putMeasures(findings, map);
    findings
        .measured()
        .invariants()
        .ifPresent(
            invariants -> {
              Map<String, Double> values = new LinkedHashMap<>();
              for (var invariant : Invariant.values()) {
                values.put(invariant.label(), defined(invariant.of(invariants)));
              }
              map.put("invariants", values);
            });
    findings.chances().ifPresent(chances -> map.put("p_values", resampled(chances)));
    findings
        .intervals()
        .ifPresent(
            ends -> {
              map.put("low", resampled(ends[0]));
              map.put("high", resampled(ends[1]));
            });
    return map;
  }

  private void putMeasures(Findings findings, Map<String, Object> map) {
    Map<String, Object> measures = new LinkedHashMap<>();
    if (repeatsSharedExclusions) {
      var atoms = findings.measured().atoms();
      Map<String, Object> same = new LinkedHashMap<>();
      same.put("atoms", byName(atoms::atom));
      same.put("informative", byName(atoms::informative));
      same.put("misinformative", byName(atoms::misinformative));
      measures.put(Measure.I_SX.label(), same);
    }
    for (int m = 0; m < analysis.measures().size(); m++) {
      Decomposition other = findings.measured().others().get(m);
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("atoms", byName(other::atom));
      if (other.hasParts()) {
        parts.put("informative", byName(other::informative));
        parts.put("misinformative", byName(other::misinformative));
      }
      measures.put(analysis.measures().get(m).label(), parts);
    }
    if (!measures.isEmpty()) {
      map.put("measures", measures);
    }
  }

  /** Numbers in the order of the quantities, by what they belong to. */
  private Map<String, Object> resampled(double[] values) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("atoms", byName(i -> values[i]));
    int size = names.size();
    int next = size;
    for (var total : Total.values()) {
      map.put(total.label(), defined(values[next++]));
    }
    for (var measure : analysis.measures()) {
      int from = next;
      map.put(measure.label(), byName(i -> values[from + i]));
      next += size;
    }
    if (analysis.invariants()) {
      for (var invariant : Invariant.values()) {
        map.put(invariant.label(), defined(values[next++]));
      }
    }
    return map;
  }

  private Map<String, Double> byName(IntToDoubleFunction bits) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), defined(bits.applyAsDouble(i)));
    }
    return map;
  }

  private static Double defined(double number) {
    return Double.isNaN(number) ? null : number;
  }

  /** Writes a table for people. */
  public void write(Findings findings, PrintWriter out) {
    var measured = findings.measured();
    var atoms = measured.atoms();
    double[] values = measured.values();
    String sources = String.join(", ", table.sources());
    List<String> totals =
        List.of(
            "I(" + table.target() + "; " + sources + ")",
            "H(" + table.target() + ")",
            "residual entropy");
    boolean isResampled = findings.chances().isPresent() || findings.intervals().isPresent();
    int width = Math.max(widest(names), widest(totals));
    if (analysis.invariants() && isResampled) { // their p-values stand below those of the atoms
      width = Math.max(width, widest(DEGREES));
    }
    for (int i = -1; i < names.size(); i++) {
      List<String> cells = new ArrayList<>(List.of("bits", "informative", "misinformative"));
      String name = "atom";
      if (i >= 0) {
        name = names.get(i);
        cells = decimals(values[i], atoms.informative(i), atoms.misinformative(i));
      }
      addResampled(findings, i, cells);
      printRow(out, width, name, cells);
    }
    out.println();
    int size = names.size();
    for (int i = 0; i < totals.size(); i++) {
      printRow(out, width, totals.get(i), withoutParts(findings, values, size + i));
    }
    printMeasures(findings, values, width, out);
    if (analysis.invariants()) {
      out.println();
      int wide = isResampled ? width : widest(DEGREES);
      for (int i = 0; i < DEGREES.size(); i++) {
        int index = values.length - DEGREES.size() + i;
        printRow(out, wide, DEGREES.get(i), withoutParts(findings, values, index));
      }
    }
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElseThrow();
  }

  /** The cells of a quantity without parts. */
  private static List<String> withoutParts(Findings findings, double[] values, int index) {
    List<String> cells = decimals(values[index]);
    if (findings.chances().isPresent() || findings.intervals().isPresent()) {
      cells.addAll(List.of("", ""));
      addResampled(findings, index, cells);
    }
    return cells;
  }

  private void printMeasures(Findings findings, double[] values, int width, PrintWriter out) {
    for (int m = 0; m < analysis.measures().size(); m++) {
      Decomposition other = findings.measured().others().get(m);
      int from = names.size() * (1 + m) + Analysis.Measured.TOTALS;
      out.println();
      List<String> heads = new ArrayList<>(List.of("bits"));
      if (other.hasParts()) {
        heads.addAll(List.of("informative", "misinformative"));
      } else if (findings.chances().isPresent() || findings.intervals().isPresent()) {
        heads.addAll(List.of("", ""));
      }
      addResampled(findings, -1, heads);
      printRow(out, width, analysis.measures().get(m).label(), heads);
      for (int i = 0; i < names.size(); i++) {
        List<String> cells = decimals(values[from + i]);
        if (other.hasParts()) {
          cells.addAll(decimals(other.informative(i), other.misinformative(i)));
        } else if (heads.size() > 1) {
          cells.addAll(List.of("", ""));
        }
        addResampled(findings, from + i, cells);
        printRow(out, width, names.get(i), cells);
      }
    }
  }

  /** Adds the cells of p-values and intervals; their headings for the index -1. */
  private static void addResampled(Findings findings, int index, List<String> cells) {
    Optional<double[]> chances = findings.chances();
    chances.ifPresent(p -> cells.add(index < 0 ? "p-value" : decimal(p[index])));
    findings
        .intervals()
        .ifPresent(
            ends -> {
              cells.add(index < 0 ? "low" : decimal(ends[0][index]));
              cells.add(index < 0 ? "high" : decimal(ends[1][index]));
            });
  }

  private static void printRow(PrintWriter out, int width, String name, List<String> cells) {
    var line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", name));
    for (int i = 0; i < cells.size(); i++) {
      int wide = i == 1 ? 12 : i == 2 ? 14 : 10;
      line.append(String.format(Locale.ROOT, "  %" + wide + "s", cells.get(i)));
    }
    out.println(line.toString().stripTrailing());
  }

  private static List<String> decimals(double... numbers) {
    List<String> texts = new ArrayList<>();
    for (double number : numbers) {
      texts.add(decimal(number));
    }
    return texts;
  }

  /** Six decimals; rounding errors around zero print without a sign. */
  private static String decimal(double bits) {
    if (Double.isNaN(bits)) {
      return "-";
    }
    String text = String.format(Locale.ROOT, "%.6f", bits);
    return text.equals("-0.000000") ? "0.000000" : text;
  }
}
