package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the launcher builds and starts; Maven, Java and Spark are stand-ins that say their words.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("project.root"), "infomorph");
  private static final String MASTER = "spark://host:7077";

  @TempDir Path root;

  private record Outcome(int code, String output) {
    boolean has(String text) {
      return output.contains(text);
    }
  }

  @BeforeEach
  void project() throws IOException {
    Files.copy(LAUNCHER, root.resolve("infomorph"));
    Files.writeString(root.resolve("pom.xml"), "");
    var target = Files.createDirectories(root.resolve("spark-jobs/target/launcher"));
    Files.writeString(
        target.resolve("jvm.flags"), "-Dflag=1\n--add-modules=jdk.incubator.vector\n");
    Files.writeString(target.resolve("class.path"), "some.jar");
    script(
        "bin/mvn",
        "echo \"mvn $*\" >>mvn.log\n"
            + "case $* in *package) touch spark-jobs/target/infomorph-app.jar;; esac");
    script(
        "jdk/bin/java",
        "case $* in -version) echo 'openjdk version \"17.0.1\"' >&2;; *) echo \"java $*\";"
            + " echo \"address ${SPARK_LOCAL_IP:-none}, threads $OPENBLAS_NUM_THREADS\";; esac");
    script("spark/bin/spark-submit", "echo \"submit $*\"; echo \"options $SPARK_SUBMIT_OPTS\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--master local[2]", "--master nonsense", "--out --master=x"})
  void withoutAClusterEverythingStaysOnThisMachine(String words) throws Exception {
    var outcome = launch(Map.of(), ("run x.yaml " + words).split(" "));

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has("address 127.0.0.1, threads 1"), outcome.output);
    assertTrue(outcome.has("org.infomorph.app.Main run x.yaml"), outcome.output);
    assertFalse(outcome.has("spark.jars"), outcome.output);
    assertTrue(built().endsWith(" process-classes\n"), built());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--master spark://host:7077", "--master=spark://host:7077"})
  void aClusterGetsTheApplicationJarAndSeesThisMachine(String words) throws Exception {
    var outcome = launch(Map.of(), ("run x.yaml " + words).split(" "));

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has("address none, threads 1"), outcome.output);
    var end = "-Dspark.jars=file:" + jar() + " org.infomorph.app.Main run x.yaml " + words;
    assertTrue(outcome.has(end), outcome.output);
    assertTrue(built().endsWith(" package\n"), built());
  }

  @ParameterizedTest
  @CsvSource({
    "run x.yaml, true",
    "--verbose plan x.yaml, true",
    "trial x.yaml, true",
    "verify runs/x, true",
    "status run, false",
    "report runs/x, false",
    "--version, false",
  })
  void vectorsAreForCommandsThatTrain(String words, boolean vectors) throws Exception {
    var outcome = launch(Map.of(), words.split(" "));

    assertEquals(0, outcome.code, outcome.output);
    assertEquals(vectors, outcome.has(" --add-modules=jdk.incubator.vector "), outcome.output);
    assertTrue(outcome.has("java -Dflag=1 "), outcome.output);
  }

  /** The folder is given to Spark as a URI, to Java as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in fo % ü [m] #1 | in%20fo%20%25%20ü%20%5Bm%5D%20%231",
        "a,b *c?{d}       | a%2Cb%20*c%3F%7Bd%7D",
        "$HOME `e` \\ \"f\" | $HOME%20%60e%60%20%5C%20%22f%22",
      })
  void theCloneMayLieInAFolderOfAnyName(String name, String encoded) throws Exception {
    root = Files.createDirectories(root.resolve(name));
    project();

    var outcome = launch(Map.of(), "run", "a *.yaml", "--master", MASTER);

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has(" -cp " + root + "/spark-jobs/target/classes:"), outcome.output);
    var jar = "-Dspark.jars=file:" + root.getParent() + "/" + encoded + "/spark-jobs/target/";
    assertTrue(outcome.has(jar + "infomorph-app.jar "), outcome.output);
    assertTrue(outcome.has(" run a *.yaml --master " + MASTER), outcome.output);
  }

  @Test
  void aColonInTheFolderIsRefused() throws Exception {
    root = Files.createDirectories(root.resolve("a:b"));
    project();

    var outcome = launch(Map.of(), "--version");

    assertEquals(1, outcome.code);
    assertEquals(1, outcome.output.lines().count(), outcome.output);
    assertTrue(outcome.has(root + " has a colon in its name"), outcome.output);
  }

  @Test
  void sparkSubmitWouldTakeTheJarForAPattern() throws Exception {
    root = Files.createDirectories(root.resolve("a[b]"));
    project();

    var outcome = launch(Map.of("SPARK_HOME", "x"), "run", "x.yaml", "--master", MASTER);

    assertEquals(1, outcome.code);
    assertEquals(1, outcome.output.lines().count(), outcome.output);
    assertTrue(outcome.has("finds no jar in " + root), outcome.output);
  }

  @Test
  void aCloneThatWasMovedIsBuiltAgain() throws Exception {
    root = Files.createDirectories(root.resolve("before"));
    project();
    launch(Map.of(), "--version");
    root = Files.move(root, root.resolveSibling("after"));
    launch(Map.of(), "--version");

    assertEquals(2, built().lines().count(), built());
  }

  @Test
  void aLinkInAnotherFolderStartsIt() throws Exception {
    var elsewhere = Files.createDirectories(root.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("infomorph"), Path.of("../linked"));
    Files.createSymbolicLink(root.resolve("linked"), root.resolve("infomorph"));

    var outcome = launchIn(elsewhere, "infomorph", Map.of(), "--version");

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has("org.infomorph.app.Main --version"), outcome.output);
  }

  @Test
  void aLongBuildSaysWhatMavenIsAt() throws Exception {
    script("bin/mvn", "echo '[INFO] --- compiler:compile @ core ---'; /bin/sleep 2");
    script("bin/sleep", "/bin/sleep 0.01"); // a second of the launcher

    var outcome = launch(Map.of(), "--version");

    assertTrue(
        outcome.has("building, 10 s: [INFO] --- compiler:compile @ core ---\n"), outcome.output);
  }

  @Test
  void theAddressFromOutsideStays() throws Exception {
    var outside = Map.of("SPARK_LOCAL_IP", "10.1.2.3");

    assertTrue(launch(outside, "run", "x.yaml", "--master", MASTER).has("address 10.1.2.3,"));
    assertTrue(launch(outside, "run", "x.yaml").has("address 10.1.2.3,"));
  }

  @Test
  void whatIsBuiltIsNotBuiltAgain() throws Exception {
    launch(Map.of(), "run", "x.yaml");
    launch(Map.of(), "run", "x.yaml");
    assertEquals(1, built().lines().count(), built());
    launch(Map.of(), "run", "x.yaml", "--master", MASTER);
    launch(Map.of(), "run", "x.yaml", "--master", MASTER);
    assertEquals(2, built().lines().count(), built());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://host:443"})
  void othersNeedAnInstallationOfSpark(String master) throws Exception {
    var outcome = launch(Map.of(), "run", "x.yaml", "--master", master);

    assertEquals(2, outcome.code, outcome.output);
    assertEquals(
        "--master " + master + ": needs an installation of Spark; set SPARK_HOME to its folder\n",
        outcome.output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://host:443", MASTER})
  void anInstallationOfSparkIsUsed(String master) throws Exception {
    var outside =
        Map.of("SPARK_HOME", root + "/spark", "INFOMORPH_OPTS", "-Dspark.executor.memory=4g");

    var outcome = launch(outside, "run", "a file.yaml", "--master", master);

    assertEquals(0, outcome.code, outcome.output);
    var words = "--class org.infomorph.app.Main " + jar() + " run a file.yaml --master " + master;
    assertTrue(outcome.has("submit --master " + master + " " + words), outcome.output);
    assertTrue(outcome.has("options  -Dspark.executor.memory=4g"), outcome.output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run x.yaml", "status hdfs:///runs/x", "run x.yaml --master " + MASTER})
  void hadoopsSettingsAreOnTheClassPathAlways(String words) throws Exception {
    var outcome = launch(Map.of("HADOOP_CONF_DIR", "/etc/hadoop"), words.split(" "));

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has("/classes:some.jar:/etc/hadoop "), outcome.output);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status s3a://bucket/x",
        "run x.yaml --out s3a://bucket",
        "run x.yaml --out=s3a://bucket",
      })
  void whatS3aNeedsIsFetchedOnceAndAdded(String words) throws Exception {
    provideS3a();

    var outcome = launch(Map.of(), words.split(" "));
    launch(Map.of(), words.split(" "));

    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.has("/classes:some.jar:aws.jar:sdk.jar "), outcome.output);
    assertEquals(1, built().lines().filter(line -> line.endsWith("generate-resources")).count());
  }

  @Test
  void whatCannotBeFetchedIsSaid() throws Exception {
    provideS3a();
    script("bin/mvn", "case $* in *generate-resources) echo '[ERROR] no network'; exit 1;; esac");

    var outcome = launch(Map.of(), "status", "s3a://bucket/x");

    assertEquals(1, outcome.code, outcome.output);
    assertTrue(outcome.has("[ERROR] no network\ninfomorph: what s3a:// needs"), outcome.output);
  }

  @Test
  void nothingIsFetchedForOthers() throws Exception {
    provideS3a();

    assertFalse(launch(Map.of(), "status", "hdfs:///x").has("aws.jar"));
    assertFalse(built().contains("generate-resources"), built());
  }

  @Test
  void moreJarsGoToTheClusterToo() throws Exception {
    var more = Map.of("INFOMORPH_CLASSPATH", "/a.jar:/b.jar");
    var home = Map.of("INFOMORPH_CLASSPATH", "/a.jar:/b.jar", "SPARK_HOME", root + "/spark");

    var here = launch(more, "status", "gs://bucket/x");
    var cluster = launch(more, "run", "x.yaml", "--master", MASTER);
    var submitted = launch(home, "run", "x.yaml", "--master", MASTER);

    assertTrue(here.has("/classes:some.jar:/a.jar:/b.jar "), here.output);
    assertTrue(cluster.has("/classes:some.jar:/a.jar:/b.jar "), cluster.output);
    assertTrue(cluster.has("-Dspark.jars=file:" + jar() + ",/a.jar,/b.jar "), cluster.output);
    assertTrue(submitted.has(" --jars /a.jar,/b.jar --class "), submitted.output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://127.0.0.1:7077", "spark://localhost:7077"})
  void aMasterOnLoopbackKeepsTheDriverThere(String master) throws Exception {
    assertTrue(launch(Map.of(), "run", "x.yaml", "--master", master).has("address 127.0.0.1,"));
    var outside = Map.of("SPARK_LOCAL_IP", "10.1.2.3");
    assertTrue(launch(outside, "run", "x.yaml", "--master", master).has("address 10.1.2.3,"));
  }

  /** The module with the class path, which Maven, a stand-in, writes when it is asked to. */
  private void provideS3a() throws IOException {
    var module = Files.createDirectories(root.resolve("services/s3a"));
    Files.writeString(module.resolve("pom.xml"), "");
    var path = module.resolve("target/class.path");
    script(
        "bin/mvn",
        "echo \"mvn $*\" >>\""
            + root
            + "/mvn.log\"\n"
            + "case $* in *package) touch \""
            + jar()
            + "\";; *generate-resources) echo aws.jar:sdk.jar >\""
            + path
            + "\";; esac");
  }

  private Path jar() {
    return root.resolve("spark-jobs/target/infomorph-app.jar");
  }

  private String built() throws IOException {
    return Files.readString(root.resolve("mvn.log"));
  }

  private Outcome launch(Map<String, String> outside, String... words) throws Exception {
    return launchIn(root, root.resolve("infomorph").toString(), outside, words);
  }

  private Outcome launchIn(Path here, String script, Map<String, String> outside, String... words)
      throws Exception {
    var command = new ArrayList<>(List.of("/bin/sh", script));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(here.toFile());
    var environment = new TreeMap<>(outside);
    environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes());
    return new Outcome(process.waitFor(), output);
  }

  private void script(String name, String line) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
