package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs fetch.sh on small files of its own; nothing is fetched from outside. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "fetch.sh needs bash")
class FetchTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final byte[] IMAGES = "images".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LABELS = "labels".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;
  private Path mirror;
  private Path data;
  private Path checksums;

  /** One file is known by its contents, the other by its compressed form. */
  @BeforeEach
  void setUpAMirror() throws IOException, NoSuchAlgorithmException {
    mirror = Files.createDirectory(temporary.resolve("a mirror"));
    data = temporary.resolve("data");
    byte[] labels = IdxFiles.gzip(LABELS);
    Files.write(mirror.resolve("images.gz"), IdxFiles.gzip(IMAGES));
    Files.write(mirror.resolve("labels.gz"), labels);
    checksums = temporary.resolve("checksums.txt");
    Files.writeString(
        checksums,
        "# a comment\n\nfrom file:///no/such/folder\nfrom "
            + url(mirror)
            + "/\n"
            + (sha256(IMAGES) + "  images\n")
            + (sha256(labels) + "  labels.gz\n"));
  }

  @Test
  void fetchesAndVerifiesTryingEachSourceInTurn() throws Exception {
    Result result = fetch("tiny", data.toString(), "--checksums", checksums.toString());
    assertEquals("", result.errors());
    assertEquals(0, result.exitCode());
    assertArrayEquals(read(mirror, "images.gz"), read(data.resolve("tiny"), "images.gz"));
    assertArrayEquals(read(mirror, "labels.gz"), read(data.resolve("tiny"), "labels.gz"));
    assertEquals(List.of("images.gz", "labels.gz"), filesIn(data.resolve("tiny")));
  }

  @Test
  void keepsWhatIsThereAndGood() throws Exception {
    fetchFromMirror();
    Path images = data.resolve("tiny/images.gz");
    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(images, before);
    Files.delete(data.resolve("tiny/labels.gz"));
    Files.delete(mirror.resolve("images.gz"));
    Result result = fetchFromMirror();
    assertEquals(0, result.exitCode());
    assertEquals(before, Files.getLastModifiedTime(images));
    assertTrue(Files.exists(data.resolve("tiny/labels.gz")));
  }

  @Test
  void replacesWhatIsThereAndBad() throws Exception {
    Files.createDirectories(data.resolve("tiny"));
    Files.write(data.resolve("tiny/images.gz"), new byte[] {1, 2, 3});
    assertEquals(0, fetchFromMirror().exitCode());
    assertArrayEquals(read(mirror, "images.gz"), read(data.resolve("tiny"), "images.gz"));
  }

  @Test
  void acceptsContentsThatWereCompressedDifferently() throws Exception {
    byte[] gzipped = read(mirror, "images.gz");
    gzipped[4] = 77; // the time in the gzip header
    Files.write(mirror.resolve("images.gz"), gzipped);
    assertEquals(0, fetchFromMirror().exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "labels"})
  void refusesACorruptedByteAndLeavesNothing(String file) throws Exception {
    byte[] gzipped = read(mirror, file + ".gz");
    gzipped[gzipped.length / 2] ^= 1;
    Files.write(mirror.resolve(file + ".gz"), gzipped);
    Result result = fetchFromMirror();
    assertEquals(1, result.exitCode());
    assertEquals(1, result.errors().lines().count(), result.errors());
    assertTrue(
        result
            .errors()
            .startsWith("fetch.sh: " + data.resolve("tiny").resolve(file + ".gz: SHA-256 of ")),
        result.errors());
    assertFalse(Files.exists(data.resolve("tiny").resolve(file + ".gz")));
    assertFalse(filesIn(data).stream().anyMatch(name -> name.endsWith(".part")));
  }

  @Test
  void refusesAGzipWhoseEndIsMissing() throws Exception {
    byte[] gzipped = read(mirror, "images.gz");
    Files.write(mirror.resolve("images.gz"), Arrays.copyOf(gzipped, gzipped.length - 4));
    Result result = fetchFromMirror();
    assertEquals(1, result.exitCode());
    assertEquals(1, result.errors().lines().count(), result.errors());
    assertTrue(result.errors().contains("unknown (bad gzip)"), result.errors());
    assertEquals(List.of(), filesIn(data));
  }

  @Test
  void saysWhatCannotBeDownloaded() throws Exception {
    Files.delete(mirror.resolve("images.gz"));
    Result result = fetchFromMirror();
    assertEquals(1, result.exitCode());
    assertEquals(
        "fetch.sh: "
            + data.resolve("tiny/images.gz")
            + ": cannot download "
            + url(mirror)
            + "/images.gz\n",
        result.errors());
    assertEquals(List.of(), filesIn(data));
  }

  @Test
  void downloadsOverHttp() throws Exception {
    assumeTrue(isInstalled("curl") || isInstalled("wget"), "needs curl or wget");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/good/",
        exchange -> {
          Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
          byte[] bytes = Files.readAllBytes(mirror.resolve(name));
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      String file = checksums.toString();
      Result bad =
          fetch("tiny", data.toString(), "--checksums", file, "--from", base + "/not-there");
      assertEquals(1, bad.exitCode());
      assertTrue(bad.errors().contains("cannot download " + base), bad.errors());
      Result good = fetch("tiny", data.toString(), "--checksums", file, "--from", base + "/good");
      assertEquals("", good.errors());
      assertEquals(0, good.exitCode());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing-known DIR", "mnist", "../mnist DIR", "mnist DIR --no-such"})
  void wrongUsageListsTheDataSets(String arguments) throws Exception {
    Result result = fetch(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertEquals(2, result.exitCode());
    assertTrue(
        result.errors().endsWith("NAME is one of: fashion-mnist kmnist mnist\n"), result.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist", "kmnist"})
  void eachKnownDataSetHasItsFourFilesAndASource(String name) throws IOException {
    List<String> lines = Files.readAllLines(MODULE.resolve("checksums").resolve(name + ".txt"));
    assertTrue(lines.stream().anyMatch(line -> line.matches("from https?://\\S+")));
    List<String> files =
        lines.stream()
            .filter(line -> line.matches("[0-9a-f]{64}  \\S+"))
            .map(line -> line.substring(66).replace(".gz", ""))
            .toList();
    assertEquals(
        List.of(
            IdxFiles.TRAIN_IMAGES,
            IdxFiles.TRAIN_LABELS,
            IdxFiles.TEST_IMAGES,
            IdxFiles.TEST_LABELS),
        files);
  }

  private Result fetchFromMirror() throws IOException, InterruptedException {
    return fetch(
        "tiny", data.toString(), "--from", url(mirror), "--checksums", checksums.toString());
  }

  private record Result(int exitCode, String errors) {}

  private Result fetch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", MODULE.resolve("fetch.sh").toString()));
    command.addAll(List.of(arguments));
    Path errors = temporary.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    return new Result(process.waitFor(), Files.readString(errors));
  }

  private static boolean isInstalled(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", "command -v " + program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static String url(Path folder) {
    return "file://" + folder;
  }

  private static byte[] read(Path folder, String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Names of all files below a folder, hidden ones included; none if there is no such folder. */
  private static List<String> filesIn(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
