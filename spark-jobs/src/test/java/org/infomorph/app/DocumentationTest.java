package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.sweep.Sweep;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What the pages say about the project exists: commands with their options and files, links, and
 * the names of packages, classes and tests.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  /** The folders whose files are shipped, as the pages name them. */
  private static final Pattern SHIPPED =
      Pattern.compile("(conf|docs|notebooks|datasets|services|core|spark-jobs)/.*");

  /** What a build makes, and what stands for a name of the user's choice. */
  private static final Pattern ELSEWHERE = Pattern.compile(".*/target/.*|conf/trials/X\\.yaml");

  private static final Pattern TOKEN =
      Pattern.compile("(?:\"(?:\\\\.|[^\"])*\"|'[^']*'|<\\([^)]*\\)|\\\\.|[^\\s\"'])+");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Z][A-Z_0-9]*=.*", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern OWN_TYPE = Pattern.compile("org\\.infomorph\\.[\\w.]*[A-Z]\\w*");
  private static final Pattern CLASS = Pattern.compile("(?:([a-z]+)\\.)?([A-Z][a-z]\\w*)");

  /** Types of other libraries that docs/architecture.md names. */
  private static final Set<String> FOREIGN = Set.of("Spark", "Hadoop");

  static List<Path> pages() throws IOException {
    try (var docs = Files.list(ROOT.resolve("docs"));
        var here = Files.list(ROOT)) {
      return Stream.of(
              docs,
              here,
              Stream.of(ROOT.resolve("datasets/README.md"), ROOT.resolve("notebooks/README.md")))
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @Test
  void thereArePagesWithCommands() throws IOException {
    int commands = 0;
    for (var page : pages()) {
      commands += commands(page).stream().mapToInt(words -> ours(words).isPresent() ? 1 : 0).sum();
    }
    assertTrue(commands > 50, commands + " commands of this program in all pages");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsHaveTheVerbsAndOptionsThatThePageSays(Path page) throws IOException {
    for (var words : commands(page)) {
      var ours = ours(words);
      if (ours.isPresent()) {
        assertParses(page, words, ours.get());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void filesOfCommandsExist(Path page) throws IOException {
    for (var words : commands(page)) {
      for (var word : words) {
        for (var path : word.split("[=:;,]")) {
          if (SHIPPED.matcher(path).matches() && !ELSEWHERE.matcher(path).matches()) {
            assertTrue(exists(path), page + ": " + words + ": there is no " + path);
          }
        }
        var type = OWN_TYPE.matcher(word);
        if (type.matches()) {
          var name = word.substring(word.lastIndexOf('.') + 1);
          assertTrue(sources().contains(name + ".java"), page + ": there is no class " + word);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void mavenFindsTheModulesProfilesTestsAndTags(Path page) throws IOException {
    var poms = Files.readString(ROOT.resolve("pom.xml")) + read("core") + read("spark-jobs");
    for (var words : commands(page)) {
      if (!words.contains("mvn")) {
        continue;
      }
      for (int i = 0; i < words.size(); i++) {
        var word = words.get(i);
        var next = i + 1 < words.size() ? words.get(i + 1) : "";
        if (word.equals("-pl")) {
          Arrays.stream(next.split(","))
              .forEach(module -> assertTrue(Files.isDirectory(ROOT.resolve(module)), next));
        } else if (word.startsWith("-P")) {
          var profile = word.equals("-P") ? next : word.substring(2);
          assertTrue(poms.contains("<id>" + profile + "</id>"), page + ": no profile " + profile);
        } else if (word.startsWith("-Dtest=")) {
          for (var test : word.substring("-Dtest=".length()).split(",")) {
            assertTrue(sources().contains(test + ".java"), page + ": no test " + test);
          }
        } else if (word.matches("-D(in|ex)cluded\\.tags=.+")) {
          for (var tag : word.substring(word.indexOf('=') + 1).split("[ |&!]+")) {
            assertTrue(tags().contains(tag), page + ": no test has the tag " + tag);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFilesAndHeadings(Path page) throws IOException {
    for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
      var target = link.group(1);
      if (target.matches("[a-z]+:.*")) {
        continue;
      }
      int mark = target.indexOf('#');
      var name = mark < 0 ? target : target.substring(0, mark);
      var file = name.isEmpty() ? page : page.resolveSibling(name).normalize();
      assertTrue(Files.exists(file), page + ": the link " + target + " leads nowhere");
      if (mark >= 0) {
        var anchor = target.substring(mark + 1);
        assertTrue(anchors(file).contains(anchor), page + ": no heading for " + target);
      }
    }
  }

  @Test
  void theArchitecturePageNamesPackagesAndClassesThatExist() throws IOException {
    var page = ROOT.resolve("docs/architecture.md");
    var named = new TreeSet<String>();
    for (var span : code(page)) {
      for (var type : CLASS.matcher(span).results().toList()) {
        var name = type.group(2);
        if (!FOREIGN.contains(name)) {
          var file = (type.group(1) == null ? "" : type.group(1) + "/") + name + ".java";
          assertTrue(
              sourcePaths().stream().anyMatch(path -> path.endsWith("/" + file)),
              page + ": there is no class " + type.group());
          named.add(name);
        }
      }
    }
    assertTrue(named.size() > 25, "classes named: " + named);
  }

  @Test
  void theArchitecturePageListsThePackages() throws IOException {
    var rows =
        Pattern.compile("(?m)^\\| *(?:core|datasets|spark-jobs)? *\\| `([a-z]+)` \\| .+\\|$")
            .matcher(Files.readString(ROOT.resolve("docs/architecture.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    var line =
        Pattern.compile("\\w+")
            .matcher(
                Files.readAllLines(ROOT.resolve("README.md")).stream()
                    .filter(text -> text.startsWith("    ") && text.contains(" <- "))
                    .map(text -> text.replaceFirst("[a-z-]+:", ""))
                    .reduce("", (a, b) -> a + b))
            .results()
            .map(name -> name.group())
            .toList();
    assertEquals(packages(), new TreeSet<>(rows));
    assertEquals(rows, line, "the line of packages in README.md");
  }

  @Test
  void noWalkHasMoreThanNineHops() throws IOException {
    var page = Files.readString(ROOT.resolve("docs/architecture.md"));
    var walks = List.of(page.split("(?m)^## ")).stream().filter(s -> s.startsWith("The walk"));
    assertEquals(
        List.of(9L, 6L),
        walks.map(walk -> walk.lines().filter(l -> l.matches("\\| \\d+ \\|.*")).count()).toList());
  }

  private static void assertParses(Path page, List<String> words, List<String> arguments)
      throws IOException {
    var line = new CommandLine(new Main());
    try {
      var verb = line.parseArgs(arguments.toArray(String[]::new)).subcommand();
      assertTrue(verb != null, page + ": " + words + " has no verb");
    } catch (ParameterException e) {
      throw new AssertionError(page + ": " + words + ": " + e.getMessage(), e);
    }
    bind(arguments);
  }

  /** Reads the file that a command names, with the changes of its {@code --set}. */
  private static void bind(List<String> arguments) {
    var file = ROOT.resolve(arguments.size() > 1 ? arguments.get(1) : "");
    if (!Files.isRegularFile(file)) {
      return;
    }
    var changes = new ArrayList<String>();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("--set")) {
        changes.add(arguments.get(i + 1));
      }
    }
    switch (arguments.get(0)) {
      case "run", "plan" -> Sweep.read(file, changes);
      case "trial" -> {
        var tree = SpecFile.read(file);
        changes.forEach(change -> SpecPath.Assignment.parse(change).applyTo(tree));
        TrialSpec.bind(file.toString(), tree);
      }
      default -> {}
    }
  }

  /** The arguments of this program in a command; nothing if another program is called. */
  private static Optional<List<String>> ours(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      boolean submitted = words.get(i).endsWith("infomorph-app.jar") && i > 0;
      if (submitted && !words.get(0).equals("spark-submit")) {
        return Optional.empty(); // a jar for a shell
      }
      if (submitted || i == 0 && words.get(i).matches("(\\./|bin/)?infomorph")) {
        return Optional.of(words.subList(i + 1, words.size()));
      }
    }
    return Optional.empty();
  }

  /** The commands of a page: its indented lines and shell blocks, and calls within sentences. */
  private static List<List<String>> commands(Path page) throws IOException {
    var commands = new ArrayList<List<String>>();
    var text = Files.readString(page).replaceAll(" *\\\\\n\\s+", " ");
    String language = null;
    for (var line : text.lines().toList()) {
      if (line.startsWith("```")) {
        language = language == null ? line.substring(3) : null;
      } else if (language == null ? line.startsWith("    ") : language.equals("sh")) {
        for (var part : line.split(" \\| | && | ; |; (?=do\\b)")) {
          add(commands, part);
        }
      } else if (language == null) {
        CODE_SPAN
            .matcher(line)
            .results()
            .map(span -> span.group(1))
            .filter(span -> span.matches("(\\./infomorph|mvn) .*"))
            .forEach(span -> add(commands, span));
      }
    }
    return commands;
  }

  private static void add(List<List<String>> commands, String text) {
    var words = new ArrayList<String>();
    for (var token : TOKEN.matcher(text.replaceAll("[\\[\\]]", "")).results().toList()) {
      var word = token.group();
      if (word.startsWith("#")) {
        break;
      }
      boolean isNoArgument =
          words.isEmpty()
              && (ENVIRONMENT.matcher(word).matches()
                  || word.equals("export")
                  || word.equals("$")); // the prompt, where a page shows what is printed
      boolean andMore = word.equals("...") && text.contains("["); // of a synopsis
      if (!isNoArgument && !andMore) {
        words.add(word.replaceAll("[\"']", "").replaceFirst("^[NRS]$", "1")); // any number
      }
    }
    if (!words.isEmpty()) {
      commands.add(words);
    }
  }

  private static boolean exists(String path) throws IOException {
    if (!path.contains("*") && !path.contains("$")) {
      return Files.exists(ROOT.resolve(path));
    }
    var pattern = path.replaceAll("\\$\\w+", "*");
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + ROOT.resolve(pattern));
    try (var files = Files.walk(ROOT.resolve(path.substring(0, path.indexOf('/'))))) {
      return files.anyMatch(matcher::matches);
    }
  }

  /** What GitHub makes of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    var anchors = new HashSet<String>();
    for (var line : Files.readAllLines(page)) {
      if (line.startsWith("#")) {
        anchors.add(
            line.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  /** What is written as code on a page: within sentences, and in blocks. */
  private static List<String> code(Path page) throws IOException {
    var spans = new ArrayList<String>();
    for (var line : Files.readAllLines(page)) {
      if (line.startsWith("    ")) {
        spans.add(line);
      }
      CODE_SPAN.matcher(line).results().forEach(span -> spans.add(span.group(1)));
    }
    return spans;
  }

  private static String read(String module) throws IOException {
    return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static Set<String> packages() {
    var packages = new TreeSet<String>();
    for (var path : sourcePaths()) {
      if (path.contains("/src/main/java/") && path.endsWith("/package-info.java")) {
        packages.add(Path.of(path).getParent().getFileName().toString());
      }
    }
    return packages;
  }

  private static Set<String> tags() {
    return Tags.ALL;
  }

  private static Set<String> sources() {
    return Sources.NAMES;
  }

  private static List<String> sourcePaths() {
    return Sources.PATHS;
  }

  /** All Java files of the modules. */
  private static final class Sources {
    static final List<String> PATHS =
        Stream.of("core", "datasets", "spark-jobs")
            .map(module -> ROOT.resolve(module).resolve("src"))
            .flatMap(Sources::walk)
            .map(Path::toString)
            .filter(name -> name.endsWith(".java"))
            .toList();

    static final Set<String> NAMES =
        new HashSet<>(PATHS.stream().map(path -> Path.of(path).getFileName().toString()).toList());

    private static Stream<Path> walk(Path folder) {
      try (var files = Files.walk(folder)) {
        return files.toList().stream();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** The tags of all tests. */
  private static final class Tags {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\w+)\"\\)");

    static final Set<String> ALL = new HashSet<>();

    static {
      for (var path : Sources.PATHS) {
        try {
          TAG.matcher(Files.readString(Path.of(path)))
              .results()
              .forEach(tag -> ALL.add(tag.group(1)));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }
}
