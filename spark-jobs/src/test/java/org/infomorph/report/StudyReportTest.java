package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.infomorph.drawing.Drawing;
import org.infomorph.run.MadeUpStudy;
import org.infomorph.run.StudyLook;
import org.infomorph.run.SweepFollower;
import org.infomorph.store.TableFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Texts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of each kind of study against the tables and trials that it is made of. */
class StudyReportTest {
  @TempDir static Path folder;

  private static final List<String> OF_STUDIES =
      List.of("cells", "path", "candidates", "rungs", "effects", "capacities", "confirmation");

  /** Studies that several tests look at, by their sweeps. */
  private static final Map<String, Made> MADE = new HashMap<>();

  private record Made(MadeUpStudy study, ReportData data, Map<String, Drawing.Figure> figures) {
    Asked asked() {
      return study.asked();
    }

    List<String> csv(String figure) {
      return figures.get(figure).csv().lines().toList();
    }

    JsonNode header() {
      return data.header();
    }

    List<String> sentences() {
      var sentences = new ArrayList<String>();
      header().at("/study/sentences").forEach(text -> sentences.add(text.asText()));
      return sentences;
    }

    List<Group> table(String name) throws IOException {
      var rows = new ArrayList<Group>();
      TableFolder.read(study.place().tables().folder(name), rows::add);
      return rows;
    }

    /** What a page shows that follows the study. */
    ReportData live() throws Exception {
      var live = new CompletableFuture<ReportData>();
      var pace = new SweepFollower.Pace(0, took -> 1_000_000, Long.MAX_VALUE, 1_000_000);
      SweepFollower.Reader reader =
          (report, asked, found) -> live.complete(report.whole(asked, found));
      try (var follower =
          SweepFollower.begin(
              study.place(),
              pace,
              reader,
              note -> live.completeExceptionally(new IOException(note)))) {
        var data = live.get(60, TimeUnit.SECONDS);
        assertTrue(follower.report().isPresent());
        return data;
      }
    }

    Path page() throws IOException {
      Report.of(study.place().folder(), asked(), StudyLook.at(study.place(), asked())).writePage();
      return study.place().folder().local().orElseThrow().resolve("report.html");
    }
  }

  @AfterAll
  static void forget() {
    MADE.clear();
  }

  private static Made made(String sweep) throws IOException {
    var there = MADE.get(sweep);
    if (there != null) {
      return there;
    }
    var study = MadeUpStudy.run(folder.resolve("study" + MADE.size()), sweep, Integer.MAX_VALUE);
    var place = study.place();
    study.writePoints();
    var data =
        ReportData.read(
            place.folder(), study.asked(), StudyLook.at(place, study.asked()), Page.room());
    var made = new Made(study, data, drawn(data));
    MADE.put(sweep, made);
    return made;
  }

  private static Map<String, Drawing.Figure> drawn(ReportData data) {
    var figures = new TreeMap<String, Drawing.Figure>();
    try (var drawing = new Drawing(data.header().toString(), data.block())) {
      for (int k = 0; k < drawing.count(); k++) {
        var figure = drawing.draw(k, "dark", 720, 480);
        figures.put(figure.name(), figure);
        assertFalse(figure.svg() != null && figure.svg().contains("NaN"), figure.name());
      }
    }
    return figures;
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void aRefinementShowsItsCells() throws IOException {
    var made = made(MadeUpStudy.REFINE);

    var rows = new ArrayList<String>();
    rows.add("red_lower,red_upper,unq_lower,unq_upper,label,probability,boundary");
    for (var cell : made.table("cells")) {
      rows.add(
          "%s,%s,%s,%s,%s,%s,%s"
              .formatted(
                  plain(cell.getDouble("red_lower", 0)),
                  plain(cell.getDouble("red_upper", 0)),
                  plain(cell.getDouble("unq_lower", 0)),
                  plain(cell.getDouble("unq_upper", 0)),
                  cell.getString("label", 0),
                  plain(Float.parseFloat("%.7g".formatted(cell.getDouble("probability", 0)))),
                  cell.getString("boundary", 0)));
    }
    assertEquals(rows.size(), made.csv("cells").size());
    for (int i = 0; i < rows.size(); i++) {
      assertSame(rows.get(i), made.csv("cells").get(i));
    }
    var svg = made.figures().get("cells").svg();
    assertTrue(svg.contains("{r}{c}") && svg.contains("pale: less sure"), "no legend");
    assertTrue(count(svg, "<path") > 2L * (rows.size() - 1), "not every cell is drawn");
    assertEquals(
        StudyLook.at(made.study().place(), made.asked())
            .orElseThrow()
            .sentences(made.asked().ending())
            .stream()
            .map(Words::sentence)
            .toList(),
        made.sentences());
    assertFalse(made.figures().containsKey("path") || made.figures().containsKey("effects"));
  }

  /** Numbers up to seven digits, as the page has them. */
  private static void assertSame(String expected, String found) {
    var one = expected.split(",");
    var other = found.split(",");
    assertEquals(one.length, other.length, found);
    for (int i = 0; i < one.length; i++) {
      if (one[i].matches("-?[0-9.E-]+")) {
        assertEquals(Double.parseDouble(one[i]), Double.parseDouble(other[i]), 1e-6, found);
      } else {
        assertEquals(one[i], other[i], found);
      }
    }
  }

  private static String plain(double value) {
    return Double.toString(value);
  }

  @Test
  void theLivePageLeavesOutFreshSeedsAsTheTablesDo() throws IOException {
    var made = made(MadeUpStudy.SEARCH);
    var maker = new FollowedTrial.Maker("quality");
    var trials = new ArrayList<FollowedTrial>();
    TrialTable.scanWhole(made.study().place().trials(), trial -> trials.add(maker.of(trial)));

    var points = new FollowedPoints(made.asked());
    var table = points.table(points.completed(trials));

    assertEquals(70, trials.size());
    for (double half : table.halfWidth("quality")) { // one seed a point has none
      assertTrue(Double.isNaN(half), "half width " + half);
    }
  }

  @Test
  void theLivePageOfAStudyHasTheSameViewsAsThatOfItsTables() throws Exception {
    for (var sweep :
        List.of(
            MadeUpStudy.REFINE,
            MadeUpStudy.SEARCH,
            MadeUpStudy.KNOCKOUT,
            MadeUpStudy.PRUNE,
            MadeUpStudy.BISECT)) {
      var made = made(sweep);
      var live = made.live();

      assertEquals(
          made.header().at("/study/sentences"), live.header().at("/study/sentences"), sweep);
      var figures = drawn(live);
      for (var name : OF_STUDIES) {
        assertEquals(made.figures().containsKey(name), figures.containsKey(name), name);
        if (figures.containsKey(name)) {
          assertEquals(made.figures().get(name).csv(), figures.get(name).csv(), name);
        }
      }
      assertEquals(made.header().get("ranking"), live.header().get("ranking"), sweep);
      assertEquals(made.header().get("ranks"), live.header().get("ranks"), sweep);
    }
  }

  @Test
  void aConfirmationShowsFreshSeedsBesideWhatChoseThePoint() throws IOException {
    var made = made(MadeUpStudy.SEARCH);

    var row = made.table("confirmations").get(0);
    assertEquals(1, made.table("confirmations").size());
    assertEquals(
        "rank,red,unq,chosen_mean,chosen_half_width,chosen_seeds,fresh_mean,fresh_half_width,"
            + "fresh_seeds",
        made.csv("confirmation").get(0));
    var cells = made.csv("confirmation").get(1).split(",", -1);
    assertEquals(row.getDouble("chosen_mean", 0), Double.parseDouble(cells[3]));
    assertEquals("1", cells[5]);
    assertEquals(row.getDouble("fresh_mean", 0), Double.parseDouble(cells[6]));
    assertEquals(row.getDouble("fresh_half_width", 0), Double.parseDouble(cells[7]));
    assertEquals("10", cells[8]);
    assertEquals(
        "Fresh seeds, which have decided nothing, give the best point the quality %s ± %s (10 seeds);"
                .formatted(
                    Texts.number(row.getDouble("fresh_mean", 0)),
                    Texts.number(row.getDouble("fresh_half_width", 0)))
            + " %s (1 seed) chose it.".formatted(Texts.number(row.getDouble("chosen_mean", 0))),
        made.sentences().get(1));
    assertTrue(made.figures().get("confirmation").svg().contains("fresh seeds"));
    assertFalse(made(MadeUpStudy.KNOCKOUT).figures().containsKey("confirmation"));
  }

  @Test
  void aSearchShowsItsPathAndItsRungs() throws IOException {
    var made = made(MadeUpStudy.SEARCH);

    assertEquals(70, made.header().at("/counts/finished").asInt());
    assertEquals(70, made.header().at("/counts/planned").asInt());
    var path = made.csv("path");
    assertEquals("round,trials,red,unq,training.epochs,quality,best_so_far", path.get(0));
    assertEquals(made.asked().points().size(), path.size() - 1);
    String best = null;
    double trials = 0;
    for (var line : path.subList(1, path.size())) {
      var cells = line.split(",");
      assertTrue(Double.parseDouble(cells[1]) >= trials, line);
      trials = Double.parseDouble(cells[1]);
      boolean better = best == null || isBetter(cells, best.split(","));
      assertEquals(better, Boolean.parseBoolean(cells[6]), line);
      best = better ? line : best;
    }
    assertEquals(60, trials);
    var rungs = made.csv("rungs");
    for (var setting : List.of("1", "2", "4")) {
      long asked =
          made.asked().withoutConfirmation().asks().stream()
              .filter(ask -> ask.setting().equals(setting))
              .count();
      long shown = rungs.stream().filter(line -> line.split(",")[1].equals(setting)).count();
      assertEquals(asked, shown, setting);
    }
    long promoted = rungs.stream().filter(line -> line.endsWith(",promoted")).count();
    assertEquals(
        made.asked().asks().stream().filter(ask -> ask.reason().equals("promoted")).count(),
        promoted);
    var header = made.header();
    var point = made.asked().points().get(header.at("/best").asInt());
    assertEquals(
        "The best point has quality %s at red = %s, unq = %s."
            .formatted(
                Texts.number(Double.parseDouble(best.split(",")[5])),
                Texts.axis(point.values().get(0).doubleValue()),
                Texts.axis(point.values().get(1).doubleValue())),
        made.sentences().get(0));
    assertTrue(
        made.sentences()
            .contains("The study has ended with its budget of 60 trials; with more, it goes on."));
    assertTrue(made.figures().get("candidates").svg().contains("line: from one best point"));
  }

  private static boolean isBetter(String[] one, String[] other) {
    int byRung = Integer.compare(Integer.parseInt(one[4]), Integer.parseInt(other[4]));
    return byRung > 0 || byRung == 0 && Double.parseDouble(one[5]) > Double.parseDouble(other[5]);
  }

  @Test
  void aKnockoutShowsEffectsAndSaysWhatCostsMost() throws IOException {
    var made = made(MadeUpStudy.KNOCKOUT);

    var csv = made.csv("effects");
    assertEquals(
        "step,axis,from,to,base,changed,difference,half_width,cost,failed,removed", csv.get(0));
    assertEquals(3, csv.size());
    // quality is red - unq^2 less a little: without red it loses 1, without unq it wins a quarter.
    var first =
        "The change that costs most is red from 1 to 0: quality goes from 0.7398 to -0.2602, by -1.0000 ±";
    assertTrue(made.sentences().get(0).startsWith(first), made.sentences().get(0));
    var svg = made.figures().get("effects").svg();
    assertTrue(svg.indexOf("red → 0") < svg.indexOf("unq → 0"), "what costs most comes first");
  }

  @Test
  void aPruningShowsTheOrderAndTheSmallestGoal() throws IOException {
    var made = made(MadeUpStudy.PRUNE);

    assertEquals(
        "Removed in this order, with quality after it: unq (0.9898); it was 0.7398 at the base"
            + " point. The smallest goal that still does it has red = 1; without red it would be"
            + " worse than the base point by 0.7500.",
        made.sentences().get(0));
    assertTrue(
        made.sentences()
            .contains("The study has ended: every further removal costs more than is allowed."));
    var svg = made.figures().get("effects").svg();
    assertTrue(svg.contains("1. unq → 0: 0.9898") && svg.contains("red → 0: -0.0102 (stays)"), svg);
    assertEquals(1 + 3, made.csv("effects").size());
  }

  @Test
  void aBisectionShowsCapacitiesAndColoursPointsByThem() throws IOException {
    var made = made(MadeUpStudy.BISECT);

    assertEquals(
        List.of("red,threshold", "0.1,", "0.1,", "0.5,0.5", "0.5,0.5", "1,0.875", "1,0.875"),
        made.csv("capacities"));
    assertTrue(made.figures().get("capacities").svg().contains("below the range"));
    assertEquals("capacity", made.header().at("/ranks").asText());
    assertEquals(2, made.header().at("/best").asInt());
    assertEquals(
        List.of("red,capacity,capacity half width", "0.1,,", "0.5,0.5,0", "1,0.875,0"),
        made.csv("map-capacity"));
    assertEquals(
        "The best point has capacity 0.8750 ± 0.0000 at red = 1.", made.sentences().get(0));
  }

  @Test
  void aLowerMeasureIsBetterWhereTheStudySaysSo() throws IOException {
    var made = made(MadeUpStudy.KNOCKOUT + "direction: minimise\n");

    assertEquals(1, made.header().at("/best").asInt(), "without red the quality is lowest");
    assertTrue(
        made.sentences()
            .get(0)
            .startsWith(
                "The change that costs most is unq from 0.5 to 0: quality goes from 0.7398"),
        made.sentences().get(0));
  }

  @Test
  void allStudiesOpenInABrowserWithoutAnError() throws IOException {
    var browser = Browser.find();
    assumeTrue(browser.isPresent(), "no chromium on the PATH: the page is not tried in a browser");
    var figures =
        Map.of(
            MadeUpStudy.REFINE, List.of("cells", "map", "phases"),
            MadeUpStudy.SEARCH, List.of("path", "candidates", "rungs", "confirmation", "map"),
            MadeUpStudy.KNOCKOUT, List.of("effects"),
            MadeUpStudy.BISECT, List.of("capacities", "map"));
    for (var study : figures.entrySet()) {
      var page = made(study.getKey()).page();
      var clicking =
          Files.writeString(
              page.resolveSibling("clicked.html"),
              Files.readString(page).replace("</body>", CLICKS + "</body>"));

      var visit = browser.get().open(clicking, folder);

      assertEquals(List.of(), visit.console());
      var text = visit.document().substring(0, visit.document().indexOf("<script type"));
      assertTrue(text.contains("What the study found"), text);
      for (var figure :
          List.of(
              "cells", "path", "candidates", "rungs", "effects", "capacities", "confirmation")) {
        boolean wanted = study.getValue().contains(figure);
        assertEquals(
            wanted,
            Pattern.compile("data-figure=\"" + figure + "\"><div class=\"chart\"")
                .matcher(text)
                .find(),
            figure);
      }
      var clicked = Pattern.compile("data-clicked=\"([^\"]*)\"").matcher(visit.document());
      assertTrue(clicked.find(), "the reader did not come to an end");
      assertTrue(clicked.group(1).startsWith("red "), clicked.group(1));
    }
  }

  /** Clicks into the middle of the first figure, in the other theme, and shows its tooltip. */
  private static final String CLICKS =
      """
      <script>
      (function () {
        var waiting = setInterval(function () {
          if (document.documentElement.dataset.ready !== 'true') {
            return;
          }
          clearInterval(waiting);
          document.getElementById('theme').click();
          var first = document.querySelector('.figure:not([hidden]) .chart');
          var chart = echarts.getInstanceByDom(first);
          chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0});
          var zr = chart.getZr();
          ['mousedown', 'mouseup', 'click'].forEach(function (kind) {
            zr.handler.dispatch(kind, {zrX: chart.getWidth() / 2, zrY: chart.getHeight() / 2});
          });
          document.querySelectorAll('.tools button').forEach(function (b) { b.click(); });
          document.documentElement.dataset.clicked = document.getElementById('point').textContent;
        }, 50);
      })();
      </script>
      """;
}
