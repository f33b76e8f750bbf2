package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.StudyPlan.Study;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/**
 * Runs a study in two lanes; what is measured is given by a function of the point. At each answer,
 * a new study with the whole history has to give the same one.
 */
final class TwoLanes {
  final List<Round> rounds = new ArrayList<>();
  final List<Proposal> proposals = new ArrayList<>();

  private final Supplier<Study> begin;
  private final Study study;
  private final Function<double[], Sample> measure;
  private int budget;
  private int lastMeasured;

  private TwoLanes(Supplier<Study> begin, Function<double[], Sample> measure, int budget) {
    this.begin = begin;
    this.measure = measure;
    this.budget = budget;
    study = begin.get();
  }

  /** All rounds of a study; lanes end in turn. */
  static TwoLanes run(Supplier<Study> begin, Function<double[], Sample> measure, int budget) {
    var lanes = new TwoLanes(begin, measure, budget);
    lanes.ask(0);
    lanes.ask(1);
    while (lanes.measureOldest()) {
      int lane = lanes.lastMeasured;
      lanes.ask(lane);
      if (lanes.rounds.stream().noneMatch(round -> round.open() && round.lane() != lane)) {
        lanes.ask(1 - lane);
      }
    }
    return lanes;
  }

  private void ask(int lane) {
    if (budget < 1) {
      return;
    }
    var answer = study.next(List.copyOf(rounds), lane, budget);
    assertEquals(answer, begin.get().next(List.copyOf(rounds), lane, budget));
    if (!answer.isEmpty()) {
      budget -= answer.size();
      proposals.addAll(answer);
      rounds.add(new Round(lane, answer.stream().map(one -> Measured.open(one.point())).toList()));
    }
  }

  private boolean measureOldest() {
    for (int i = 0; i < rounds.size(); i++) {
      var round = rounds.get(i);
      if (round.open()) {
        rounds.set(i, measured(round));
        lastMeasured = round.lane();
        return true;
      }
    }
    return false;
  }

  private Round measured(Round round) {
    return new Round(
        round.lane(),
        round.points().stream()
            .map(one -> Measured.of(one.point(), measure.apply(numbers(one.point()))))
            .toList());
  }

  static double[] numbers(Point point) {
    return point.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
  }

  static Point point(double... values) {
    return new Point(Arrays.stream(values).<JsonNode>mapToObj(DoubleNode::valueOf).toList());
  }

  /** Axes a, b, c, ... from -2 to 2. */
  static ParameterSpace space(int axes) {
    return new ParameterSpace(
        IntStream.range(0, axes)
            .mapToObj(
                a ->
                    axis(
                        String.valueOf((char) ('a' + a)),
                        new AxisValues.Range(Scale.LINEAR, -2, 2)))
            .toList());
  }

  static Axis axis(String label, AxisValues values) {
    return new Axis(label, SpecPath.parse("goal." + label), values);
  }
}
