package org.infomorph.observations;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;

/**
 * The atoms of each outcome by itself, by shared exclusions: what this combination of values of the
 * sources says about this value of the target. The mean over outcomes, by their probabilities, is
 * the atom.
 */
public final class Pointwise {
  /** Number of columns at the end whose names do not come from the table: p, atom, bits. */
  public static final int FIXED = 3;

  private final ObservationTable table;

  /** The outcomes of this table. */
  public Pointwise(ObservationTable table) {
    this.table = table;
  }

  /** The columns: groups, values of sources and target, probability in the group, atom, bits. */
  public List<RowFile.Head> heads() {
    var heads = new ArrayList<RowFile.Head>();
    table.by().forEach(name -> heads.add(RowFile.Head.text(name)));
    table.sources().forEach(name -> heads.add(RowFile.Head.text(name)));
    heads.add(RowFile.Head.text(table.target()));
    heads.add(RowFile.Head.number("p"));
    heads.add(RowFile.Head.text("atom"));
    heads.add(RowFile.Head.number("bits"));
    return heads;
  }

  /** Writes the rows of all groups. */
  public void writeTo(RowFile.Rows rows) {
    var names = FindingsRows.names(table.sources());
    for (int group = 0; group < table.groups(); group++) {
      add(table.key(group), table.sample(group), names, rows);
    }
  }

  private static void add(List<String> key, Sample sample, List<String> names, RowFile.Rows rows) {
    JointHistogram histogram = sample.histogram();
    RedundancyLattice lattice = RedundancyLattice.of(histogram.sources());
    var measure = new SharedExclusions(lattice);
    double[][] redundancies = new double[lattice.size()][histogram.outcomes()];
    for (int alpha = 0; alpha < lattice.size(); alpha++) {
      measure.pointwise(histogram, alpha, redundancies[alpha]);
    }
    double[] ofOutcome = new double[lattice.size()];
    double[] atoms = new double[lattice.size()];
    for (int o = 0; o < histogram.outcomes(); o++) {
      for (int alpha = 0; alpha < ofOutcome.length; alpha++) {
        ofOutcome[alpha] = redundancies[alpha][o];
      }
      lattice.atoms(ofOutcome, atoms);
      for (int i = 0; i < atoms.length; i++) {
        List<Object> row = new ArrayList<>(key);
        for (int s = 0; s < histogram.sources(); s++) {
          int value = histogram.bin(s, histogram.cellOf(o));
          row.add(sample.sources().get(s).labels().get(value));
        }
        row.add(sample.target().labels().get(histogram.targetOf(o)));
        row.add(histogram.probability(o));
        row.add(names.get(i));
        row.add(atoms[i]);
        rows.accept(row);
      }
    }
  }
}
