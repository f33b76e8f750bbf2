package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import org.infomorph.drawing.Drawing;
import org.infomorph.drawing.FigureWish;
import org.infomorph.report.MadeUpSweep.Outcome;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ReportTest {
  private static final String TWO_AXES = SweepFiles.SWEEP + "seeds: 2\n";

  private static final String ONE_AXIS =
      """
      name: line
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0, 0.5, 1]}
      seeds: 2
      """;

  private static final Path MEMORY =
      Path.of(System.getProperty("project.root", ".."), "conf/trials/memory.yaml").toAbsolutePath();

  @TempDir Path folder;

  private static Outcome good(double score) {
    return new Outcome(
        Map.of("test_accuracy", score), Map.of("{r}{c}", score, "{r}", -0.1, "h_res", 0.05));
  }

  private MadeUpSweep sweep(String text, BiFunction<Integer, Integer, Outcome> outcome)
      throws IOException {
    return new MadeUpSweep(folder, text, outcome);
  }

  private static List<String> lines(Drawing.Figure figure) {
    return figure.csv().lines().toList();
  }

  @Test
  void everyFigureOfAPlaneHasItsNumbers() throws IOException {
    var made = sweep(TWO_AXES, (point, seed) -> good(0.25 * point + 0.125 * seed));
    var figures = made.figures();

    var map = lines(figures.get("map-test_accuracy"));
    assertEquals("red,rate,test_accuracy,test_accuracy half width", map.get(0));
    assertEquals(5, map.size());
    assertTrue(map.get(1).startsWith("0.5,0.01,0.0625,0.79"), map.get(1));
    assertTrue(map.contains("1,0.02,0.8125," + map.get(1).split(",")[3]), map.toString());
    assertEquals(
        List.of("red,rate,{r}{c}", "0.5,0.01,0.0625"),
        lines(figures.get("map-atom-out-r-c")).subList(0, 2));
    assertEquals(
        List.of("red,rate,phase", "0.5,0.01,silent", "0.5,0.02,{r}{c}"),
        lines(figures.get("phases-out")).subList(0, 3));
    assertEquals("layer,atom,bits_mean,bits_half_width", lines(figures.get("profile")).get(0));
    assertTrue(
        lines(figures.get("curves-test_accuracy"))
            .get(3)
            .startsWith("\"red = 1, rate = 0.02\",3,0.8125,0.79"),
        figures.get("curves-test_accuracy").csv());
    assertEquals(1 + 3 * 3, lines(figures.get("profile-epochs-out")).size());
    assertEquals(1 + 3 * 2 * 2, lines(figures.get("neurons-out")).size());
    for (var figure : figures.values()) {
      assertNull(figure.empty(), figure.name());
      assertTrue(figure.svg().startsWith("<svg"), figure.name());
      assertFalse(figure.svg().contains("NaN"), figure.name());
    }
    assertFalse(figures.containsKey("recall"), "no memory sweep");
  }

  @Test
  void thePageIsOneFileThatNamesWhatWasRun() throws IOException {
    var made =
        sweep(TWO_AXES, (point, seed) -> point == 3 && seed == 1 ? Outcome.FAILED : good(0.5));
    made.report().writePage();

    var page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.length() < Page.MOST_BYTES, "" + page.length());
    var markup = page.substring(0, page.indexOf("<script>"));
    assertFalse(markup.contains("src=\"") || markup.contains("href=\"http"), "it loads something");
    var header = made.data().header();
    assertEquals(8, header.at("/counts/finished").asInt());
    assertEquals(1, header.at("/counts/failed").asInt());
    assertEquals("it was <b>made</b> to fail", header.at("/failures/0/message").asText());
    assertEquals("17; made up", header.at("/environments/0/text").asText());
    assertEquals("grid", header.at("/coordinates").asText());
    assertTrue(header.at("/spec").asText().contains("small"));
  }

  @Test
  void figuresAreFilesAndATable() throws IOException {
    var made = sweep(ONE_AXIS, (point, seed) -> good(0.5 + 0.1 * point));

    assertEquals(List.of(), made.report().writeFigures(FigureWish.all(FigureWish.Format.PNG)));

    var png = ImageIO.read(folder.resolve("figures/map-test_accuracy.png").toFile());
    assertEquals(3 * 720, png.getWidth());
    assertTrue(colours(png) > 20, "it is not empty");
    assertTrue(Files.readString(folder.resolve("figures/profile.csv")).contains("{r}{c}"));
    var rows =
        LocalSpark.session()
            .read()
            .parquet(folder.resolve("tables/figures").toString())
            .collectAsList();
    assertEquals(List.of("figure", "title", "svg"), List.of(rows.get(0).schema().fieldNames()));
    assertTrue(rows.stream().anyMatch(row -> row.getString(0).equals("phases-out")));
  }

  private static long colours(java.awt.image.BufferedImage image) {
    return java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight() / 7)
        .map(k -> image.getRGB(7 * k % image.getWidth(), 7 * k / image.getWidth()))
        .distinct()
        .count();
  }

  @Test
  void withoutAFinishedTrialItSaysSo() throws IOException {
    var made = sweep(TWO_AXES, (point, seed) -> null);

    made.report().writePage();
    assertTrue(
        made.followed()
            .header()
            .at("/notes")
            .toString()
            .contains("No trial of this sweep has finished"));
    assertAllDrawn(made);
  }

  @Test
  void whereAllTrialsFailedItSaysSo() throws IOException {
    var made = sweep(TWO_AXES, (point, seed) -> Outcome.FAILED);

    assertEquals(8, made.followed().header().at("/counts/failed").asInt());
    assertAllDrawn(made);
  }

  @Test
  void aMeasureThatNoTrialHas() throws IOException {
    var made =
        sweep(TWO_AXES, (point, seed) -> new Outcome(Map.of("loss", 0.5), Map.of("h_res", 0.0)));

    assertTrue(
        made.followed()
            .header()
            .at("/notes")
            .toString()
            .contains("No point has a number for test_accuracy, the measure"));
    assertEquals("0.5,0.01,0.5,0", lines(assertAllDrawn(made).get("map-loss")).get(1));
  }

  @Test
  void aScoreThatSomeTrialsLack() throws IOException {
    var made =
        sweep(
            TWO_AXES,
            (point, seed) ->
                point % 2 == 0 ? good(0.5) : new Outcome(Map.of("loss", 0.1 * point), Map.of()));

    var figures = assertAllDrawn(made);
    assertEquals("0.5,0.01,0.5,0", lines(figures.get("map-test_accuracy")).get(1));
    assertEquals("0.5,0.02,,", lines(figures.get("map-test_accuracy")).get(2));
    assertTrue(figures.get("map-test_accuracy").svg().contains("2 of 4 points have no number"));
  }

  @Test
  void anAxisOfTexts() throws IOException {
    var made =
        sweep(
            """
            name: texts
            trial: trial.yaml
            axes:
              method: {path: training.method, values: [local, {local: {}}]}
              data: {path: dataset, values: [{digits: {training: 60}}, {digits: {training: 80}}]}
              red: {path: "network.layers.out.goal.{r}{c}", values: [1, 2]}
            """
                .replace("[local, {local: {}}]", "[local]"),
            (point, seed) -> good(0.1 * point));

    var figures = assertAllDrawn(made);
    assertTrue(lines(figures.get("map-test_accuracy")).get(1).contains("digits"));
  }

  @Test
  void hundredsOfValues() throws IOException {
    var made =
        sweep(
            """
            name: long
            trial: trial.yaml
            axes:
              red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 300}}
            """,
            (point, seed) -> good(3e-3 * point));

    var figures = assertAllDrawn(made);
    assertEquals(301, lines(figures.get("map-test_accuracy")).size());
  }

  @Test
  void aPlanWithoutAGrid() throws IOException {
    var made =
        sweep(
            """
            name: random
            trial: trial.yaml
            axes:
              red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
              unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
            plan: random
            points: 40
            """,
            (point, seed) -> good(0.02 * point));

    assertEquals("free", made.followed().header().at("/coordinates").asText());
    assertEquals(41, lines(assertAllDrawn(made).get("map-test_accuracy")).size());
  }

  @Test
  void memorySweepsShowRecallOverLoad() throws IOException {
    var made =
        sweep(
            """
            name: memory
            trial: %s
            axes:
              load: {path: dataset.patterns.load, values: [0.2, 0.4, 0.6]}
              method: {path: training.method, values: [local, hebb]}
            measure: recall_overlap
            """
                .formatted(MEMORY),
            (point, seed) ->
                new Outcome(
                    Map.of("recall_overlap", 1 - 0.1 * point),
                    Map.of("{r}{l}", 0.5, "h_res", 0.1)));

    var recall = assertAllDrawn(made).get("recall-overlap");
    assertEquals("method,load,recall_overlap_mean,recall_overlap_half_width", lines(recall).get(0));
    assertTrue(lines(recall).contains("hebb,0.2,0.9,"), recall.csv());
    assertTrue(recall.svg().contains("Hebb in theory"));
  }

  @Test
  void keptWeightsBecomeReceptiveFields() throws IOException {
    var made =
        MadeUpSweep.trained(
            folder,
            """
            name: fields
            trial: trial.yaml
            axes:
              red: {path: "network.layers.out.goal.{r}{c}", values: [1]}
            """,
            "keep.weights=final");

    var weights =
        LocalSpark.session()
            .read()
            .parquet(folder.resolve("weights").toString())
            .where("source = 'r'")
            .first();
    var field = weights.<Double>getList(weights.fieldIndex("weights"));
    int pixels = weights.<Integer>getAs("inputs");
    int width = weights.<Integer>getAs("image_width");
    var lines = lines(made.figures("fields").get("fields-out-r"));
    assertEquals("neuron,row,column,weight", lines.get(0));
    assertEquals(1 + 10 * pixels, lines.size());
    double most = field.stream().mapToDouble(Math::abs).max().orElseThrow();
    for (int k = 0; k < 10 * pixels; k++) {
      var line = lines.get(k + 1);
      var place = k / pixels + "," + k % pixels / width + "," + k % width + ",";
      assertTrue(line.startsWith(place), line);
      double shown = Double.parseDouble(line.substring(place.length()));
      assertEquals(field.get(k), shown, most / 127, "to a step of 127");
    }
  }

  /** Every figure is there, or says why it is not. */
  private static Map<String, Drawing.Figure> assertAllDrawn(MadeUpSweep made) throws IOException {
    var figures = made.figures();
    assertFalse(figures.isEmpty());
    for (var figure : figures.values()) {
      if (figure.svg() == null) {
        assertNotNull(figure.empty(), figure.name());
        assertTrue(figure.empty().endsWith("."), figure.empty());
      } else {
        assertFalse(figure.svg().contains("NaN"), figure.name());
      }
    }
    return new TreeMap<>(figures);
  }

  @Test
  void aTitleIsNoMarkup() {
    var page = Page.html("a<b>&", "{}".getBytes(StandardCharsets.UTF_8));
    assertTrue(page.contains("<title>a&lt;b&gt;&amp;</title>"));
  }
}
