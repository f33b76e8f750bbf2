package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.infomorph.cluster.SmallImages;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Blas;
import org.infomorph.measuring.Outcome;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRequest;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.ContentHash;
import org.infomorph.store.KeptNetworks;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.trial.SameWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promoted trials continue from kept states, and nobody can tell. */
class PromotionTest {
  /** Nine points on the first rung, four on the second, two on the third; two seeds each. */
  private static final String SWEEP =
      """
      name: study
      trial:
        dataset: {idx: {directory: mnist}}
        network:
          layers:
            - name: out
              neurons: 10
              sources:
                r: {from: input}
                c: {from: label, connect: one_to_one, weight: 1.0, frozen: true, bias: false}
              activation: {modulated: {k1: 1.0, k2: 2.0}}
              bins:
                r: {count: 20, range: normalised}
                c: {count: 20, range: normalised}
              goal: {"{r}": 0.1, "{c}": 0.1, "{r}{c}": 1.0, "{rc}": 0.1}
              optimiser: {adam: {learning_rate: 0.05, weight_decay: 0.00015}}
        training: {epochs: 1, batch_size: 32, validation_fraction: 0.2}
        keep: {weights: best}
        seed: 1
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 9}}
      measure: validation_accuracy
      per_point:
        rungs: {path: training.epochs, values: [2, 5, 9], keep: 0.5}
        seeds: 2
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void trainEachFromItsBeginning() throws IOException {
    SmallImages.write(folder.resolve("data/mnist"));
    run("whole", new FromTheBeginning(trials()), 1, RunListener.SILENT);
    assertEquals(Map.of("2 of 2", 18, "5 of 5", 8, "9 of 9", 4), trained("whole"));
  }

  private static LocalTrials trials() {
    return new LocalTrials(new DataPlace(folder.resolve("data")), Blas.preset());
  }

  /** Trains every trial from its beginning, as before there were states. */
  private record FromTheBeginning(LocalTrials trials) implements TrialRunner {
    @Override
    public String run(String request) {
      return ResultLine.withoutState(trials.run(TrialRequest.read(request).canonical()));
    }
  }

  private static SweepFolder place(String name) {
    return new SweepFolder(Folder.at(folder.resolve(name).toString()));
  }

  private static void run(String name, TrialRunner runner, int pack, RunListener listener)
      throws IOException {
    var rounds = Rounds.begin(SweepFiles.sweep(folder, SWEEP), spec -> {});
    new SweepJob(rounds, place(name), runner, LocalSpark::session, listener, Consent.NONE, pack)
        .runTrials();
  }

  /** Stops a run; says which trials were reported as ended before. */
  private static List<String> stop(String name, int after) {
    var rounds = Rounds.begin(SweepFiles.sweep(folder, SWEEP), spec -> {});
    var listener = new StopAfter(after);
    var job =
        new SweepJob(rounds, place(name), trials(), LocalSpark::session, listener, Consent.NONE, 1);
    assertThrows(IOException.class, job::runTrials);
    assertTrue(Thread.interrupted());
    return listener.reported();
  }

  private static List<TrialResult> rows(String name) throws IOException {
    var rows = new ArrayList<TrialResult>();
    TrialTable.scanWhole(place(name).trials(), rows::add);
    return rows;
  }

  private static String hash(String name) throws IOException {
    var hash = new ContentHash();
    rows(name).forEach(hash::add);
    return hash.hash();
  }

  /** How many trials of so many epochs were trained for how many. */
  private static Map<String, Integer> trained(String name) throws IOException {
    var counts = new TreeMap<String, Integer>();
    for (var row : rows(name)) {
      int epochs = CanonicalJson.read(row.spec()).at("/training/epochs").asInt();
      counts.merge(row.epochsTrained().getAsInt() + " of " + epochs, 1, Integer::sum);
    }
    return counts;
  }

  private static List<String> states(String name) throws IOException {
    return place(name).folder().list("states");
  }

  private static void assertSameWeights(String expected, String actual) throws IOException {
    for (var row : rows(expected)) {
      SameWeights.assertSame(
          networks(expected).read(row.trialId()), networks(actual).read(row.trialId()));
    }
  }

  private static KeptNetworks networks(String name) {
    return new KeptNetworks(place(name).trials(), place(name).weights());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void promotedTrialsTrainOnlyWhatARungAdds(int pack) throws IOException {
    var continued = "packs of " + pack;
    run(continued, trials(), pack, RunListener.SILENT);

    assertEquals(Map.of("2 of 2", 18, "3 of 5", 8, "4 of 9", 4), trained(continued));
    assertEquals(hash("whole"), hash(continued));
    assertSameWeights("whole", continued);
    assertFalse(place(continued).folder().exists("states"));
    // What verify does: all of them once more, each from its beginning.
    var again = new Repetition(folder.resolve("data"), Blas.preset(), false);
    assertEquals(30, again.run(rows(continued), line -> {}));
  }

  @Test
  void whateverIsKilledAStudyGoesOnFromTheStates() throws IOException {
    for (int after : List.of(5, 7, 6, 4)) {
      stop("stopped", after);
      assertFalse(states("stopped").isEmpty());
    }
    run("stopped", trials(), 1, RunListener.SILENT);

    assertEquals(hash("whole"), hash("stopped"));
    assertSameWeights("whole", "stopped");
    var trained = trained("stopped");
    assertTrue(trained.getOrDefault("3 of 5", 0) > 0, trained.toString());
    assertFalse(place("stopped").folder().exists("states"));
  }

  /** What a decision has dropped, or a finished trial has continued, is no longer there. */
  @Test
  void statesOfDroppedCandidatesAreDroppedWithThem() throws IOException {
    var done = stop("dropped", 24); // others may have been stopped before their states were dropped

    var rounds = Rounds.replay(SweepFiles.sweep(folder, SWEEP), outcomes("dropped")::apply);
    var next = new HashMap<String, String>();
    for (int round = 0; round < rounds.measured().size(); round++) {
      next.putAll(rounds.continuations(round));
    }
    var dropped =
        next.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty() || done.contains(entry.getValue()))
            .map(Map.Entry::getKey)
            .filter(done::contains)
            .toList();
    assertFalse(dropped.isEmpty());
    // A lane whose trials have not all ended has decided nothing.
    var open = new ArrayList<String>();
    for (int lane = 0; lane < Rounds.LANES; lane++) {
      if (rounds.open(lane) >= 0) {
        rounds
            .continuations(rounds.open(lane))
            .forEach((id, longer) -> open.add(longer.isEmpty() ? id : ""));
      }
    }
    for (var id : states("dropped")) {
      assertTrue(open.contains(id) || !dropped.contains(id), id);
    }
    assertTrue(states("dropped").size() < 18, states("dropped").toString());
  }

  private static Function<String, Optional<Outcome>> outcomes(String name) throws IOException {
    var outcomes = new HashMap<String, Outcome>();
    for (var row : rows(name)) {
      outcomes.put(row.trialId(), EndedTrial.outcome(row, "validation_accuracy"));
    }
    return id -> Optional.ofNullable(outcomes.get(id));
  }

  @Test
  void aDamagedStateCostsTimeAndNothingElse() throws IOException {
    stop("damaged", 12);
    var damaged = states("damaged");
    assertFalse(damaged.isEmpty());
    for (int i = 0; i < damaged.size(); i++) {
      var file = folder.resolve("damaged/states").resolve(damaged.get(i));
      var bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, i % 2 == 0 ? bytes : new byte[0]);
    }
    run("damaged", trials(), 1, RunListener.SILENT);

    assertEquals(hash("whole"), hash("damaged"));
    assertSameWeights("whole", "damaged");
    var trained = trained("damaged");
    assertTrue(trained.getOrDefault("5 of 5", 0) > 0, trained.toString());
  }
}
