package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PidCommandTest {
  private static final double TOLERANCE = 1e-12;
  private static final Path EXAMPLES = Path.of(System.getProperty("project.root"), "conf", "pid");

  @TempDir private Path folder;

  @Test
  void printsATableOfAnd() {
    assertEquals(
        """
        atom                    bits   informative  misinformative
        {a}                 0.188722      0.584963        0.396241
        {b}                 0.188722      0.584963        0.396241
        {a}{b}              0.122556      0.415037        0.292481
        {ab}                0.311278      0.415037        0.103759

        I(t; a, b)          0.811278
        H(t)                0.811278
        residual entropy    0.000000
        """,
        run(0, EXAMPLES.resolve("and.csv").toString()));
  }

  @Test
  void printsJsonOfAnd() throws IOException {
    JsonNode result = json(EXAMPLES.resolve("and.csv"));
    assertEquals(
        List.of(
            "atoms",
            "informative",
            "misinformative",
            "mutual_information",
            "target_entropy",
            "residual_entropy"),
        keys(result));
    assertEquals(List.of("{a}", "{b}", "{a}{b}", "{ab}"), keys(result.get("atoms")));
    double entropy = 2 - 3 * log2(3) / 4;
    assertEquals(log2(32.0 / 27) / 2, result.at("/atoms/{a}{b}").asDouble(), TOLERANCE);
    assertEquals(log2(4.0 / 3), result.at("/informative/{ab}").asDouble(), TOLERANCE);
    assertEquals(log2(3.0 / 2), result.at("/informative/{a}").asDouble(), TOLERANCE);
    assertEquals(entropy, result.get("mutual_information").asDouble(), TOLERANCE);
    assertEquals(entropy, result.get("target_entropy").asDouble(), TOLERANCE);
    assertEquals(0, result.get("residual_entropy").asDouble(), TOLERANCE);
  }

  @Test
  void decomposesXor() throws IOException {
    JsonNode atoms = json(EXAMPLES.resolve("xor.csv")).get("atoms");
    assertEquals(log2(3.0 / 2), atoms.get("{a}").asDouble(), TOLERANCE);
    assertEquals(log2(2.0 / 3), atoms.get("{a}{b}").asDouble(), TOLERANCE);
    assertEquals(log2(4.0 / 3), atoms.get("{ab}").asDouble(), TOLERANCE);
  }

  @Test
  void decomposesParityOfThreeSources() throws IOException {
    JsonNode result = json(EXAMPLES.resolve("parity3.csv"));
    assertEquals(18, result.get("atoms").size());
    assertEquals(log2(8.0 / 7), result.at("/atoms/{a}{b}{c}").asDouble(), TOLERANCE);
    assertEquals(1, result.get("mutual_information").asDouble(), TOLERANCE);
  }

  @Test
  void observationsCountsAndProbabilitiesAgree() throws IOException {
    JsonNode observed = json(file("x,y,z\nlow,1,u\nlow,1,u\nhigh,1,v\nlow,2,v\n"));
    JsonNode counted = json(file("count,x,y,z\n2,low,1,u\n1,high,1,v\n1,low,2,v\n0,no,no,no\n"));
    JsonNode weighted = json(file("x,y,p,z\nlow,1,0.5,u\nhigh,1,0.25,v\nlow,2,0.25,v\n"));
    assertEquals(observed, counted);
    assertEquals(observed, weighted);
    assertEquals(1, observed.get("target_entropy").asDouble(), TOLERANCE);
  }

  @Test
  void theTargetCanBeNamed() throws IOException {
    Path file = file("t,#1,\"b \"\"c\"\"\"\n0,0,0\n0,1,0\n0,0,1\n#,1,1\n");
    JsonNode result = json(file, "--target", "t");
    assertEquals(
        List.of("{#1}", "{b \"c\"}", "{#1}{b \"c\"}", "{#1b \"c\"}"), keys(result.get("atoms")));
    assertEquals(
        log2(32.0 / 27) / 2, result.get("atoms").get("{#1}{b \"c\"}").asDouble(), TOLERANCE);
  }

  @Test
  void namesThatRunTogetherAreSeparatedByCommas() throws IOException {
    Path file = file("a,b,ab,t\r\n0,0,0,0\r\n1,0,1,1");
    assertEquals("{a,b}", keys(json(file).get("atoms")).get(14));
  }

  @Test
  void fourSourcesAreDecomposed() throws IOException {
    assertEquals(166, json(file("a,b,c,d,t\n0,0,0,0,0\n1,1,1,1,1\n")).get("atoms").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty; needs a header and at least one row",
        "a,t~|has a header but no rows; needs at least one",
        "a~1~|line 1: columns a; needs a target and at least one source",
        "a,p~1,1~|line 1: columns a, p; needs a target and at least one source",
        "a,b,c,d,e,f,t~1,1,1,1,1,1,1~|line 1: 6 sources, a, b, c, d, e, f; allowed are 1 to 5,"
            + " such as --sources a,b",
        "a,a,t~1,1,1~|line 1: two columns a; allowed are distinct names",
        "a,,t~1,1,1~|line 1: column 2 has no name",
        "a,p,count,t~1,1,1,1~|line 1: columns p and count; allowed is one of them",
        "{a},t~1,1~|line 1: source name '{a}'; allowed are names without braces,"
            + " commas and surrounding spaces",
        "a,t,p~0,0,0.5~0,1,half~|line 3: column p: half; allowed are numbers, 0 or more",
        "a,t,p~0,0,1.5~0,1,-0.5~|line 3: column p: -0.5; allowed are numbers, 0 or more",
        "a,t,p~0,0,NaN~|line 2: column p: NaN; allowed are numbers, 0 or more",
        "a,t,count~0,0,1~0,1,-1~|line 3: column count: -1; allowed are numbers, 0 or more",
        "a,t~0,0~~0,1,1|line 4: columns: 3, in the header: 2; each row needs as many as the header",
        "a,t~0~0,1~|line 2: columns: 1, in the header: 2; each row needs as many as the header",
        "a,b,t~0,,1~|line 2: column b: empty; every row needs a value",
        "a,t,p~0,0,0.5~0,1,0.4~|column p: the sum is 0.9; allowed is 1, to within 1e-6",
        "a,t,count~0,0,0~|column count: all are 0; at least one must be above 0",
        "a,t,count~0,0,1e308~0,1,1e308~|column count: the sum is infinite;"
            + " allowed are smaller numbers",
        "a,t,count~0,0,1e999~|line 2: column count: 1e999; allowed are numbers, 0 or more",
        "a,t,count~0,0,2f~|line 2: column count: 2f; allowed are numbers, 0 or more",
        "a,t,count~0,0,0x10~|line 2: column count: 0x10; allowed are numbers, 0 or more",
        "a,t,count~0,0,-Infinity~|line 2: column count: -Infinity; allowed are numbers, 0 or more"
      })
  void refusesWithOneLine(String content, String message) throws IOException {
    Path file = file(content.replace('~', '\n'));
    assertEquals(file + ": " + message, run(2, file.toString()));
  }

  @Test
  void refusesAnUnknownTarget() throws IOException {
    Path file = file("a,b,t,p\n0,0,0,1\n");
    String expected = file + ": line 1: no column %s for the target; columns are a, b, t";
    assertEquals(expected.formatted("x"), run(2, file.toString(), "--target", "x"));
    assertEquals(expected.formatted("p"), run(2, file.toString(), "--target", "p"));
  }

  @Test
  void refusesWhatIsNoFile() {
    Path missing = folder.resolve("missing.csv");
    assertEquals(missing + ": no such file", run(2, missing.toString()));
    assertEquals(folder + ": not a file", run(2, folder.toString()));
  }

  @Test
  void refusesWhatIsNoCsv() throws IOException {
    Path file = file("a,".repeat(1_000_000) + "t\n");
    assertEquals(
        file + ": cannot be read as CSV, or has more than 1000000 columns",
        run(2, file.toString()));
  }

  @Test
  void tablesMayHaveManyColumnsOfWhichFewAreUsed() throws IOException {
    var names = new StringBuilder();
    IntStream.range(0, 2000).forEach(i -> names.append('n').append(i).append(','));
    Path file = file(names + "t\n" + "0,".repeat(2000) + "0\n" + "1,".repeat(2000) + "1\n");
    assertEquals(1, json(file, "--sources", "n7").at("/atoms/{n7}").asDouble(), TOLERANCE);
  }

  private JsonNode json(Path file, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--json"));
    arguments.addAll(List.of(options));
    return new ObjectMapper().readTree(run(0, arguments.toArray(String[]::new)));
  }

  /** What the command prints, or the message of the error that the user would see. */
  static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new PidCommand())
            .setOut(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (problem, line, result) -> {
                  out.write(((SpecException) problem).getMessage());
                  return 2;
                });
    assertEquals(exitCode, command.execute(arguments), out.toString());
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "table", ".csv"), content);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
