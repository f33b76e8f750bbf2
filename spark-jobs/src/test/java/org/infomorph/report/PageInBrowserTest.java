package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.infomorph.report.MadeUpSweep.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as its readers have it. Pictures for people are in the build folder after it. */
@Tag("spark")
class PageInBrowserTest {
  /** Does what a reader can do, and notes what came of it. */
  private static final String READER =
      """
      <script>
      (function () {
        var waiting = setInterval(function () {
          if (document.documentElement.dataset.ready !== 'true') {
            return;
          }
          clearInterval(waiting);
          var tried = [];
          function note(what) { tried.push(what); }
          var saved = 0;
          var click = HTMLAnchorElement.prototype.click;
          HTMLAnchorElement.prototype.click = function () { saved++; };
          document.getElementById('theme').click();
          note('theme ' + document.documentElement.dataset.theme);
          var labels = Array.from(document.querySelectorAll('nav label')).length;
          for (var k = 0; k < labels; k++) {
            var label = document.querySelectorAll('nav label')[k];
            var select = label && label.querySelector('select');
            var slider = label && label.querySelector('input');
            if (select) {
              Array.from(select.options).forEach(function (option) {
                var now = document.querySelectorAll('nav label')[k].querySelector('select');
                now.value = option.value;
                now.dispatchEvent(new Event('change'));
              });
              note(label.firstChild.textContent + ' ' + select.options.length);
            } else if (slider) {
              slider.value = slider.max;
              slider.dispatchEvent(new Event('input'));
              note('slider ' + label.querySelector('output').textContent);
            }
          }
          var map = document.querySelector('[data-figure="map"] .chart');
          var chart = echarts.getInstanceByDom(map);
          chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0});
          note('hover ' + map.textContent);
          map.focus();
          map.dispatchEvent(new KeyboardEvent('keydown', {key: 'Home'}));
          note('home ' + document.getElementById('point').textContent);
          document.querySelector('[data-figure="map"] .chart')
            .dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft'}));
          note('left ' + document.getElementById('point').textContent + ' at ' + location.hash);
          var words = document.querySelector('.filter input');
          words.value = 'red=1 seed=2';
          words.dispatchEvent(new Event('input'));
          note('rows ' + document.querySelector('#trials p').textContent);
          document.querySelectorAll('#trials th button')[5].click();
          note('sorted ' + document.querySelectorAll('#trials th')[5].getAttribute('aria-sort'));
          window.dispatchEvent(new Event('beforeprint'));
          note('printed ' + document.querySelectorAll('.chart > svg').length + ' on '
            + document.documentElement.dataset.theme);
          window.dispatchEvent(new Event('afterprint'));
          document.querySelectorAll('.tools button').forEach(function (b) { b.click(); });
          document.querySelector('#best tr.pick:last-child').click();
          note('point ' + document.getElementById('point').textContent);
          setTimeout(function () {
            note('saved ' + saved);
            document.documentElement.dataset.tried = tried.join(' | ');
          }, 2000);
        }, 50);
      })();
      </script>
      """;

  @TempDir Path folder;

  private static Browser browser;

  @BeforeAll
  static void browserIsThere() {
    var found = Browser.find();
    assumeTrue(found.isPresent(), "no chromium on the PATH: the page is not tried in a browser");
    browser = found.get();
  }

  private MadeUpSweep cube() throws IOException {
    return new MadeUpSweep(
        folder.resolve("sweep"),
"""
name: cube
trial: trial.yaml
axes:
  red: {path: "network.layers.out.goal.{r}{c}", values: [0, 0.5, 1]}
  unq: {path: "network.layers.out.goal.{r}", values: [-1, 0, 1]}
  rate: {path: network.layers.out.optimiser.adam.learning_rate, log: {from: 0.01, to: 1, count: 3}}
seeds: 2
""",
        (point, seed) ->
            point == 5
                ? Outcome.FAILED
                : new Outcome(
                    Map.of("test_accuracy", 0.03 * point, "loss", 1.0 - 0.01 * seed),
                    Map.of("{r}{c}", 0.03 * point, "{r}", 0.4 - 0.02 * point, "h_res", 0.05)));
  }

  @Test
  void aReaderCanDoEverythingWithoutAnError() throws IOException {
    var made = cube();
    made.report().writePage();
    var page = folder.resolve("tried.html");
    Files.writeString(
        page,
        Files.readString(folder.resolve("sweep/report.html"))
            .replace("</body>", READER + "</body>"));

    var visit = browser.open(page, folder);

    assertEquals(List.of(), visit.console());
    assertTrue(visit.document().contains("data-ready=\"true\""), "the page is not ready");
    var found = Pattern.compile("data-tried=\"([^\"]*)\"").matcher(visit.document());
    assertTrue(found.find(), "the reader did not come to an end");
    var tried = found.group(1);
    assertTrue(tried.startsWith("theme dark") || tried.startsWith("theme light"), tried);
    assertTrue(tried.contains("| colour 9 "), tried);
    assertTrue(tried.contains("| side by side 2 "), tried);
    assertTrue(
        Pattern.compile("hover .*trials [0-9a-f]{16} [0-9a-f]{16}").matcher(tried).find(), tried);
    assertTrue(Pattern.compile("point red 0.5 .*trials").matcher(tried).find(), tried);
    assertTrue(
        Pattern.compile("home red 1 · unq 1 · rate 1 .*the best").matcher(tried).find(), tried);
    assertTrue(Pattern.compile("left [^|]*at #.*point=%5B").matcher(tried).find(), tried);
    assertTrue(tried.contains("rows 9 rows of 54 |"), tried);
    assertTrue(tried.contains("sorted descending"), tried);
    assertTrue(tried.contains("printed 11 on light"), tried);
    assertTrue(tried.contains("saved 33"), tried); // eleven figures, each as SVG, PNG and CSV
  }

  /** As the page of a single trial is. */
  @Test
  void aSweepOfOnePointSpeaksOfNoOther() throws IOException {
    var made =
        new MadeUpSweep(
            folder.resolve("sweep"),
            "name: alone\ntrial: trial.yaml\n",
            (point, seed) ->
                new Outcome(
                    Map.of("test_accuracy", 0.75),
                    Map.of("{r}{c}", 0.75, "{r}", 0.4, "h_res", 0.05)));
    made.report().writePage();

    var visit = browser.open(folder.resolve("sweep/report.html"), folder);

    assertEquals(List.of(), visit.console());
    assertTrue(visit.document().contains("data-ready=\"true\""), "the page is not ready");
    var text = visit.document().substring(0, visit.document().indexOf("<script type"));
    assertTrue(text.contains("1 of 1 trial at 1 point; 10 neurons on digits"), text);
    assertTrue(text.contains("test_accuracy is 0.75"), text);
    assertTrue(text.contains("<dd>1 with 1 seed each</dd>"), text);
    assertFalse(text.contains("click into a map"), text);
    for (var figure : List.of("profile", "curves", "profile-epochs", "neurons")) {
      assertTrue(
          Pattern.compile("data-figure=\"" + figure + "\"><div class=\"chart\"")
              .matcher(text)
              .find(),
          figure);
    }
  }

  @Test
  void aSweepWithNothingInItOpensWithoutAnError() throws IOException {
    var made =
        new MadeUpSweep(
            folder.resolve("sweep"),
            """
            name: nothing
            trial: trial.yaml
            axes:
              red: {path: "network.layers.out.goal.{r}{c}", values: [0, 0.5]}
            """,
            (point, seed) -> null);
    made.report().writePage();

    var visit = browser.open(folder.resolve("sweep/report.html"), folder);

    assertEquals(List.of(), visit.console());
    assertTrue(visit.document().contains("data-ready=\"true\""));
    assertTrue(visit.document().contains("No trial of this sweep has finished yet"));
    assertTrue(visit.document().contains("id=\"broken\" class=\"note\" hidden"));
  }

  @Test
  void picturesForPeople() throws IOException {
    var made = cube();
    made.report().writePage();
    var page = folder.resolve("sweep/report.html");
    var pictures = Files.createDirectories(Path.of("target", "report").toAbsolutePath());

    browser.photograph(page, folder, pictures.resolve("wide.png"), 1300, 2600);
    browser.photograph(page, folder, pictures.resolve("phone.png"), 500, 4200);

    var wide = javax.imageio.ImageIO.read(pictures.resolve("wide.png").toFile());
    assertEquals(1300, wide.getWidth());
    assertTrue(
        java.util.stream.IntStream.range(0, 1300).map(x -> wide.getRGB(x, 300)).distinct().count()
            > 5,
        "the picture is empty");
  }
}
