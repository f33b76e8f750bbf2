package org.infomorph.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.infomorph.evolution.CmaEs;
import org.infomorph.evolution.SearchBox;
import org.infomorph.math.Seeds;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * The best point of a space, by an evolution strategy ({@link CmaEs}) over numeric axes. A
 * generation of points is ranked by the highest rung that they reached, then by value; points
 * without a value come last; equal ones stay in the order of asking.
 *
 * <p>The two lanes are two searches of their own, each of which learns from its own points only: no
 * core waits, and every decision knows all that it could know. Lane 0 begins at the trial's own
 * values. Lane 1 begins at a random point, so that a trial far from good ones costs half of the
 * budget at most. A run that has converged is followed by one with twice as many points in a
 * generation, at a random point (IPOP-CMA-ES). A run that stagnates goes on with learning rates
 * that adapt to the noise (LRA-CMA-ES); if it stagnates again, the next run follows.
 *
 * <p>A lane never asks for a point twice: what it knows of a point it takes from the round in which
 * that was asked. Where the rest of the budget is smaller than a generation, the first points of
 * the generation are asked. The search learns from whole generations only; if the budget grows
 * later, the generation's other points are asked first. So a study with a larger budget begins with
 * all decisions of the one with the smaller budget.
 *
 * @param population points in a generation, 4 to 10 000; 0 is the usual number, 4 + 3 ln n for n
 *     axes
 * @param generations how many of these a lane asks for at most; 0 is no limit. A generation of a
 *     run with twice as many points counts twice
 * @param seed another seed, other points
 * @see <a href="https://doi.org/10.1109/CEC.2005.1554902">Auger, Hansen 2005, A restart CMA
 *     evolution strategy with increasing population size</a>
 */
public record SearchPlan(int population, int generations, long seed) implements StudyPlan {
  private static final int LEAST_POPULATION = 4;
  private static final int LANES = 2;

  private static final int MOST_POPULATION = 10_000;

  /** The population is doubled so many times at most, as in Auger and Hansen. */
  private static final int MOST_DOUBLINGS = 9;

  /** The first standard deviation, in widths of the space. */
  private static final double FIRST_STEP = 0.25;

  /** The largest one of a coordinate; wider draws fold into each other and say little. */
  private static final double LARGEST_STEP = 0.3;

  /** A lane ends when so many generations one after the other bring no point that is new to it. */
  private static final int MOST_IDLE = 100;

  public SearchPlan {
    if (population != 0 && (population < LEAST_POPULATION || population > MOST_POPULATION)) {
      throw new IllegalArgumentException(
          "population is %d; allowed is %d to %d, or 0 for the usual one"
              .formatted(population, LEAST_POPULATION, MOST_POPULATION));
    }
    if (generations < 0) {
      throw new IllegalArgumentException(
          "generations is " + generations + "; allowed is 1 or more, or 0 for no limit");
    }
  }

  @Override
  public void check(ParameterSpace space) {
    SearchBox.check(space);
  }

  @Override
  public long size(ParameterSpace space) {
    long points = new SearchBox(space).points();
    long each = generations == 0 ? points : Math.min(points, budget(space));
    return each > Long.MAX_VALUE / LANES ? Long.MAX_VALUE : LANES * each;
  }

  /** {@inheritDoc} Points on a higher rung are better, whatever their values are. */
  @Override
  public boolean comparesValues() {
    return false;
  }

  @Override
  public Study begin(ParameterSpace space, Premise premise) {
    check(space);
    return new Search(space, premise);
  }

  private int population(ParameterSpace space) {
    return population == 0 ? CmaEs.defaultPopulation(space.axes().size()) : population;
  }

  /** The most points of a lane. */
  private long budget(ParameterSpace space) {
    return generations == 0 ? Long.MAX_VALUE : (long) generations * population(space);
  }

  private final class Search implements Study {
    private final SearchBox box;
    private final Premise premise;
    private final Lane[] lanes = new Lane[LANES];

    Search(ParameterSpace space, Premise premise) {
      this.box = new SearchBox(space);
      this.premise = premise;
    }

    @Override
    public List<Proposal> next(List<Round> rounds, int lane, int atMost) {
      var own = rounds.stream().filter(round -> round.lane() == lane && !round.open()).toList();
      if (lanes[lane] == null || !lanes[lane].continuedBy(own)) {
        lanes[lane] = new Lane(box, premise, lane);
      }
      return lanes[lane].next(own, atMost);
    }
  }

  /** One of the two searches. All of it follows from the rounds that it was told of. */
  private final class Lane {
    private final SearchBox box;
    private final Premise premise;
    private final int lane;
    private final Seeds seeds;
    private final List<Round> told = new ArrayList<>();
    private final Map<List<Double>, Measured> measured = new HashMap<>();

    /** The points of all generations before this one. */
    private final Set<List<Double>> used = new HashSet<>();

    private int run = -1;
    private int size;
    private CmaEs strategy;
    private Progress progress;
    private int generation;
    private long asked;
    private int idle;
    private Measured best;

    /** This generation's points, in order; none if the lane has ended. */
    private List<Point> points = List.of();

    Lane(SearchBox box, Premise premise, int lane) {
      this.box = box;
      this.premise = premise;
      this.lane = lane;
      this.seeds = new Seeds(seed).derive("lane " + lane);
      beginRun();
      beginGeneration();
    }

    /** Whether these rounds begin with those that the lane was told of. */
    boolean continuedBy(List<Round> rounds) {
      return rounds.size() >= told.size() && rounds.subList(0, told.size()).equals(told);
    }

    List<Proposal> next(List<Round> rounds, int atMost) {
      for (var round : rounds.subList(told.size(), rounds.size())) {
        told.add(round);
        round.points().forEach(point -> measured.putIfAbsent(key(point.point()), point));
      }
      var open = open();
      while (open.isEmpty() && !points.isEmpty()) {
        learn();
        beginGeneration();
        open = open();
      }
      String reason = run > 0 && strategy.generation() == 0 ? "restart" : "generation";
      String known = known();
      return open.stream().limit(atMost).map(point -> new Proposal(point, reason, known)).toList();
    }

    private void beginRun() {
      run++;
      var random = seeds.stream("search", run);
      // A start is drawn in any case, so that candidates are the same wherever a run begins.
      var drawn = box.draw(random);
      var start = lane == 0 && run == 0 ? box.vector(premise.base()) : drawn;
      size = population(box.space()) << Math.min(run, MOST_DOUBLINGS);
      strategy = new CmaEs(size, start, FIRST_STEP, box.least(), LARGEST_STEP, random);
      progress = new Progress(box.size(), size);
    }

    private void beginGeneration() {
      if (idle == MOST_IDLE || asked + size > budget(box.space())) {
        points = List.of();
        return;
      }
      asked += size;
      generation++;
      points = Arrays.stream(strategy.ask()).map(box::point).toList();
    }

    /** The points of this generation of which nothing is known, each once. */
    private List<Point> open() {
      var open = new LinkedHashMap<List<Double>, Point>();
      for (var point : points) {
        var key = key(point);
        if (!measured.containsKey(key)) {
          open.putIfAbsent(key, point);
        }
      }
      return List.copyOf(open.values());
    }

    private void learn() {
      var keys = points.stream().map(Lane::key).toList();
      idle = used.addAll(keys) ? 0 : idle + 1;
      var results = keys.stream().map(measured::get).toList();
      var order =
          IntStream.range(0, results.size())
              .boxed()
              .sorted(Comparator.comparing(results::get, this::compare))
              .mapToInt(i -> i)
              .toArray();
      var first = results.get(order[0]);
      var last = results.get(order[order.length - 1]);
      if (best == null || compare(first, best) < 0) {
        best = first;
      }
      if (compare(first, last) == 0) {
        // Whatever the order, it would be chance that the strategy learns.
        strategy.skip();
      } else {
        strategy.tell(order);
      }
      progress.add(loss(first), loss(results.get(order[order.length / 2])), loss(last));
      if (hasConverged() || progress.isFlat()) {
        beginRun();
      } else if (progress.isStagnant()) {
        if (strategy.adapting()) {
          beginRun();
        } else {
          // Not from the beginning: in a box they cost several times the points without noise.
          strategy.adaptRates();
          progress = new Progress(box.size(), size);
        }
      }
    }

    private boolean hasConverged() {
      var converged = box.converged();
      return strategy.elongation() > 1e7
          || IntStream.range(0, converged.length)
              .allMatch(i -> strategy.deviation(i) <= converged[i]);
    }

    /** The better one first. */
    private int compare(Measured a, Measured b) {
      boolean failed = loss(a) == Double.POSITIVE_INFINITY;
      boolean otherFailed = loss(b) == Double.POSITIVE_INFINITY;
      if (failed || otherFailed) {
        return Boolean.compare(failed, otherFailed);
      }
      int byRung = Integer.compare(b.rung(), a.rung());
      return byRung != 0 ? byRung : Double.compare(loss(a), loss(b));
    }

    /** What is to be small; infinite without a value, and where that is no number. */
    private double loss(Measured point) {
      double value = point.value().orElse(Double.NaN);
      if (Double.isNaN(value)) {
        return Double.POSITIVE_INFINITY;
      }
      // Adding 0 makes 0 and -0 the same.
      return (premise.maximise() ? -value : value) + 0.0;
    }

    private String known() {
      var value = best == null ? null : best.value();
      return "lane %d, generation %d: best so far %s, step size %s%s"
          .formatted(
              lane,
              generation,
              value == null || value.isEmpty() ? "none" : shown(value.getAsDouble(), 6),
              shown(strategy.sigma(), 2),
              (run == 0 ? "" : ", run " + (run + 1))
                  + (strategy.adapting() ? ", learning rates adapt" : ""));
    }

    private static String shown(double value, int digits) {
      if (!Double.isFinite(value)) {
        return String.valueOf(value);
      }
      var rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
      // Very large and very small numbers are written with an exponent.
      return Math.abs(rounded.precision() - rounded.scale()) > 2 * digits
          ? rounded.toString()
          : rounded.toPlainString();
    }

    /** A point's numbers; the same whether they are kept as 1 or as 1.0. */
    private static List<Double> key(Point point) {
      return point.values().stream().map(value -> value.doubleValue() + 0.0).toList();
    }
  }

  /**
   * Whether the values of a run still get better: two of the criteria of Hansen 2009, with his
   * constants.
   *
   * @see <a href="https://doi.org/10.1145/1570256.1570333">Hansen 2009, Benchmarking a
   *     BI-population CMA-ES on the BBOB-2009 function testbed: TolHistFun and Stagnation</a>
   */
  private static final class Progress {
    private static final double EQUAL = 1e-12;
    private static final int MOST_GENERATIONS = 20_000;

    private final int flat;
    private final int least;
    private final List<Double> firsts = new ArrayList<>();
    private final List<Double> middles = new ArrayList<>();
    private double worst;

    Progress(int dimensions, int population) {
      flat = 10 + (30 * dimensions + population - 1) / population;
      least = 120 + 30 * dimensions / population;
    }

    /** Adds a generation: the losses of its first, middle and last point. */
    void add(double first, double middle, double last) {
      firsts.add(first);
      middles.add(middle);
      worst = last;
    }

    /** Whether the best values of the last generations, and all of this one, are equal. */
    boolean isFlat() {
      if (firsts.size() < flat) {
        return false;
      }
      double low = worst;
      double high = worst;
      for (double first : firsts.subList(firsts.size() - flat, firsts.size())) {
        low = Math.min(low, first);
        high = Math.max(high, first);
      }
      return low == high || high - low <= EQUAL * Math.max(1, Math.abs(low));
    }

    /** Whether neither the best values nor the middle ones are better now than a while ago. */
    boolean isStagnant() {
      int window = Math.min(MOST_GENERATIONS, Math.max(least, firsts.size() / 5));
      return firsts.size() >= window && isStagnant(firsts, window) && isStagnant(middles, window);
    }

    private static boolean isStagnant(List<Double> losses, int window) {
      int end = losses.size();
      int part = window * 3 / 10;
      double before = median(losses.subList(end - window, end - window + part));
      return median(losses.subList(end - part, end)) >= before;
    }

    private static double median(List<Double> losses) {
      var sorted = losses.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }
}
