package org.infomorph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The line of packages: each may use only what stands to its left, so a reader can stop anywhere.
 */
class ArchitectureTest {
  private static final List<String> LINE =
      List.of(
          "spec",
          "loops",
          "math",
          "bins",
          "pid",
          "measures",
          "neuron",
          "data",
          "network",
          "train",
          "tabular",
          "datasets",
          "form",
          "trial",
          "result",
          "space",
          "evolution",
          "refinement",
          "plan",
          "importance",
          "measuring",
          "sweep",
          "files",
          "store",
          "tasks",
          "tables",
          "drawing",
          "report",
          "estimate",
          "run",
          "watch",
          "session",
          "observations",
          "sql",
          "app");

  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 2500;

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.infomorph");

  static Stream<String> line() {
    return LINE.stream();
  }

  private static String packageOf(String name) {
    return "org.infomorph." + name + "..";
  }

  @Test
  void everyPackageHasItsPlaceInTheLine() {
    for (JavaClass type : CODE) {
      String place = type.getPackageName().replace("org.infomorph.", "");
      assertTrue(LINE.contains(place), type + " is in no package of the line");
    }
  }

  @ParameterizedTest
  @MethodSource("line")
  void aPackageUsesOnlyWhatStandsToItsLeft(String name) {
    String[] right =
        LINE.subList(LINE.indexOf(name) + 1, LINE.size()).stream()
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    if (right.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(packageOf(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(right)
          .check(CODE);
    }
  }

  @Test
  void hadoopBeginsInTheFiles() {
    check("org.apache.hadoop..", "files");
  }

  @Test
  void sparkBeginsInTheTasks() {
    check("org.apache.spark..", "tasks");
  }

  /** The report is made of what tables and files give it, whatever these use. */
  private static void check(String library, String first) {
    String[] left =
        Stream.concat(LINE.subList(0, LINE.indexOf(first)).stream(), Stream.of("report"))
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(left)
        .and()
        // Takes over what Spark, where it runs, has been told of Hadoop's file systems.
        .doNotHaveSimpleName("HadoopFileSystems")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(CODE);
  }

  /** A room that grows beyond this wants a reason in docs/architecture.md, and its name here. */
  @Test
  void noPackageIsTooLarge() {
    for (var name : LINE) {
      long files =
          CODE.stream()
              .filter(type -> type.getPackageName().equals("org.infomorph." + name))
              .filter(type -> type.isTopLevelClass())
              .count();
      assertTrue(files <= MOST_FILES, name + " has " + files + " files");
    }
  }

  @Test
  void onlyPackagesWithAReasonAreLong() throws IOException {
    var root = Path.of(System.getProperty("project.root"));
    var longer = new TreeSet<String>();
    for (var module : List.of("core", "datasets", "spark-jobs")) {
      try (var packages = Files.list(root.resolve(module + "/src/main/java/org/infomorph"))) {
        for (var folder : packages.filter(Files::isDirectory).toList()) {
          if (lines(folder) > MOST_LINES) {
            longer.add(folder.getFileName().toString());
          }
        }
      }
    }
    var page = Files.readString(root.resolve("docs/architecture.md"));
    var reasons =
        page.substring(page.indexOf("| longer |"), page.indexOf("## The walk of one weight"));
    var named =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| .+ \\|$")
            .matcher(reasons)
            .results()
            .map(row -> row.group(1))
            .toList();
    assertEquals(longer, new TreeSet<>(named), "packages of more than " + MOST_LINES + " lines");
  }

  private static long lines(Path folder) throws IOException {
    long lines = 0;
    try (var files = Files.newDirectoryStream(folder, "*.java")) {
      for (var file : files) {
        lines += Files.readAllLines(file).size();
      }
    }
    return lines;
  }

  /** With two lengths in one JVM, each vector of the rarer length becomes an object (JDK 17). */
  @Test
  void allVectorsHaveOneLength() throws IOException {
    var root = Path.of("../core/src/main/java");
    try (var files = Files.walk(root)) {
      var loops = files.filter(f -> f.getFileName().toString().matches("Vector.*Loops.java"));
      for (var file : loops.toList()) {
        var text = Files.readString(file);
        assertTrue(text.contains("Vector.SPECIES_256;"), file.toString());
        assertFalse(text.matches("(?s).*SPECIES_(64|128|512|MAX|PREFERRED;).*"), file.toString());
      }
    }
  }

  @Test
  void theCoreKnowsNoFilesNoJsonNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(
            packageOf("loops"),
            packageOf("math"),
            packageOf("bins"),
            packageOf("pid"),
            packageOf("measures"),
            packageOf("neuron"),
            packageOf("data"),
            packageOf("network"),
            packageOf("train"))
        .and()
        .doNotHaveSimpleName("Interruption") // starts no thread, only hears that it is to stop
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are files, JSON or threads",
                type ->
                    type.getPackageName().startsWith("java.nio")
                        || type.getPackageName().startsWith("com.fasterxml")
                        || type.isAssignableTo(java.io.File.class)
                        || type.isAssignableTo(java.io.InputStream.class)
                        || type.isAssignableTo(Thread.class)
                        || type.isAssignableTo(java.util.concurrent.Executor.class)))
        .check(CODE);
  }

  @Test
  void onlyTheCodeThatDrawsRandomNumbersDoesSo() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are the JDK's random numbers",
                type ->
                    List.of(
                            "java.util.Random",
                            "java.util.SplittableRandom",
                            "java.util.concurrent.ThreadLocalRandom")
                        .contains(type.getName())))
        .check(CODE);
  }

  /** What would let a file say which class is loaded, which type is made, or what is run. */
  @Test
  void noClassOrCodeIsEverTakenFromAFile() {
    noClasses()
        .that()
        // Loads one class of ours by a name that is written there, as not every JVM can link it.
        .doNotHaveFullyQualifiedName("org.infomorph.loops.Vectors")
        .and()
        // Calls the accessors of our own records, by what their classes declare.
        .doNotHaveFullyQualifiedName("org.infomorph.form.RecordForm")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "chooses a class or runs a program at run time",
                call -> {
                  var owner = call.getTargetOwner().getName();
                  var name = call.getName();
                  return name.contains("DefaultTyping")
                      || owner.equals("java.lang.Class") && name.equals("forName")
                      || owner.equals("java.lang.ClassLoader")
                      || owner.equals("java.lang.reflect.Method")
                      || owner.equals("java.lang.Runtime") && name.equals("exec")
                      || owner.equals("java.io.ObjectInputStream");
                }))
        .check(CODE);
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "read classes, types or code from data",
                type ->
                    type.getPackageName().startsWith("javax.script")
                        || type.getPackageName().startsWith("com.fasterxml.jackson.annotation")
                        || type.getPackageName()
                            .startsWith("com.fasterxml.jackson.databind.jsontype")
                        || type.getPackageName().startsWith("org.yaml.snakeyaml")
                        || List.of(
                                "java.lang.ProcessBuilder",
                                "java.net.URLClassLoader",
                                "java.io.ObjectInputStream")
                            .contains(type.getName())))
        .check(CODE);
  }

  /** What jars on the class path offer is asked for in one place, by a name of its own. */
  @Test
  void onlyDataSetsComeFromOtherJars() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.infomorph.datasets.Provided")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.ServiceLoader")
        .check(CODE);
  }

  @Test
  void nothingDependsOnTheLastBitOfAMathLibrary() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "may differ between machines; see StrictMath, FastExp, FastLog, StrictLog",
                call ->
                    call.getTargetOwner().isEquivalentTo(Math.class)
                        && List.of(
                                "exp", "expm1", "log", "log1p", "log10", "pow", "cbrt", "hypot",
                                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh",
                                "cosh", "tanh")
                            .contains(call.getName())))
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineEndsTheProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packageOf("app"))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CODE);
  }

  @Test
  void specsAreRecords() {
    classes().that().haveSimpleNameEndingWith("Spec").should().beRecords().check(CODE);
  }
}
