package org.infomorph.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.infomorph.estimate.Standing;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.run.StudyLook;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.StudyState;
import org.infomorph.sweep.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code status}. */
@Command(
    name = "status",
    description = {
      "Counts the trials of a sweep by status, also while it runs.",
      "Of a study, it also says how far it is, what it has found, and what its budget allows."
    })
final class StatusCommand implements Callable<Integer> {
  private static final int SHOWN_MESSAGES = 10;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The sweep's folder, such as runs/quickstart, or the folder given to trial --out.")
  private String folder;

  @Option(
      names = "--watch",
      description = "Shows the counts again and again, until no run of the sweep is at work.")
  private boolean watch;

  @Override
  public Integer call() throws IOException {
    var sweepFolder = new SweepFolder(Folder.at(folder));
    if (!sweepFolder.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    var line = command.commandLine();
    if (watch) {
      new Repeated(line.getOut(), Terminal.isThere())
          .until(
              () -> sweepFolder.trials().lockHolder(TrialTable.LOCK).isEmpty(),
              text -> show(sweepFolder, text));
    } else {
      show(sweepFolder, line.getOut());
    }
    return Main.DONE;
  }

  private void show(SweepFolder sweepFolder, PrintWriter out) throws IOException {
    var asked = sweepFolder.asked();
    var standing = new Standing(asked.sweep());
    standing.follow(asked.points(), asked.trials());
    var ended = new Ended();
    TrialTable.scan(
        sweepFolder.trials(),
        trial -> {
          int ask = asked.ask(trial.pointId(), trial.seed());
          if (ask >= 0) {
            standing.count(asked.asks().get(ask).point(), asked.level(ask), trial);
          }
          ended.add(trial);
        },
        command.commandLine().getErr()::println);
    var study = StudyLook.at(sweepFolder, asked);
    var capacity = study.flatMap(StudyState::best).map(best -> ", " + best).orElse("");
    out.println(standing.counts() + standing.best() + capacity);
    study.ifPresent(state -> state.sentences(asked.ending()).forEach(out::println));
    ended.print(out);
  }

  /** The finished trials of the folder, counted one by one. */
  private static final class Ended {
    private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
    private final Map<String, Integer> byMessage = new TreeMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private double seconds;
    private int count;

    void add(TrialSummary trial) {
      byStatus.merge(trial.status(), 1, Integer::sum);
      if (trial.status() != Status.OK) {
        byMessage.merge(trial.status() + ": " + trial.message(), 1, Integer::sum);
      }
      var end = trial.startedAt().plusNanos((long) (trial.seconds() * 1e9));
      first = trial.startedAt().isBefore(first) ? trial.startedAt() : first;
      last = end.isAfter(last) ? end : last;
      seconds += trial.seconds();
      count++;
    }

    void print(PrintWriter out) {
      byStatus.forEach((status, trials) -> out.printf(Locale.ROOT, "%8d %s%n", trials, status));
      if (count > 0) {
        out.println(throughput());
      }
      byMessage.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(SHOWN_MESSAGES)
          .forEach(message -> out.println(message.getValue() + " x " + message.getKey()));
    }

    /** Trials per minute between the first start and the last end, including pauses. */
    private String throughput() {
      double span = Math.max(Duration.between(first, last).toMillis() * 1e-3, 1e-3);
      return String.format(
          Locale.ROOT,
          "%.1f trials per minute, %s each on average",
          60 * count / span,
          Texts.duration(seconds / count));
    }
  }

  /**
   * Lines that are shown again and again: in place on a terminal, otherwise whenever they differ
   * from those before.
   */
  static final class Repeated {
    private static final long TERMINAL_MILLIS = 1_000;
    private static final long PLAIN_MILLIS = 10_000;

    private final PrintWriter out;
    private final boolean terminal;
    private final long periodMillis;
    private String shown = "";

    /** Prints lines. */
    @FunctionalInterface
    interface Lines {
      void print(PrintWriter out) throws IOException;
    }

    /** Whether nothing will change any more. */
    @FunctionalInterface
    interface End {
      boolean isThere() throws IOException;
    }

    Repeated(PrintWriter out, boolean terminal) {
      this(out, terminal, terminal ? TERMINAL_MILLIS : PLAIN_MILLIS);
    }

    Repeated(PrintWriter out, boolean terminal, long periodMillis) {
      this.out = out;
      this.terminal = terminal;
      this.periodMillis = periodMillis;
    }

    /** Shows the lines until the end is there, and once after it. */
    void until(End end, Lines lines) throws IOException {
      while (true) {
        boolean last = end.isThere(); // before the lines are made: they then are the last ones
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        lines.print(writer);
        writer.flush();
        show(text.toString());
        if (last) {
          return;
        }
        pause();
      }
    }

    private void show(String text) {
      if (terminal) {
        // Up to the first line that was shown, and everything from there on is erased.
        long lines = shown.lines().count();
        out.print((lines > 0 ? "\u001b[" + lines + "A" : "") + "\r\u001b[J" + text);
      } else if (!text.equals(shown)) {
        out.print((shown.isEmpty() ? "" : System.lineSeparator()) + text);
      }
      out.flush();
      shown = text;
    }

    private void pause() throws IOException {
      try {
        Thread.sleep(periodMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while watching");
      }
    }
  }
}
