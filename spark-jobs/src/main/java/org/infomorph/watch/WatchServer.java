package org.infomorph.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.infomorph.form.SpecException;
import org.infomorph.report.LiveReport;
import org.infomorph.run.SweepFolder;

/**
 * Serves the page of a sweep, running or finished, which renews itself. Only GET, four addresses,
 * nothing is written, and no part of a request names a file.
 *
 * <ul>
 *   <li>{@code /} the page
 *   <li>{@code /data} what it shows
 *   <li>{@code /point?number=N} the history of a point
 *   <li>{@code /events} says when there are other data (server-sent events)
 * </ul>
 */
public final class WatchServer implements AutoCloseable {
  /** Where it listens unless the user says otherwise: at this machine alone. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Each request to an object store costs money. */
  private static final long PAUSE_OF_STORES_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** A connection that nothing came through for so long may have been cut on the way. */
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Each open page holds a thread. */
  private static final int MOST_PAGES = 16;

  /** Those of the pages, and some that answer at once. */
  private static final int THREADS = MOST_PAGES + 8;

  /** A request is a few hundred bytes; who sends it more slowly than this is cut off. */
  private static final int MOST_REQUEST_SECONDS = 10;

  /** Ten megabytes at two megabits a second take 40 s; who reads more slowly is cut off. */
  private static final int MOST_ANSWER_SECONDS = 60;

  /** The stream of events ends before it would be cut off; the page then asks for it again. */
  private static final long STREAM_NANOS = TimeUnit.SECONDS.toNanos(MOST_ANSWER_SECONDS / 2);

  /** After so long, a page whose stream has ended asks for it again. */
  private static final int RETRY_MILLIS = 200;

  static {
    // The server of the JDK reads these once, when its first server is made.
    setUnlessGiven("sun.net.httpserver.maxReqTime", MOST_REQUEST_SECONDS);
    setUnlessGiven("sun.net.httpserver.maxRspTime", MOST_ANSWER_SECONDS);
  }

  private static void setUnlessGiven(String property, int seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(seconds));
    }
  }

  private static final Pattern POINT = Pattern.compile("number=(\\d{1,9})");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
              + " img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Followed followed;
  private final Hosts hosts;
  private final String address;
  private final AtomicInteger pages = new AtomicInteger();

  /** Tells versions of this server from those of an earlier one at the same port. */
  private final String began = Long.toHexString(System.nanoTime());

  private WatchServer(HttpServer server, Followed followed, String host) {
    this.server = server;
    this.followed = followed;
    hosts = new Hosts(host);
    address =
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + server.getAddress().getPort()
            + "/";
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              var thread = new Thread(work, "infomorph-watch");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Begins to serve.
   *
   * @param folder of the sweep; it may not exist yet
   * @param host where to listen, such as {@link #LOOPBACK}
   * @param port 0 for one that is free
   * @param notes receives one line if the folder cannot be read at present
   * @throws SpecException if it cannot listen there
   */
  public static WatchServer start(
      SweepFolder folder, String host, int port, Consumer<String> notes) {
    var place = place(host, port);
    try {
      var server = HttpServer.create(place, 0);
      boolean isStore = !folder.folder().keepsWhatIsAppended();
      var followed = new Followed(folder, isStore ? PAUSE_OF_STORES_NANOS : PAUSE_NANOS, notes);
      var watch = new WatchServer(server, followed, host);
      server.start();
      return watch;
    } catch (IOException e) {
      throw new SpecException(
          "cannot listen at " + host + ", port " + port + ": " + e.getMessage());
    }
  }

  private static InetSocketAddress place(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new SpecException("--host: there is no " + host + " here");
    }
  }

  /** What to open in a browser. */
  public String address() {
    return address;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      if (!hosts.isAllowed(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 403, "this server is not known by that name");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, "allowed is GET");
      } else {
        route(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void route(HttpExchange exchange) throws IOException, InterruptedException {
    switch (exchange.getRequestURI().getRawPath()) {
      case "/" -> send(exchange, "text/html", LiveReport.page(followed.state().name()));
      case "/data" -> data(exchange);
      case "/point" -> point(exchange);
      case "/events" -> events(exchange);
      default -> send(exchange, 404, "there is nothing here; allowed is /");
    }
  }

  private void data(HttpExchange exchange) throws IOException {
    var data = followed.state().data();
    if (data.isEmpty()) {
      send(exchange, 503, "the sweep has not begun, or is being read");
    } else {
      send(exchange, "application/octet-stream", data.get());
    }
  }

  private void point(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getRawQuery();
    var number = POINT.matcher(query == null ? "" : query);
    if (!number.matches()) {
      send(exchange, 400, "allowed is number=N, the place of a point");
      return;
    }
    var history = followed.history(Integer.parseInt(number.group(1)));
    if (history.isEmpty()) {
      send(exchange, 503, "the sweep has not begun, or is being read");
    } else {
      send(exchange, "application/json", history.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Tells of each change, until the browser goes or the server ends. */
  private void events(HttpExchange exchange) throws IOException, InterruptedException {
    if (pages.incrementAndGet() > MOST_PAGES) {
      pages.decrementAndGet();
      send(exchange, 503, "so many pages are open already: " + MOST_PAGES);
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      var out = exchange.getResponseBody();
      long end = System.nanoTime() + STREAM_NANOS;
      long told = 0;
      tell(exchange, "retry: " + RETRY_MILLIS + "\n\n");
      for (var next = followed.after(told, 1);
          next.isPresent() && System.nanoTime() < end;
          next = followed.after(told, HEARTBEAT_NANOS)) {
        var state = next.get();
        // A page that comes again knows by the name of the version that it has it.
        var version = "data: " + began + "-" + state.version() + "\n\n";
        var text =
            state.version() > told
                ? "event: change\n" + version + (state.ended() ? "event: end\n" + version : "")
                : ": nothing new\n\n"; // fails once the browser has gone
        told = state.version();
        tell(exchange, text);
      }
    } finally {
      pages.decrementAndGet();
    }
  }

  private static void tell(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void send(HttpExchange exchange, int status, String words) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    var bytes = words.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", type.startsWith("text/") ? type + "; charset=utf-8" : type);
    var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    byte[] bytes = content;
    if (accepted != null && accepted.contains("gzip")) {
      bytes = packed(content);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static byte[] packed(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  /** Waits for the thread's interruption, as of a program that serves until it is stopped. */
  public void await() throws InterruptedException {
    while (followed.after(Long.MAX_VALUE, TimeUnit.HOURS.toNanos(1)).isPresent()) {
      // goes on
    }
  }

  /** Ends: open pages learn that nothing new will come. */
  @Override
  public void close() {
    followed.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
