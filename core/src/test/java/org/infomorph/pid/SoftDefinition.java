package org.infomorph.pid;

import java.util.List;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;

/**
 * Shared exclusions on soft bins straight from the definition, slow: it fills the array of all
 * cells, and sums each union event over all cells; it knows no marginal, no inclusion and
 * exclusion, and no cell that is left out. Ranges are fixed.
 */
final class SoftDefinition {
  private static final double LN2 = Math.log(2);

  private final List<Binning> binnings;
  private final int cells;

  SoftDefinition(List<Binning> binnings) {
    this.binnings = binnings;
    cells = binnings.stream().mapToInt(Binning::count).reduce(1, (a, b) -> a * b);
  }

  /** All atoms and the residual entropy in bits. */
  double[] atoms(double[][] drives, double[] theta, int from) {
    double[][] p = distribution(drives, theta, from);
    double[] target = {sum(p[0]), sum(p[1])};
    RedundancyLattice lattice = RedundancyLattice.of(binnings.size());
    double[] redundancies = new double[lattice.size()];
    for (int alpha = 0; alpha < lattice.size(); alpha++) {
      redundancies[alpha] = redundancy(lattice.antichain(alpha), p, target);
    }
    double[] atoms = new double[lattice.size()];
    lattice.atoms(redundancies, atoms);
    double[] all = java.util.Arrays.copyOf(atoms, atoms.length + 1);
    double entropy = -(target[0] * Math.log(target[0]) + target[1] * Math.log(target[1])) / LN2;
    all[atoms.length] = entropy - redundancies[lattice.top()];
    return all;
  }

  /** p(k, y), [y][cell]. */
  private double[][] distribution(double[][] drives, double[] theta, int from) {
    double[][] p = new double[2][cells];
    int samples = theta.length - from;
    for (int s = from; s < theta.length; s++) {
      for (int cell = 0; cell < cells; cell++) {
        double share = 1.0 / samples;
        for (int i = 0; i < binnings.size(); i++) {
          share *= share(binnings.get(i), drives[i][s], bin(cell, i));
        }
        p[0][cell] += share * (1 - theta[s]);
        p[1][cell] += share * theta[s];
      }
    }
    return p;
  }

  private int bin(int cell, int source) {
    int rest = cell;
    for (int i = 0; i < source; i++) {
      rest /= binnings.get(i).count();
    }
    return rest % binnings.get(source).count();
  }

  private static double share(Binning binning, double drive, int bin) {
    BinRange.Fixed range = (BinRange.Fixed) binning.range();
    double width = (range.hi() - range.lo()) / binning.count();
    double lower = range.lo() + bin * width - drive;
    double below = bin == 0 ? 0 : distribution(binning.kernel(), lower / width);
    double above =
        bin == binning.count() - 1 ? 1 : distribution(binning.kernel(), (lower + width) / width);
    return above - below;
  }

  /** F at a distance in widths of a bin, of the kernel without its tails. */
  private static double distribution(Kernel kernel, double distance) {
    if (kernel instanceof Kernel.Hard) {
      return distance >= 0 ? 1 : 0;
    }
    double u = distance / kernel.sigma();
    double whole =
        kernel instanceof Kernel.Logistic
            ? 1 / (1 + Math.exp(-u))
            : (1 + erf(u / Math.sqrt(2))) / 2;
    return Math.max(0, Math.min(1, (whole - Kernel.TAIL) / (1 - 2 * Kernel.TAIL)));
  }

  /** By its Taylor series around 0, with enough terms for |x| up to 6. */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int k = 1; k < 400; k++) {
      term *= 2 * x * x / (2 * k + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  private double redundancy(Antichain alpha, double[][] p, double[] target) {
    double bits = 0;
    for (int cell = 0; cell < cells; cell++) {
      double[] union = new double[2];
      for (int other = 0; other < cells; other++) {
        if (inUnion(alpha, cell, other)) {
          union[0] += p[0][other];
          union[1] += p[1][other];
        }
      }
      for (int y = 0; y < 2; y++) {
        if (p[y][cell] > 0) {
          bits += p[y][cell] * Math.log(union[y] / (union[0] + union[1]) / target[y]) / LN2;
        }
      }
    }
    return bits;
  }

  private boolean inUnion(Antichain alpha, int centre, int cell) {
    for (int a = 0; a < alpha.size(); a++) {
      boolean shared = true;
      for (int i = 0; i < binnings.size(); i++) {
        boolean member = (alpha.set(a) & 1 << i) != 0;
        shared &= !member || bin(centre, i) == bin(cell, i);
      }
      if (shared) {
        return true;
      }
    }
    return false;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
