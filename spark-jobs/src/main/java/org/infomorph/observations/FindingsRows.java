package org.infomorph.observations;

import static org.infomorph.measures.MeasureSet.SHANNON;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.measures.Invariant;
import org.infomorph.measures.Measure;
import org.infomorph.measures.Total;
import org.infomorph.pid.RedundancyLattice;

/**
 * Findings as rows: one row for each group, measure and atom. Quantities that every measure shares
 * stand in rows of the measure {@code shannon}.
 */
public final class FindingsRows {
  private static final String BIAS = "bias";

  private final List<String> by;
  private final Analysis analysis;
  private final List<String> names;

  /** The rows of this table's findings. */
  public FindingsRows(ObservationTable table, Analysis analysis) {
    this.by = table.by();
    this.analysis = analysis;
    this.names = names(table.sources());
  }

  /** The names of the atoms, in the order of the lattice. */
  public static List<String> names(List<String> sources) {
    var lattice = RedundancyLattice.of(sources.size());
    return IntStream.range(0, lattice.size())
        .mapToObj(i -> lattice.antichain(i).toString(sources))
        .toList();
  }

  /** The columns. */
  public List<RowFile.Head> heads() {
    var heads = new ArrayList<RowFile.Head>();
    by.forEach(name -> heads.add(RowFile.Head.text(name)));
    heads.add(RowFile.Head.number("observations"));
    heads.add(RowFile.Head.text("measure"));
    heads.add(RowFile.Head.text("atom"));
    for (var name : List.of("bits", "informative", "misinformative")) {
      heads.add(RowFile.Head.number(name));
    }
    if (analysis.shuffles() > 0) {
      heads.add(RowFile.Head.number("p_value"));
    }
    if (analysis.bootstraps() > 0) {
      heads.add(RowFile.Head.number("low"));
      heads.add(RowFile.Head.number("high"));
    }
    return heads;
  }

  /** Adds the rows of one group. */
  public void add(Findings findings, RowFile.Rows rows) {
    var measured = findings.measured();
    double[] values = measured.values();
    int size = names.size();
    int next = 0;
    for (int i = 0; i < size; i++) {
      var atoms = measured.atoms();
      add(
          findings,
          Measure.I_SX.label(),
          names.get(i),
          values,
          next++,
          atoms.informative(i),
          atoms.misinformative(i),
          rows);
    }
    for (var total : Total.values()) {
      add(findings, SHANNON, total.label(), values, next++, Double.NaN, Double.NaN, rows);
    }
    for (int m = 0; m < measured.others().size(); m++) {
      var other = measured.others().get(m);
      for (int i = 0; i < size; i++) {
        add(
            findings,
            analysis.measures().get(m).label(),
            names.get(i),
            values,
            next++,
            other.hasParts() ? other.informative(i) : Double.NaN,
            other.hasParts() ? other.misinformative(i) : Double.NaN,
            rows);
      }
    }
    if (analysis.invariants()) {
      for (var invariant : Invariant.values()) {
        add(findings, SHANNON, invariant.label(), values, next++, Double.NaN, Double.NaN, rows);
      }
    }
    if (findings.bias().isPresent()) {
      double[] bias = {findings.bias().getAsDouble()};
      add(findings, SHANNON, BIAS, bias, 0, Double.NaN, Double.NaN, rows);
    }
  }

  private void add(
      Findings findings,
      String measure,
      String atom,
      double[] values,
      int index,
      double informative,
      double misinformative,
      RowFile.Rows rows) {
    List<Object> row = new ArrayList<>(findings.key());
    row.add(findings.observations());
    row.add(measure);
    row.add(atom);
    row.add(values[index]);
    row.add(informative);
    row.add(misinformative);
    boolean resampled = !atom.equals(BIAS);
    findings.chances().ifPresent(chances -> row.add(resampled ? chances[index] : Double.NaN));
    findings
        .intervals()
        .ifPresent(
            ends -> {
              row.add(resampled ? ends[0][index] : Double.NaN);
              row.add(resampled ? ends[1][index] : Double.NaN);
            });
    rows.accept(row);
  }
}
