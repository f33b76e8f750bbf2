package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.infomorph.estimate.Tally;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code status}. */
@Command(
    name = "status",
    description = "Counts the trials of a sweep by status, also while it runs.")
final class StatusCommand implements Callable<Integer> {
  private static final int SHOWN_MESSAGES = 10;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      description = "The sweep's folder, such as runs/quickstart, or that of trial --out.")
  private String folder;

  @Override
  public Integer call() throws IOException {
    var sweepFolder = new SweepFolder(Folder.at(folder));
    if (!sweepFolder.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    var sweep = sweepFolder.read();
    var trials = Rounds.begin(sweep, spec -> {}).trials();
    var tally = new Tally(sweep, trials);
    var results = new ArrayList<TrialSummary>();
    var err = command.commandLine().getErr();
    TrialTable.scan(sweepFolder.trials(), results::add, err::println);
    results.forEach(tally::present);
    print(command.commandLine().getOut(), tally, results);
    return Main.DONE;
  }

  private static void print(PrintWriter out, Tally tally, List<TrialSummary> results) {
    out.println(tally.line().replace(", time left not known yet", ""));
    var byStatus = new EnumMap<Status, Integer>(Status.class);
    var byMessage = new TreeMap<String, Integer>();
    for (var result : results) {
      byStatus.merge(result.status(), 1, Integer::sum);
      if (result.status() != Status.OK) {
        byMessage.merge(result.status() + ": " + result.message(), 1, Integer::sum);
      }
    }
    byStatus.forEach((status, count) -> out.printf(Locale.ROOT, "%8d %s%n", count, status));
    if (!results.isEmpty()) {
      out.println(throughput(results));
    }
    byMessage.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN_MESSAGES)
        .forEach(message -> out.println(message.getValue() + " x " + message.getKey()));
  }

  /** Trials per minute between the first beginning and the last end: pauses count. */
  private static String throughput(List<TrialSummary> results) {
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    double seconds = 0;
    for (var result : results) {
      var end = result.startedAt().plusNanos((long) (result.seconds() * 1e9));
      first = result.startedAt().isBefore(first) ? result.startedAt() : first;
      last = end.isAfter(last) ? end : last;
      seconds += result.seconds();
    }
    double span = Math.max(Duration.between(first, last).toMillis() * 1e-3, 1e-3);
    return String.format(
        Locale.ROOT,
        "%.1f trials per minute, %s each on average",
        60 * results.size() / span,
        Texts.duration(seconds / results.size()));
  }
}
