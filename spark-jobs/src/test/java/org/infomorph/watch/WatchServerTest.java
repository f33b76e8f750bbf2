package org.infomorph.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.infomorph.cluster.Pause;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private SweepTrials trials;

  private SweepFolder begun() throws IOException {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + "measure: test_accuracy\nseeds: 2\n");
    trials = SweepFiles.trials(sweep);
    var place = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    place.write(SweepFiles.asked(sweep));
    return place;
  }

  private WatchServer serve(SweepFolder place) {
    return WatchServer.start(place, WatchServer.LOOPBACK, 0, note -> {});
  }

  private TrialResult ended(int number, double accuracy) {
    var trial = trials.trials().get(number);
    var atoms = Map.of("{r}{c}", accuracy, "h_res", 0.1);
    var report =
        new EpochReport(
            1, Map.of("test_accuracy", accuracy), List.of(new LayerReport("out", accuracy, atoms)));
    return new TrialResult(
        trial.trialId(),
        trials.pointId(trial.point()),
        trial.seed(),
        trials.canonical(trial),
        TrialResult.Status.OK,
        "",
        Instant.parse("2026-11-01T10:00:00Z"),
        1,
        CodeVersion.get(),
        Map.of("cpu", "made up"),
        Map.of("test_accuracy", accuracy),
        List.of(report),
        List.of(new NeuronReport("out", 0, atoms)));
  }

  private static void append(TrialTable table, TrialResult result) throws IOException {
    table.append(result.trialId(), ResultFormat.toJson(result));
  }

  private static HttpResponse<byte[]> get(String address) throws IOException {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static JsonNode header(byte[] data) throws IOException {
    var bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    return new ObjectMapper().readTree(data, 4, bytes.getInt());
  }

  /** The first line of the answer to a request that is written by hand. */
  private static String raw(String address, String request) throws IOException {
    var uri = URI.create(address);
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void itListensAtThisMachineAlone() throws IOException {
    try (var server = serve(begun())) {
      var uri = URI.create(server.address());
      assertEquals("127.0.0.1", uri.getHost());
      for (var other : List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getLocalHost())) {
        if (!other.getHostAddress().equals("127.0.0.1")) {
          assertThrows(
              IOException.class, () -> new Socket(other, uri.getPort()).close(), other.toString());
        }
      }
    }
  }

  @Test
  void aTrialThatEndsIsThereWithinFiveSeconds() throws Exception {
    var place = begun();
    try (var table = TrialTable.open(place.trials(), trial -> {});
        var server = serve(place)) {
      append(table, ended(0, 0.5));
      var told = new CopyOnWriteArrayList<String>();
      var events =
          new Thread(
              () -> {
                try (var in = URI.create(server.address() + "events").toURL().openStream()) {
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                      .lines()
                      .forEach(told::add);
                } catch (IOException e) {
                  told.add("over");
                }
              });
      events.setDaemon(true);
      events.start();
      assertEquals(1, awaitFinished(server, 1).at("/counts/finished").asInt());

      append(table, ended(1, 0.7));

      var header = awaitFinished(server, 2);
      assertEquals("small", header.at("/name").asText());
      assertEquals(8, header.at("/counts/planned").asInt());
      assertTrue(told.stream().filter("event: change"::equals).count() >= 1, told.toString());
      var history = new ObjectMapper().readTree(get(server.address() + "point?number=0").body());
      assertEquals(0.6, history.at("/curves/test_accuracy/mean/0").asDouble(), 1e-6);
      assertEquals(0.6, history.at("/profiles/out/{r}{c}/mean/0").asDouble(), 1e-6);
      assertEquals(2, history.at("/neurons/out/h_res").size());
    }
  }

  private static JsonNode awaitFinished(WatchServer server, int trials) throws Exception {
    long end = System.nanoTime() + 5_000_000_000L;
    while (true) {
      var answer = get(server.address() + "data");
      if (answer.statusCode() == 200) {
        var header = header(answer.body());
        if (header.at("/counts/finished").asInt() == trials) {
          return header;
        }
      }
      assertTrue(System.nanoTime() < end, trials + " trials are not there after 5 s");
      Pause.millis(50);
    }
  }

  @Test
  void aForeignNameIsRefused() throws IOException {
    try (var server = serve(begun())) {
      for (var path : List.of("/", "/data", "/events", "/point?number=0")) {
        var request = "GET " + path + " HTTP/1.1\r\nHost: evil.example.org\r\n\r\n";
        assertTrue(raw(server.address(), request).contains(" 403"), path);
      }
      assertTrue(
          raw(server.address(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").contains(" 200"));
    }
  }

  @Test
  void thereIsNothingButFourAddresses() throws IOException {
    var place = begun();
    Files.writeString(folder.resolve("out/secret"), "no");
    try (var server = serve(place)) {
      for (var path :
          List.of("secret", "sweep.yaml", "../trial.yaml", "%2e%2e/trial.yaml", "data/")) {
        var request = "GET /" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        assertTrue(raw(server.address(), request).contains(" 404"), path);
      }
      var post = "POST /data HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n";
      assertTrue(raw(server.address(), post).contains(" 405"));
      assertEquals(400, get(server.address() + "point?number=-1").statusCode());
      assertEquals(400, get(server.address() + "point").statusCode());
    }
  }

  @Test
  void thePageMaySpeakWithItsServerAlone() throws IOException {
    try (var server = serve(begun())) {
      var page = get(server.address());
      assertEquals(200, page.statusCode());
      var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.contains("default-src 'none'"), policy);
      assertTrue(policy.contains("connect-src 'self'"), policy);
      var text = new String(page.body(), StandardCharsets.UTF_8);
      assertTrue(text.contains("<html lang=\"en\" data-live=\"true\">"), text.substring(0, 300));
    }
  }

  @Test
  void aFolderThatIsNotThereYetIsWaitedFor() throws Exception {
    var place = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    try (var server = serve(place)) {
      assertEquals(503, get(server.address() + "data").statusCode());
      begun();
      try (var table = TrialTable.open(place.trials(), trial -> {})) {
        append(table, ended(0, 0.5));
        awaitFinished(server, 1);
      }
    }
  }

  @Test
  void whoSendsHalfARequestIsCutOff() throws Exception {
    try (var server = serve(begun())) {
      var uri = URI.create(server.address());
      try (var socket = new Socket(uri.getHost(), uri.getPort())) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(30_000);
        assertEquals(-1, socket.getInputStream().read(), "the server waits for the rest");
      }
    }
  }

  @Test
  void itsThreadsAreAsManyAsOpenPagesMayBeAndSomeMore() throws Exception {
    int before = threads();
    try (var server = serve(begun())) {
      var uri = URI.create(server.address());
      var open = new ArrayList<Socket>();
      try {
        for (int k = 0; k < 16; k++) {
          open.add(new Socket(uri.getHost(), uri.getPort()));
          open.get(k)
              .getOutputStream()
              .write(
                  "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
          assertEquals('H', open.get(k).getInputStream().read());
        }
        var refused = get(server.address() + "events");
        assertEquals(503, refused.statusCode());
        assertEquals(
            "so many pages are open already: 16",
            new String(refused.body(), StandardCharsets.UTF_8));
        assertEquals(200, get(server.address()).statusCode());
        for (int k = 0; k < 40; k++) { // each holds a thread until it is cut off
          open.add(new Socket(uri.getHost(), uri.getPort()));
          open.get(open.size() - 1)
              .getOutputStream()
              .write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
        }
        Pause.until("they are there", () -> threads() - before >= 25, Duration.ofSeconds(9));
        assertEquals(25, threads() - before, "24 of the server, and the one that looks");
      } finally {
        for (var socket : open) {
          socket.close();
        }
      }
    }
  }

  @Test
  void aStreamThatBeginsAgainNamesTheSameVersion() throws Exception {
    var place = begun();
    try (var table = TrialTable.open(place.trials(), trial -> {})) {
      append(table, ended(0, 0.5));
    }
    try (var server = serve(place)) {
      awaitFinished(server, 1);
      assertEquals(version(server), version(server));
    }
  }

  /** The version of which the stream of events tells first. */
  private static String version(WatchServer server) throws IOException {
    try (var in = URI.create(server.address() + "events").toURL().openStream()) {
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
    }
  }

  @Test
  void thePauseKeepsThePromiseOfFiveSecondsAsLongAsALookAllowsIt() {
    long second = 1_000_000_000L;
    assertEquals(second, Followed.pause(second, second / 10));
    assertEquals(2 * second, Followed.pause(second, second));
    for (long took = 0; took <= 1.3 * second; took += second / 100) {
      assertTrue(2 * took + Followed.pause(second, took) <= 4 * second, took + " ns");
    }
    assertEquals(7 * second, Followed.pause(second, 7 * second));
  }

  @Test
  void itEndsWithItsThreadsAndItsPort() throws Exception {
    int before = threads();
    var server = serve(begun());
    var uri = URI.create(server.address());
    var events = URI.create(server.address() + "events").toURL().openConnection();
    assertEquals("text/event-stream; charset=utf-8", events.getContentType());

    server.close();

    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", uri.getPort()).close());
    new ServerSocket(uri.getPort(), 1, InetAddress.getByName("127.0.0.1")).close();
    Pause.until("its threads end", () -> threads() <= before, Duration.ofSeconds(5));
    assertEquals(before, threads());
  }

  private static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(
                thread ->
                    thread.getName().equals("infomorph-watch")
                        || thread.getName().equals("infomorph-follow"))
            .count();
  }

  @Test
  void aPortInUseIsRefusedInOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var place = begun();
      var problem =
          assertThrows(
              SpecException.class,
              () -> WatchServer.start(place, "127.0.0.1", taken.getLocalPort(), note -> {}));
      assertTrue(problem.getMessage().startsWith("cannot listen at 127.0.0.1, port "));
      assertFalse(problem.getMessage().contains("\n"));
    }
  }

  @Test
  void nothingIsWritten() throws Exception {
    var place = begun();
    try (var table = TrialTable.open(place.trials(), trial -> {})) {
      append(table, ended(0, 0.5));
    }
    var before = files();
    try (var server = serve(place)) {
      awaitFinished(server, 1);
    }
    assertEquals(before, files());
  }

  private List<String> files() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.map(Path::toString).sorted().toList();
    }
  }
}
