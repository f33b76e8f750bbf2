package org.infomorph.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window, if this machine has one. */
record Browser(Path program) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  static Optional<Browser> find() {
    var folders = System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator);
    return Stream.of(folders)
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Browser::new);
  }

  /** What a page has become, and what it said on its console. */
  record Visit(String document, List<String> console) {}

  /** Opens a page and gives its scripts some seconds of their own time. */
  Visit open(Path page, Path work) throws IOException {
    var log = work.resolve("browser.log");
    var document = run(page, work, log, "--dump-dom");
    var console =
        Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
    return new Visit(document, console);
  }

  void photograph(Path page, Path work, Path picture, int width, int height) throws IOException {
    run(
        page,
        work,
        work.resolve("camera.log"),
        "--window-size=" + width + "," + height,
        "--screenshot=" + picture);
  }

  private String run(Path page, Path work, Path log, String... options) throws IOException {
    var words = new ArrayList<String>(List.of(program.toString(), "--headless=new"));
    words.addAll(List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
    words.addAll(List.of("--user-data-dir=" + work.resolve("profile")));
    words.addAll(List.of("--enable-logging=stderr", "--virtual-time-budget=20000"));
    words.addAll(List.of(options));
    words.add(page.toUri().toString());
    var out = work.resolve("page.txt");
    var process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("the browser did not end; see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return Files.readString(out);
  }
}
