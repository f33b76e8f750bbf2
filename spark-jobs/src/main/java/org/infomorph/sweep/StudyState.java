package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.FixedSeeds;
import org.infomorph.plan.RefinePlan;
import org.infomorph.plan.Round;
import org.infomorph.refinement.Cell;

/**
 * How far a study is, in words: its round, the boundary that it has found, what the budget still
 * allows, and why it has ended.
 */
public final class StudyState {
  /** The boundary of larger studies takes seconds to work out. */
  private static final int MOST_POINTS = 20_000;

  private final Sweep sweep;
  private final List<Round> rounds;
  private final Used used;
  private Optional<RefinePlan.FoundBoundary> boundary;
  private List<Cell> cells;

  /**
   * What a study has used so far.
   *
   * @param trials that were asked for
   * @param epochs that these take of a budget of epochs, see {@link Asked#epochs}
   * @param seconds for how long those that have ended have trained
   */
  public record Used(long trials, double epochs, double seconds) {}

  /**
   * @param rounds so far, in order
   */
  public StudyState(Sweep sweep, List<Round> rounds, Used used) {
    this.sweep = sweep;
    this.rounds = rounds;
    this.used = used;
  }

  /** The boundary of a refinement; empty for other plans, and before its coarse grid is there. */
  public synchronized Optional<RefinePlan.FoundBoundary> boundary() {
    if (boundary == null) {
      boundary =
          sweep.plan() instanceof RefinePlan refine && !cells().isEmpty()
              ? Optional.of(refine.boundary(sweep.space(), cells()))
              : Optional.empty();
    }
    return boundary;
  }

  private synchronized List<Cell> cells() {
    if (cells == null) {
      boolean few = points() <= MOST_POINTS;
      boolean begun = rounds.stream().anyMatch(round -> !round.open());
      cells =
          sweep.plan() instanceof RefinePlan refine && few && begun
              ? refine.cells(sweep.space(), rounds)
              : List.of();
    }
    return cells;
  }

  /** The points that have a value, the best first, as the study itself ranks them. */
  public List<Integer> candidates() {
    return Candidates.of(sweep, rounds);
  }

  private int points() {
    return rounds.stream().mapToInt(round -> round.points().size()).sum();
  }

  /** For a line of progress, such as {@code round 12, boundary through 212 cells, ...}. */
  public String line() {
    var words = new ArrayList<String>();
    words.add("round " + rounds.size());
    boundary()
        .ifPresent(
            found -> words.add("boundary through " + count(found.cells() + found.open(), "cell")));
    left().ifPresent(words::add);
    best().ifPresent(words::add);
    return String.join(", ", words);
  }

  /**
   * A sentence for each thing to say, without an end.
   *
   * @param ending why nothing more was asked for
   */
  public List<String> sentences(Ending ending) {
    var sentences = new ArrayList<String>();
    sentences.add(
        "%s: %s, %s"
            .formatted(
                count(rounds.size(), "round"),
                count(points(), "point"),
                count(used.trials(), "trial")));
    dense().ifPresent(sentences::add);
    boundary().ifPresent(found -> sentences.add(words(found)));
    island().ifPresent(sentences::add);
    sentences.add(ending.words(sweep));
    if (ending == Ending.OPEN) {
      left().ifPresent(left -> sentences.add("of the budget, " + left));
    }
    return sentences;
  }

  private static String count(long number, String thing) {
    return Texts.count(number, thing);
  }

  private String words(RefinePlan.FoundBoundary found) {
    if (found.cells() + found.open() == 0) {
      return "no boundary was found";
    }
    var extent = Math.round(found.extent());
    var size =
        switch (sweep.space().axes().size()) {
          case 1 -> "";
          case 2 -> ": its length is about " + count(extent, "step") + " of the finest grid";
          default -> ": its area is about " + count(extent, "cell face") + " of the finest grid";
        };
    return "a boundary crosses %s, %d of them of the finest size%s%s"
        .formatted(
            count(found.cells(), "cell"),
            found.finest(),
            found.open() == 0 ? "" : ", and may cross " + found.open() + " more",
            size);
  }

  /** The point of the greatest capacity, in words; of bisections alone. */
  public Optional<String> best() {
    if (!(sweep.perPoint() instanceof Bisect bisect) || points() > MOST_POINTS) {
      return Optional.empty();
    }
    var measured = rounds.stream().flatMap(round -> round.points().stream()).toList();
    return candidates().stream()
        .findFirst()
        .map(measured::get)
        .map(
            best ->
                "best: %s %s at %s"
                    .formatted(
                        bisect.capacity(),
                        Texts.number(best.value().orElseThrow()),
                        Texts.point(sweep, best.point())));
  }

  /** What the dense grid would take; of refinements alone. */
  private Optional<String> dense() {
    if (!(sweep.plan() instanceof RefinePlan refine)) {
      return Optional.empty();
    }
    int seeds = sweep.perPoint().first();
    double trials = (double) refine.size(sweep.space()) * seeds;
    var grid =
        refine.finest(sweep.space()).stream()
            .map(Object::toString)
            .collect(Collectors.joining(" x "));
    return Optional.of(
        "the dense grid of %s points takes %s%s trials: these are %s %% of them"
            .formatted(
                grid,
                sweep.perPoint() instanceof FixedSeeds ? "" : "at least ",
                String.format(Locale.ROOT, "%.0f", trials),
                percent(used.trials() / trials)));
  }

  private static String percent(double share) {
    return Texts.axis(Double.parseDouble(String.format(Locale.ROOT, "%.2g", 100 * share)));
  }

  /** The largest cell that no boundary crosses: a smaller island may lie between its corners. */
  private Optional<String> island() {
    if (!(sweep.plan() instanceof RefinePlan refine)) {
      return Optional.empty();
    }
    Cell largest = null;
    double volume = 0;
    for (var cell : cells()) {
      double own =
          refine.steps(sweep.space(), cell).stream().mapToDouble(e -> e).reduce(1, (p, q) -> p * q);
      if (cell.boundary() == Cell.Boundary.NONE && own > volume) {
        volume = own;
        largest = cell;
      }
    }
    if (largest == null) {
      return Optional.empty();
    }
    var finest = refine.finest(sweep.space());
    var edges = refine.steps(sweep.space(), largest);
    var shares = new ArrayList<String>();
    for (int a = 0; a < edges.size(); a++) {
      shares.add(
          "%s %% of %s"
              .formatted(
                  percent((double) edges.get(a) / (finest.get(a) - 1)),
                  sweep.space().axes().get(a).label()));
    }
    return Optional.of(
        "an island that fits between the points may have been missed: the largest cell without a"
            + " boundary is %s steps of the finest grid, %s"
                .formatted(
                    edges.stream().map(Object::toString).collect(Collectors.joining(" x ")),
                    String.join(" and ", shares)));
  }

  /** What the budget still allows; empty without a budget. */
  private Optional<String> left() {
    var budget = sweep.budget();
    var left = new ArrayList<String>();
    if (budget.trials() != Budget.NONE.trials()) {
      left.add(
          "%d of %s left"
              .formatted(budget.trials() - used.trials(), count(budget.trials(), "trial")));
    }
    if (Double.isFinite(budget.epochs())) {
      double rest = Math.max(0, budget.epochs() - used.epochs());
      left.add("%s of %s epochs left".formatted(Texts.axis(rest), Texts.axis(budget.epochs())));
    }
    if (Double.isFinite(budget.coreHours())) {
      double rest = Math.max(0, budget.coreHours() - used.seconds() / 3600);
      var of = Texts.axis(budget.coreHours());
      left.add(String.format(Locale.ROOT, "%.2f of %s core hours left", rest, of));
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", left));
  }
}
