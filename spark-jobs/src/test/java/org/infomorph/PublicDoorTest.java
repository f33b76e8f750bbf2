package org.infomorph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.infomorph.form.CanonicalJson;
import org.junit.jupiter.api.Test;

/**
 * What programs may build on: {@code docs/public.txt} lists every signature, and a line of {@code
 * CHANGELOG.md} ends with the hash of that list. Who changes a signature writes the list anew, with
 * {@code -Dinfomorph.describe=true}, and tells in the change log what has changed.
 */
class PublicDoorTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Path LIST = ROOT.resolve("docs/public.txt");
  private static final Path CHANGES = ROOT.resolve("CHANGELOG.md");
  private static final boolean WRITES = Boolean.getBoolean("infomorph.describe");

  /** The core, all of whose public types are for programs. */
  private static final Set<String> PACKAGES =
      Set.of("data", "measures", "network", "neuron", "pid", "train");

  /** Elsewhere, types are public for the other packages of this project, but for these. */
  private static final Set<String> TYPES =
      Set.of(
          "datasets.ImageShape",
          "datasets.SampleProvider",
          "form.SpecException",
          "form.SpecFile",
          "math.Blas.Choice",
          "math.Precision",
          "math.Seeds",
          "plan.Measured",
          "plan.Plan",
          "plan.Sample",
          "result.Trial",
          "result.TrialResult",
          "run.Consent",
          "run.Results",
          "run.RunListener",
          "run.RunListener.Work",
          "run.Sweeps",
          "space.Axis",
          "space.ParameterSpace",
          "space.Point",
          "sql.PidFunctions",
          "store.TrialSummary",
          "sweep.PhaseThresholds",
          "sweep.Budget",
          "sweep.Sweep",
          "trial.TrialSpec");

  private static final List<? extends Class<?>> PUBLIC =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("org.infomorph")
              .stream()
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .filter(type -> !type.isAnonymousClass())
              .map(JavaClass::reflect)
              .toList();

  @Test
  void noSignatureChangesUnnoticed() throws IOException {
    var text = String.join("\n", signatures()) + "\n";
    if (WRITES) {
      Files.writeString(LIST, text);
    }
    assertEquals(
        Files.readString(LIST),
        text,
        "the public door has changed; -Dinfomorph.describe=true writes docs/public.txt anew, and"
            + " CHANGELOG.md wants a line");
    var hash = CanonicalJson.id(text);
    assertTrue(
        Files.readAllLines(CHANGES).stream().anyMatch(line -> line.endsWith("`" + hash + "`")),
        "CHANGELOG.md has no line about the public door that ends with `" + hash + "`");
  }

  @Test
  void everyTypeOfTheDoorIsThere() {
    var found = new TreeSet<String>();
    PUBLIC.forEach(type -> found.add(name(type)));
    found.retainAll(TYPES);
    assertEquals(new TreeSet<>(TYPES), found);
  }

  private static List<String> signatures() {
    var lines = new ArrayList<String>();
    PUBLIC.stream()
        .filter(PublicDoorTest::isPromised)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(
            type -> {
              lines.add(brief(type.toGenericString()));
              members(type).map(member -> "  " + brief(member)).sorted().forEach(lines::add);
            });
    return lines;
  }

  private static String name(Class<?> type) {
    return Objects.toString(type.getCanonicalName(), type.getName()).replace("org.infomorph.", "");
  }

  private static boolean isPromised(Class<?> type) {
    var name = name(type);
    return PACKAGES.contains(name.substring(0, name.indexOf('.'))) || TYPES.contains(name);
  }

  /** What a record or an enum has by itself is left out. */
  private static Stream<String> members(Class<?> type) {
    var own = Set.of("equals", "hashCode", "toString", "valueOf", "values");
    Stream<Executable> calls =
        Stream.concat(
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isBridge())
                    .filter(method -> !own.contains(method.getName())))
            .filter(PublicDoorTest::isForPrograms);
    return Stream.concat(
        calls.filter(PublicDoorTest::isPublic).map(Executable::toGenericString),
        Arrays.stream(type.getDeclaredFields())
            .filter(PublicDoorTest::isPublic)
            .map(java.lang.reflect.Field::toGenericString));
  }

  /** A call with an argument whose type is not public is for its own package. */
  private static boolean isForPrograms(Executable call) {
    return Arrays.stream(call.getParameterTypes())
        .allMatch(type -> type.isPrimitive() || Modifier.isPublic(type.getModifiers()));
  }

  private static boolean isPublic(Member member) {
    return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
  }

  private static String brief(String signature) {
    return signature
        .replaceAll("\\borg\\.infomorph\\.", "")
        .replaceAll("\\bjava\\.(lang|util|nio\\.file|util\\.function|io)\\.(?=[A-Z])", "");
  }
}
