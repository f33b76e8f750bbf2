package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.infomorph.files.Folder;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;
import org.infomorph.store.TableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code pid} for tables of recordings: bins, groups, other measures, chance and intervals. */
class PidToolTest {
  private static final double TOLERANCE = 1e-12;
  private static final Path EXAMPLES = Path.of(System.getProperty("project.root"), "conf", "pid");

  @TempDir private Path folder;

  /** 3 neurons in 2 sessions: noisy numbers, a word, and a column that nobody asks for. */
  private Path recording() throws IOException {
    var random = new Random(7);
    var lines = new ArrayList<>(List.of("neuron,session,rate,power,unused,stimulus"));
    for (int row = 0; row < 900; row++) {
      int stimulus = random.nextInt(2);
      double rate = stimulus + random.nextGaussian() * (1 + row % 3);
      double power = stimulus - rate / 2 + random.nextGaussian();
      lines.add(
          "n%d,%s,%s,%s,%s,%s"
              .formatted(
                  row % 3,
                  row % 2 == 0 ? "early" : "late",
                  rate,
                  power,
                  row % 7 == 0 ? "" : "NaN",
                  stimulus == 0 ? "left" : "right"));
    }
    return Files.write(folder.resolve("recording.csv"), lines);
  }

  private static final String[] CHOICE = {"--sources", "rate,power", "--target", "stimulus"};

  @Test
  void otherMeasuresOfAndAreTheKnownOnes() throws IOException {
    var result =
        json(EXAMPLES.resolve("and.csv"), "--measures", "i_min,i_mmi,i_pm,broja", "--invariants");
    double single = 2 - 3 * log2(3) / 4 - 0.5;
    for (var measure : List.of("i_min", "i_mmi", "broja")) {
      assertEquals(single, result.at("/measures/" + measure + "/atoms/{a}{b}").asDouble(), 1e-6);
      assertEquals(0.5, result.at("/measures/" + measure + "/atoms/{ab}").asDouble(), 1e-6);
    }
    assertEquals(single + 0.25, result.at("/measures/i_pm/atoms/{a}{b}").asDouble(), TOLERANCE);
    assertEquals(1, result.at("/measures/i_pm/informative/{a}{b}").asDouble(), TOLERANCE);
    double information = result.get("mutual_information").asDouble();
    assertEquals(2 * single / information, result.at("/invariants/r_bar").asDouble(), TOLERANCE);
    assertEquals(1 / information, result.at("/invariants/v_bar").asDouble(), TOLERANCE);
  }

  @Test
  void sharedExclusionsMayBeListedAmongTheMeasures() throws IOException {
    var result = json(EXAMPLES.resolve("xor.csv"), "--measures", "i_sx");
    assertEquals(result.get("atoms"), result.at("/measures/i_sx/atoms"));
    assertEquals(result.get("informative"), result.at("/measures/i_sx/informative"));
  }

  @Test
  void aGroupIsDecomposedAsIfItWereAFileOfItsOwn() throws IOException {
    Path file = recording();
    var groups = json(file, with(CHOICE, "--by", "neuron,session", "--bins", "4"));
    assertEquals(6, groups.size());
    for (var group : groups) {
      var neuron = group.at("/group/neuron").asText();
      var session = group.at("/group/session").asText();
      var own = new ArrayList<String>();
      for (var line : Files.readAllLines(file)) {
        if (own.isEmpty() || line.startsWith(neuron + "," + session + ",")) {
          own.add(line);
        }
      }
      assertEquals(own.size() - 1, group.get("observations").asInt());
      Path part = Files.write(folder.resolve("part.csv"), own);
      var alone = json(part, with(CHOICE, "--bins", "4"));
      assertEquals(alone.get("atoms"), group.get("atoms"));
      assertEquals(alone.get("misinformative"), group.get("misinformative"));
    }
  }

  /** Bins by their definition: rank r of B values goes to bin floor(count r / B). */
  @Test
  void binsOfEqualMassAreQuantiles() throws IOException {
    Path file = recording();
    var lines = Files.readAllLines(file).stream().skip(1).map(line -> line.split(",")).toList();
    int[][] bins = new int[2][lines.size()];
    int[] target = new int[lines.size()];
    for (int source = 0; source < 2; source++) {
      int column = 2 + source;
      double[] values = lines.stream().mapToDouble(l -> Double.parseDouble(l[column])).toArray();
      for (int row = 0; row < values.length; row++) {
        double value = values[row];
        long rank = Arrays.stream(values).filter(other -> other < value).count();
        bins[source][row] = (int) (8 * rank / values.length);
        target[row] = lines.get(row)[5].equals("left") ? 0 : 1;
      }
    }
    double[] ones = new double[target.length];
    Arrays.fill(ones, 1);
    var expected =
        new SharedExclusions(RedundancyLattice.of(2))
            .decompose(JointHistogram.ofTable(bins, target, ones));
    var result = json(file, with(CHOICE, "--bins", "8"));
    assertEquals(expected.atom(0), result.at("/atoms/{rate}").asDouble(), TOLERANCE);
    assertEquals(expected.atom(2), result.at("/atoms/{rate}{power}").asDouble(), TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"adaptive|0,0,1,1", "[0,8]|0,0,0,1", "[-100,0]|1,1,1,1"})
  void rangesPutNumbersWhereTheySay(String range, String expected) throws IOException {
    String rows = "%s,a\n%s,a\n%s,b\n%s,b\n";
    Path numbers = folder.resolve("numbers.csv");
    Files.writeString(numbers, "x,t\n" + rows.formatted("1", "2.5", "4", "6"));
    Path categories = folder.resolve("categories.csv");
    Files.writeString(categories, "x,t\n" + rows.formatted((Object[]) expected.split(",")));
    assertEquals(
        json(categories).get("atoms"), json(numbers, "--bins", "2", "--range", range).get("atoms"));
  }

  @Test
  void fewDifferentNumbersAndWordsStayCategories() throws IOException {
    Path file = folder.resolve("few.csv");
    Files.writeString(file, "k,w,t\n1,a,0\n2,b,1\n5,a,0\n5,b,1\n1,a,1\n");
    assertEquals(json(file), json(file, "--bins", "3"));
  }

  /** As in a file of its own: "1" and "1.0" are one number, and 2 are not more than 2 bins. */
  @Test
  void aGroupOfFewDifferentNumbersKeepsThemAsCategories() throws IOException {
    String few = "a,5,0\na,1,0\na,5.0,1\na,5,1\na,1,1\n";
    Path file = folder.resolve("groups.csv");
    Files.writeString(file, "g,x,t\nb,1,0\nb,2,0\nb,3,1\nb,4,0\nb,9,1\n" + few);
    Path alone = folder.resolve("alone.csv");
    Files.writeString(alone, "g,x,t\n" + few.replace("5.0", "5"));
    String[] options = {"--by", "g", "--target", "t", "--bins", "2", "--range", "[0,10]"};
    Path outcomes = folder.resolve("outcomes.csv");
    var groups = json(file, with(options, "--pointwise", outcomes.toString()));
    assertEquals(json(alone, options).get(0).get("atoms"), groups.get(1).get("atoms"));
    assertTrue(groups.get(1).get("mutual_information").asDouble() > 0);
    var values =
        Files.readAllLines(outcomes).stream()
            .filter(line -> line.startsWith("a,"))
            .map(line -> line.split(",")[1])
            .distinct()
            .toList();
    assertEquals(List.of("5", "1"), values);
  }

  @Test
  void binsCountNumbersAndNotTheirSpellings() throws IOException {
    Path file = folder.resolve("spellings.csv");
    Files.writeString(file, "x,t\n1,0\n1.0,1\n2,1\n");
    assertEquals(
        file
            + ": column x: 1 and 1.0 are the same number but would be two categories; write it in"
            + " one way",
        PidCommandTest.run(2, file.toString(), "--bins", "2"));
    Files.writeString(file, "x,t\n1,0\n1.0,1\n2,1\n3,0\n");
    assertEquals(3, json(file, "--bins", "2").get("atoms").size() + 2);
  }

  /** Of n shuffles, p is at least 1 / (1 + n), where the observation counts as one. */
  @Test
  void informationIsUnlikelyByChanceAndNoiseIsLikely() throws IOException {
    Path file = recording();
    var result = json(file, with(CHOICE, "--bins", "3", "--shuffles", "99"));
    assertEquals(0.01, result.at("/p_values/mutual_information").asDouble(), TOLERANCE);
    assertEquals(1, result.at("/p_values/target_entropy").asDouble(), TOLERANCE);
    var noise = new Random(3);
    var lines = new ArrayList<>(List.of("a,b,t"));
    for (int row = 0; row < 300; row++) {
      lines.add(noise.nextInt(3) + "," + noise.nextInt(3) + "," + noise.nextInt(2));
    }
    var chance = json(Files.write(folder.resolve("n.csv"), lines), "--shuffles", "99");
    assertTrue(chance.at("/p_values/mutual_information").asDouble() > 0.05);
    assertEquals(4, chance.at("/p_values/atoms").size());
  }

  @Test
  void aPermutationThatGivesTheObservedTableIsAsLarge() throws IOException {
    Path file = folder.resolve("copy.csv");
    Files.writeString(file, "a,t\n0,0\n1,1\n");
    // both orders of the target give 1 bit
    assertEquals(1, json(file, "--shuffles", "20").at("/p_values/mutual_information").asDouble());
  }

  /** Shuffles of this table have too many marginals for broja. */
  @Test
  void aDrawThatIsNotDefinedCountsAsLarge() throws IOException {
    Path file = folder.resolve("sparse.csv");
    var lines = new ArrayList<>(List.of("a,b,t"));
    for (int row = 0; row < 6000; row++) {
      lines.add("%1$d,%1$d,%1$d".formatted(row % 100));
    }
    Files.write(file, lines);
    var result = json(file, "--measures", "broja,i_mmi", "--shuffles", "3");
    assertEquals(
        Math.log(100) / Math.log(2), result.at("/measures/broja/atoms/{a}{b}").asDouble(), 1e-6);
    assertEquals(1, result.at("/p_values/broja/{a}{b}").asDouble());
    assertEquals(0.25, result.at("/p_values/i_mmi/{a}{b}").asDouble());
  }

  @Test
  void aMeasureThatCannotBeComputedIsMissingAndANoteSaysWhy() throws IOException {
    Path file = folder.resolve("dense.csv");
    var lines = new ArrayList<>(List.of("g,a,b,t"));
    for (int row = 0; row < 6000; row++) {
      lines.add("x,%d,%d,%d".formatted(row * 7 % 100, row / 100, row * 31 % 101));
    }
    lines.addAll(List.of("y,0,0,0", "y,1,1,1"));
    Files.write(file, lines);
    String[] options = {"--by", "g", "--measures", "broja"};
    var output = new StringWriter();
    var rows = new StringWriter();
    new CommandLine(new PidCommand())
        .setOut(new PrintWriter(rows))
        .setErr(new PrintWriter(output))
        .execute(with(new String[] {file.toString()}, options));
    assertTrue(
        output
            .toString()
            .contains("note: a measure is missing in 1 of 2 groups; in the first, x: broja: 12"),
        output.toString());
    assertTrue(rows.toString().contains("x,6000.0,broja,{a},,,\n"), rows.toString());
    assertTrue(rows.toString().contains("y,2.0,broja,{a}{b},1.0"), rows.toString());
    var groups = json(file, options);
    assertTrue(groups.get(0).at("/measures/broja/atoms/{a}").isNull());
  }

  @Test
  void intervalsHoldTheEstimateAndShrinkWithMoreRows() throws IOException {
    Path file = recording();
    var wide = json(file, with(CHOICE, "--bins", "3", "--by", "neuron", "--bootstrap", "60"));
    var narrow = json(file, with(CHOICE, "--bins", "3", "--bootstrap", "60"));
    double low = narrow.at("/low/mutual_information").asDouble();
    double high = narrow.at("/high/mutual_information").asDouble();
    assertTrue(low < high && narrow.get("mutual_information").asDouble() < high);
    assertTrue(low <= narrow.get("mutual_information").asDouble());
    var first = wide.get(0);
    double width =
        first.at("/high/mutual_information").asDouble()
            - first.at("/low/mutual_information").asDouble();
    assertTrue(width > high - low);
  }

  /** The streams belong to draws, so that a count is the same as that many rows. */
  @Test
  void countsAreWrittenOutForDrawsAndSeedsDecide() throws IOException {
    Path rows = folder.resolve("rows.csv");
    Files.writeString(rows, "a,t\n" + "0,0\n".repeat(7) + "1,1\n".repeat(5) + "0,1\n".repeat(3));
    Path counts = folder.resolve("counts.csv");
    Files.writeString(counts, "a,t,count\n0,0,7\n1,1,5\n0,1,3\n");
    String[] options = {"--shuffles", "50", "--bootstrap", "50"};
    for (var drawn : List.of("p_values", "low", "high")) {
      assertEquals(json(rows, options).get(drawn), json(counts, options).get(drawn));
    }
    assertTrue(!json(rows, options).equals(json(rows, with(options, "--seed", "2"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "parquet"})
  void rowsAreTheSameInEveryFormat(String format) throws IOException {
    Path file = folder.resolve("table.csv");
    Files.writeString(file, "g,a,b,t\nx,0,0,0\nx,0,1,1\nx,1,0,1\nx,1,1,0\ny,0,0,0\ny,1,1,1\n");
    Path out = folder.resolve("out." + format);
    assertEquals(
        out + ": 2 groups\n",
        PidCommandTest.run(
            0,
            file.toString(),
            "--by",
            "g",
            "--measures",
            "i_min",
            "--invariants",
            "--out",
            out.toString()));
    List<String> rows = rows(out, format);
    assertEquals(2 * (4 + 3 + 4 + 2 + 1), rows.size());
    assertEquals("x 4.0 i_sx {a} " + log2(1.5), rows.get(0).substring(0, 33));
    assertEquals("x 4.0 shannon mutual_information 1.0", rows.get(4));
    assertEquals("x 4.0 i_min {ab} 1.0", rows.get(10));
    assertEquals("x 4.0 shannon r_bar 0.0", rows.get(11));
    assertEquals("y 2.0 i_min {a}{b} 1.0", rows.get(14 + 9));
  }

  /** Group, observations, measure, atom and bits of each row. */
  private static List<String> rows(Path out, String format) throws IOException {
    List<String> rows = new ArrayList<>();
    switch (format) {
      case "csv" -> {
        for (var line : Files.readAllLines(out)) {
          var cells = line.split(",", -1);
          rows.add(String.join(" ", Arrays.copyOf(cells, 5)));
        }
        assertEquals("g observations measure atom bits", rows.remove(0));
      }
      case "json" -> {
        for (var row : new ObjectMapper().readTree(out.toFile())) {
          rows.add(
              "%s %s %s %s %s"
                  .formatted(
                      row.get("g").asText(),
                      row.get("observations").asDouble(),
                      row.get("measure").asText(),
                      row.get("atom").asText(),
                      row.get("bits").asDouble()));
        }
      }
      default -> {
        Path table = Files.createDirectories(out.resolveSibling("table"));
        Files.move(out, table.resolve("part-0.parquet"));
        TableFolder.read(
            Folder.at(table.toString()),
            row ->
                rows.add(
                    "%s %s %s %s %s"
                        .formatted(
                            row.getString("g", 0),
                            row.getDouble("observations", 0),
                            row.getString("measure", 0),
                            row.getString("atom", 0),
                            row.getDouble("bits", 0))));
      }
    }
    return rows;
  }

  @Test
  void aSentenceSaysThatFewObservationsAreBiased() throws IOException {
    Path file = folder.resolve("few.csv");
    Files.writeString(file, "a,b,t\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n0,0,0\n");
    var error = new StringWriter();
    new CommandLine(new PidCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(error))
        .execute(file.toString());
    assertEquals(
        "note: few observations: 5 for 4 cells of the sources and 2 values of t; of the 0.971 bits"
            + " of I(t; a, b), chance alone would give up to about 0.433, and the atoms are biased"
            + " as well; --shuffles tests against chance, fewer bins or sources have less bias\n",
        error.toString().replace(System.lineSeparator(), "\n"));
    assertEquals(0.433, 3 / (2 * 5 * Math.log(2)), 5e-4);
  }

  @Test
  void pointwiseAtomsAverageToTheAtoms() throws IOException {
    Path out = folder.resolve("outcomes.json");
    var result = json(EXAMPLES.resolve("and.csv"), "--pointwise", out.toString());
    var sums = new double[4];
    var names = List.of("{a}", "{b}", "{a}{b}", "{ab}");
    for (var row : new ObjectMapper().readTree(out.toFile())) {
      sums[names.indexOf(row.get("atom").asText())] +=
          row.get("p").asDouble() * row.get("bits").asDouble();
      assertEquals(0.25, row.get("p").asDouble(), TOLERANCE);
      assertTrue(row.has("a") && row.has("b") && row.has("t"));
    }
    for (int i = 0; i < sums.length; i++) {
      assertEquals(result.get("atoms").get(names.get(i)).asDouble(), sums[i], TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--range adaptive|--range adaptive: needs --bins N beside it",
        "--bins 1|--bins 1: allowed are 2 to 1000000 bins",
        "--bins 4 --range wide|--range wide: allowed are equal_mass, adaptive, or [lo,hi] such as"
            + " [0,50]",
        "--bins 4 --range [0,x]|--range [0,x]: allowed are equal_mass, adaptive, or [lo,hi] such"
            + " as [0,50]",
        "--bins 4 --range [2,1]|--range: range is [2.0, 1.0]; allowed are lo < hi, both and their"
            + " difference finite",
        "--measures i_red|--measures: there is no i_red; allowed are i_sx, i_min, i_mmi, i_pm,"
            + " broja",
        "--shuffles 0|--shuffles 0: allowed is 1 or more",
        "--bootstrap -5|--bootstrap -5: allowed is 1 or more",
        "--format parquet|--format parquet: needs --out FILE",
        "--format xml|--format: there is no format xml; allowed are csv, json, parquet",
        "--json --format csv|--json and --format: allowed is one of them",
        "--json --out x.csv|--json prints and --out writes; allowed is one of them",
        "--out x.txt|--out x.txt: the name does not end with .csv, .json or .parquet; --format"
            + " names one",
        "--pointwise x|--pointwise x: the name does not end with .csv, .json or .parquet",
      })
  void mistakesInOptionsAreRefusedBeforeTheFileIsRead(String options, String message) {
    var arguments = new ArrayList<>(List.of("no such file"));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(message, PidCommandTest.run(2, arguments.toArray(String[]::new)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,t~0,0,0~|--by x|line 1: no column x for --by; columns are a, b, t",
        "a,b,t~0,0,0~|--by a,a|line 1: column a is named twice in --by",
        "a,b,t~0,0,0~|--by a --sources a|line 1: column a is in --by and cannot be a source, too",
        "a,b,t~0,0,0~|--by t --target t|line 1: column t is in --by and cannot be the target, too",
        "a,b,t~0,0,0~|--by a,b,t|line 1: --sources and --by leave no column for the target",
        "a,b,t~0,0,0~|--by a,b|line 1: --by and the target leave no column for a source",
        "a,b,t,p~0,0,0,1~|--bins 4|line 1: --bins puts observations into bins, but there is a"
            + " column p; allowed are observations, one a line",
        "a,t~1,0~2,0~3,1~x,1~|--bins 2|line 5: column a: x among numbers that go into bins;"
            + " allowed are numbers",
        "a,t~1,0~2,0~NaN,1~3,1~|--bins 5|column a: NaN among numbers means a missing value; leave"
            + " its rows out, or give it another name if it is a category",
        "a,t,p~1,0,0.5~0,1,0.5~|--shuffles 9|--shuffles and --bootstrap draw observations, but"
            + " the table has a column p; allowed are observations, or a column count",
        "a,t,count~1,0,0.5~0,1,2~|--bootstrap 9|column count: 0.5; --shuffles and --bootstrap"
            + " draw observations, and allow whole numbers",
        "a,b,c,t~0,0,0,0~|--measures broja|--measures: broja is defined for 2 sources; found 3:"
            + " a, b, c",
      })
  void mistakesInTablesAreRefusedWithOneLine(String content, String options, String message)
      throws IOException {
    Path file = folder.resolve("mistake.csv");
    Files.writeString(file, content.replace('~', '\n'));
    var arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(file + ": " + message, PidCommandTest.run(2, arguments.toArray(String[]::new)));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() {
    var file = EXAMPLES.resolve("and.csv").toString();
    Path missing = folder.resolve("missing/out.csv");
    assertEquals(
        missing + ": there is no folder " + missing.getParent() + " to write it to",
        PidCommandTest.run(2, file, "--out", missing.toString()));
  }

  private static String[] with(String[] options, String... more) {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(Path file, String... options) throws IOException {
    return new ObjectMapper()
        .readTree(PidCommandTest.run(0, with(new String[] {file.toString(), "--json"}, options)));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
