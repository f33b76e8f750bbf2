package org.infomorph.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A process whose output goes to a file, and that does not outlive this JVM. */
public final class LoggedProcess {
  private static final Set<LoggedProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(LoggedProcess::killWithChildren)));
  }

  private final Process process;
  private final Path log;

  private LoggedProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param log where its standard output and error go
   */
  public static LoggedProcess start(ProcessBuilder builder, Path log) throws IOException {
    var started =
        new LoggedProcess(
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    RUNNING.add(started);
    started.process.onExit().thenRun(() -> RUNNING.remove(started));
    return started;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it and all that it has started. */
  public void killWithChildren() {
    var children = process.descendants().toList();
    kill();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Waits for its end.
   *
   * @return the exit code; 137 after a kill
   * @throws AssertionError if it runs longer, with the end of its output; it is killed then
   */
  public int exitCode(Duration atMost) {
    try {
      if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    killWithChildren();
    throw new AssertionError("still running after " + atMost + ":\n" + output());
  }

  /** Standard output and error, as far as they are written. */
  public String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until something has appeared in its output.
   *
   * @throws AssertionError if it does not, or the process ends before it does
   */
  public MatchResult await(Pattern text, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      var found = text.matcher(output());
      if (found.find()) {
        return found.toMatchResult();
      }
      if (!alive || System.nanoTime() > end) {
        throw new AssertionError(
            "no " + text + (alive ? " after " + atMost : " before its end") + ":\n" + output());
      }
      Pause.millis(20);
    }
  }
}
