package org.infomorph.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.infomorph.refinement.Boundary;
import org.infomorph.refinement.Cell;
import org.infomorph.refinement.DyadicGrid;
import org.infomorph.refinement.KnownPoints;
import org.infomorph.refinement.Refinement;
import org.infomorph.refinement.Wish;
import org.infomorph.space.AxisValues.Steps;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Scale;

/**
 * A coarse grid, then only the cells that a boundary crosses, halved again and again. The axes are
 * numbers with a count of 2 or more, which is that of the coarse grid. With {@code c} values and
 * {@code L} levels, every point lies on the grid of {@code (c - 1) * 2^L + 1} values.
 *
 * <p>A boundary lies between two neighbouring corners of a cell that differ: in their label, in the
 * side of the threshold, by a jump of the measure, or because one of them has failed. Cells are
 * also split where the 95 % intervals at their corners straddle the threshold, but not by the last
 * halving: there, more seeds help, and more points do not.
 *
 * @param levels how often a cell can be halved along each axis; 0 leaves the coarse grid
 * @param at a threshold of the measure: points at or above it differ from those below
 * @param jump a boundary also lies where the measure of two neighbouring corners differs by more
 *     than this and the noise of both together, by their 95 % intervals
 * @param phases whether points of different labels differ
 * @param explore the share of the points that goes to the least explored volume; 0 to 0.5
 * @param seed chooses among equally unexplored cells
 */
public record RefinePlan(
    int levels, OptionalDouble at, OptionalDouble jump, boolean phases, double explore, long seed)
    implements StudyPlan {
  /** The share of points that explore, unless another one is given. */
  public static final double EXPLORE = 0.05;

  private static final int MOST_LEVELS = 20;
  private static final int MOST_COARSE = 1 << 24;

  /** At the end of a 95 % interval, the side is right with 97 %; farther away, surer. */
  private static final double STEEPNESS = 3.5;

  public RefinePlan {
    Objects.requireNonNull(at);
    Objects.requireNonNull(jump);
    if (levels < 0 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "found " + levels + " levels; allowed is 0 to " + MOST_LEVELS);
    }
    if (!(explore >= 0 && explore <= 0.5)) {
      throw new IllegalArgumentException("explore is " + explore + "; allowed is 0 to 0.5");
    }
    if (at.isPresent() && !Double.isFinite(at.getAsDouble())) {
      throw new IllegalArgumentException(
          "the threshold is " + at.getAsDouble() + "; allowed are finite numbers");
    }
    if (jump.isPresent() && !(jump.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "jump is " + jump.getAsDouble() + "; allowed is 0 or more");
    }
    if (!phases && at.isEmpty() && jump.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no boundary to look for; give a threshold or a jump, or let phases be true");
    }
  }

  /** Boundaries between phases. */
  public static RefinePlan ofPhases(int levels, long seed) {
    return new RefinePlan(
        levels, OptionalDouble.empty(), OptionalDouble.empty(), true, EXPLORE, seed);
  }

  /** The boundary where the measure reaches a threshold. */
  public static RefinePlan ofThreshold(int levels, double at, long seed) {
    return new RefinePlan(
        levels, OptionalDouble.of(at), OptionalDouble.empty(), false, EXPLORE, seed);
  }

  @Override
  public void check(ParameterSpace space) {
    long coarse = new DyadicGrid(space, levels).coarseSize();
    if (coarse > MOST_COARSE) {
      throw new IllegalArgumentException(
          "the coarse grid has %d points; allowed are up to %d".formatted(coarse, MOST_COARSE));
    }
  }

  /** {@inheritDoc} That is the finest grid; a study asks for a small part of it. */
  @Override
  public long size(ParameterSpace space) {
    return new DyadicGrid(space, levels).size();
  }

  @Override
  public long firstPoints(ParameterSpace space) {
    return new DyadicGrid(space, levels).coarseSize();
  }

  @Override
  public boolean needsPhases() {
    return phases;
  }

  @Override
  public Study begin(ParameterSpace space, Premise premise) {
    check(space);
    return new RefineStudy(new DyadicGrid(space, levels));
  }

  /**
   * All cells that were not split, in a fixed order; together they fill the space.
   *
   * @param rounds all rounds of the study, which may have stopped early
   */
  public List<Cell> cells(ParameterSpace space, List<Round> rounds) {
    check(space);
    var study = new RefineStudy(new DyadicGrid(space, levels));
    study.load(rounds);
    return study.refinement().cells();
  }

  /**
   * The longest edge of the largest cell, as a share of its axis. An island of another label could
   * have been missed if it lies within one cell; so none that is longer than this, along every
   * axis, and that fits into no other place than such cells.
   */
  public static double largestEdge(ParameterSpace space, List<Cell> cells) {
    double largest = 0;
    for (int a = 0; a < space.axes().size(); a++) {
      for (var cell : cells) {
        largest = Math.max(largest, share(space, cell, a));
      }
    }
    return largest;
  }

  /** The part of an axis that a cell takes, 0 to 1; on a log axis that of the logarithms. */
  private static double share(ParameterSpace space, Cell cell, int axis) {
    var steps = (Steps) space.axes().get(axis).values();
    double whole = Math.abs(place(steps, steps.to()) - place(steps, steps.from()));
    return (place(steps, cell.upper().get(axis)) - place(steps, cell.lower().get(axis))) / whole;
  }

  /** The values that the finest grid has on each axis. */
  public List<Long> finest(ParameterSpace space) {
    return space.axes().stream()
        .map(axis -> ((long) (axis.values().count() - 1) << levels) + 1)
        .toList();
  }

  /** The edges of a cell in steps of the finest grid, by axis. */
  public List<Long> steps(ParameterSpace space, Cell cell) {
    var finest = finest(space);
    return IntStream.range(0, finest.size())
        .mapToObj(a -> Math.round(share(space, cell, a) * (finest.get(a) - 1)))
        .toList();
  }

  /**
   * How much of a boundary was found.
   *
   * @param cells how many cells it crosses
   * @param finest how many of these have no edge longer than a step of the finest grid
   * @param open how many further cells it may cross
   * @param extent how many cells of the finest grid it crosses, about: a larger cell counts as many
   *     as lie on its largest face, and an open one half of that, as the boundary crosses about
   *     half of the cells that a split makes. In a plane this is the boundary's length in steps of
   *     that grid, along staircases
   */
  public record FoundBoundary(int cells, int finest, int open, double extent) {}

  /**
   * The boundary that some cells show.
   *
   * @param cells as {@link #cells} gives them
   */
  public FoundBoundary boundary(ParameterSpace space, List<Cell> cells) {
    int crossed = 0;
    int finest = 0;
    int open = 0;
    double extent = 0;
    for (var cell : cells) {
      if (cell.boundary() == Cell.Boundary.NONE) {
        continue;
      }
      var edges = steps(space, cell);
      double shortest = edges.stream().mapToLong(edge -> edge).min().orElse(1);
      double volume = edges.stream().mapToDouble(edge -> edge).reduce(1, (p, q) -> p * q);
      if (cell.boundary() == Cell.Boundary.OPEN) {
        open++;
        extent += volume / shortest / 2;
      } else {
        crossed++;
        finest += volume == 1 ? 1 : 0;
        extent += volume / shortest;
      }
    }
    return new FoundBoundary(crossed, finest, open, extent);
  }

  private static double place(Steps steps, double value) {
    return steps.scale() == Scale.LOG ? StrictMath.log(value) : value;
  }

  /** What tells a point apart from others, as a text. */
  private String text(Measured measured) {
    if (measured.hasFailed()) {
      return "failed";
    }
    var label = phases || at.isEmpty() && measured.isBelow() ? measured.label() : "";
    if (at.isEmpty()) {
      return label;
    }
    double threshold = at.getAsDouble();
    boolean reaches = !measured.isBelow() && measured.sample().mean() >= threshold;
    var side = (reaches ? "at least " : "below ") + threshold;
    return label.isEmpty() ? side : label + ", " + side;
  }

  private double certainty(Measured measured) {
    double certainty = phases ? measured.certainty() : 1;
    double halfWidth = measured.sample().halfWidth();
    if (at.isPresent() && !measured.hasFailed() && halfWidth > 0) {
      double distance = Math.abs(measured.sample().mean() - at.getAsDouble()) / halfWidth;
      certainty *= 1 / (1 + StrictMath.exp(-STEEPNESS * distance));
    }
    return certainty;
  }

  private final class RefineStudy implements Study {
    private final DyadicGrid grid;
    private final List<Round> loaded = new ArrayList<>();
    private KnownPoints known = new KnownPoints();
    private final KnownPoints.Labels labels = new KnownPoints.Labels();

    RefineStudy(DyadicGrid grid) {
      this.grid = grid;
    }

    @Override
    public List<Proposal> next(List<Round> rounds, int lane, int atMost) {
      load(rounds);
      var coarse = coarse(lane, atMost);
      if (!coarse.isEmpty()) {
        return coarse;
      }
      var refinement = refinement();
      int wanted = Math.min(refinement.wantedCount(), atMost);
      int explored = explored(wanted);
      wanted = Math.max(0, Math.min(wanted, atMost - explored));
      var wishes = new ArrayList<>(refinement.wanted(wanted));
      wishes.addAll(refinement.explore(Math.min(explored, atMost - wanted), seed));
      return wishes.stream().map(this::proposal).toList();
    }

    private Proposal proposal(Wish wish) {
      return new Proposal(grid.point(wish.key()), wish.reason(), wish.known());
    }

    Refinement refinement() {
      return new Refinement(new Boundary(at, jump), grid, known, labels);
    }

    /** A lane's part of the coarse grid: lane 0 has the first half, lane 1 the second. */
    private List<Proposal> coarse(int lane, int atMost) {
      int size = (int) grid.coarseSize();
      int half = (size + 1) / 2;
      var proposals = new ArrayList<Proposal>();
      int end = lane == 0 ? half : size;
      for (int i = lane == 0 ? 0 : half; i < end && proposals.size() < atMost; i++) {
        long key = grid.coarsePoint(i);
        if (known.find(key) < 0) {
          proposals.add(new Proposal(grid.point(key), "coarse", ""));
        }
      }
      return proposals;
    }

    /**
     * How many points explore besides so many that do not. The share of all points so far is
     * rounded down, before and after: the difference follows from the number of points alone.
     */
    private int explored(int others) {
      int asked = known.size();
      long before = asked <= grid.coarseSize() ? 0 : (long) (explore * asked);
      int count = 0;
      while ((long) (explore * (asked + (long) others + count + 1)) - before > count) {
        count++;
      }
      return count;
    }

    /** Takes in what is new; what was taken in before stays, unless the history is another one. */
    private void load(List<Round> rounds) {
      for (int i = 0; i < loaded.size(); i++) {
        if (i >= rounds.size() || !continues(loaded.get(i), rounds.get(i))) {
          loaded.clear();
          known = new KnownPoints();
        }
      }
      for (int i = 0; i < rounds.size(); i++) {
        var round = rounds.get(i);
        boolean added = i >= loaded.size();
        if (added || loaded.get(i) != round) {
          round.points().forEach(this::load);
        }
        if (added) {
          loaded.add(round);
        } else {
          loaded.set(i, round);
        }
      }
    }

    private boolean continues(Round before, Round now) {
      if (before == now) {
        return true;
      }
      if (!before.open()) {
        return before.equals(now);
      }
      return IntStream.range(0, before.points().size())
          .allMatch(
              i ->
                  before.points().size() == now.points().size()
                      && before.points().get(i).point().equals(now.points().get(i).point()));
    }

    private void load(Measured measured) {
      long key = grid.key(measured.point());
      if (measured.open()) {
        known.put(key, KnownPoints.OPEN, Double.NaN, 0, 0);
        return;
      }
      double halfWidth = measured.sample().halfWidth();
      known.put(
          key,
          labels.code(text(measured)),
          measured.sample().mean(),
          Double.isNaN(halfWidth) ? 0 : halfWidth,
          (float) Math.max(0, Math.min(1, certainty(measured))));
    }
  }
}
