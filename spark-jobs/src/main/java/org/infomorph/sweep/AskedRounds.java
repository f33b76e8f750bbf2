package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.infomorph.form.CanonicalJson;
import org.infomorph.measuring.Cohort;
import org.infomorph.measuring.Labels;
import org.infomorph.measuring.Outcome;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Round;

/**
 * The rounds of a study as far as they are measured, from the table of what was asked for and the
 * outcomes of trials: no trial is bound, and no decision is taken again.
 */
public final class AskedRounds {
  private final Asked asked;
  private final Results results;
  private final long firstSeed;

  /** By setting, as JSON, its index. */
  private final Map<String, Integer> settings = new HashMap<>();

  /** By point and setting, the id of what was asked for. */
  private final Map<Integer, Map<Integer, String>> ids = new HashMap<>();

  /** What came of trials. */
  @FunctionalInterface
  public interface Results {
    /** Empty if the trial has not ended. */
    Optional<Outcome> of(String pointId, long seed);
  }

  private AskedRounds(Asked asked, Results results) {
    this.asked = asked;
    this.results = results;
    this.firstSeed = asked.firstSeed();
  }

  /**
   * The rounds in order. A round is open as long as a trial that it asked for has not ended. Trials
   * that confirm belong to no round: no decision saw them.
   */
  public static List<Round> of(Asked asked, Results results) {
    return new AskedRounds(asked.withoutConfirmation(), results).rounds();
  }

  private List<Round> rounds() {
    findSettings();
    var roundOf = new HashMap<Integer, Integer>();
    var points = new TreeMap<Integer, List<Integer>>();
    var lanes = new HashMap<Integer, Integer>();
    var open = new HashMap<Integer, Boolean>();
    for (var ask : asked.asks()) {
      int round = roundOf.computeIfAbsent(ask.point(), point -> ask.round());
      lanes.putIfAbsent(round, ask.lane());
      var ofPoint = ids.computeIfAbsent(ask.point(), point -> new HashMap<>());
      if (ofPoint.isEmpty()) {
        points.computeIfAbsent(round, r -> new ArrayList<>()).add(ask.point());
      }
      ofPoint.put(settings.get(ask.setting()), ask.pointId());
      open.merge(round, !hasEnded(ask), Boolean::logicalOr);
    }
    var rounds = new ArrayList<Round>();
    points.forEach(
        (round, all) ->
            rounds.add(new Round(lanes.get(round), open.get(round) ? opened(all) : measured(all))));
    return rounds;
  }

  private boolean hasEnded(Ask ask) {
    for (int seed = 0; seed < ask.seeds(); seed++) {
      if (results.of(ask.pointId(), ask.firstSeed() + seed).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void findSettings() {
    var perPoint = asked.sweep().perPoint();
    var wanted = new HashSet<String>();
    asked.asks().forEach(ask -> wanted.add(ask.setting()));
    if (perPoint.path().isEmpty()) {
      wanted.forEach(setting -> settings.put(setting, 0));
      return;
    }
    for (int index = 0; !settings.keySet().containsAll(wanted); index++) {
      settings.putIfAbsent(CanonicalJson.write(perPoint.setting(index)), index);
    }
  }

  private List<Measured> opened(List<Integer> points) {
    return points.stream().map(point -> Measured.open(asked.points().get(point))).toList();
  }

  private List<Measured> measured(List<Integer> points) {
    var sweep = asked.sweep();
    var cohort =
        new Cohort(
            points.size(),
            (index, setting, seed) -> outcome(points.get(index), setting, seed),
            new Labels(sweep.phases().silentBits(), sweep.phases().dominantShare()),
            sweep.maximise());
    var measured = new ArrayList<Measured>();
    for (int i = 0; i < points.size(); i++) {
      measured.add(sweep.perPoint().measured(cohort, i, asked.points().get(points.get(i))));
    }
    return measured;
  }

  private Optional<Outcome> outcome(int point, int setting, int seed) {
    var id = ids.get(point).get(setting);
    return id == null || asked.ask(id, firstSeed + seed) < 0
        ? Optional.empty()
        : results.of(id, firstSeed + seed);
  }
}
