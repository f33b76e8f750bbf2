package org.infomorph.app;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeSet;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.Continuation;
import org.infomorph.result.TrialResult;
import org.infomorph.run.Repetition;
import org.infomorph.train.EpochReport;

/** Compares the present report of a kept network with the report that its trial stored. */
final class FirstLook {
  private final Continuation continuation;
  private final TrialResult row;
  private boolean differs;

  FirstLook(Continuation continuation, TrialResult row) {
    this.continuation = continuation;
    this.row = row;
  }

  /** Prints the name of the network, and the differences from an uninterrupted training. */
  void announce(PrintWriter out) {
    out.println("trial " + row.trialId() + " after epoch " + continuation.epoch() + ":");
    if (!continuation.changes().isEmpty()) {
      out.println(
          "note: the result of changing a network during training is not a trial; changed: "
              + String.join(", ", continuation.changes()));
    }
  }

  /**
   * Compares the first report. Values that differ because of the user's changes are not compared.
   *
   * @param report any report; reports of later epochs are ignored
   */
  void compare(EpochReport report, PrintWriter out) {
    var stored = continuation.stored();
    if (report.epoch() != continuation.epoch()
        || stored.isEmpty()
        || !continuation.changes().isEmpty()) {
      return;
    }
    if (stored.get().equals(report)) {
      out.println("the same, bit for bit, as when it was kept");
      return;
    }
    differs = true;
    out.println("differs from when it was kept: " + difference(stored.get(), report));
  }

  private static String difference(EpochReport stored, EpochReport report) {
    var scores = new TreeSet<>(stored.scores().keySet());
    for (var score : scores) {
      var then = stored.scores().get(score);
      var now = report.scores().get(score);
      if (!then.equals(now)) {
        return score + " was " + then + ", is " + now;
      }
    }
    return "the scores are equal, but goals or atoms are not";
  }

  /**
   * Prints the differences between this machine and program and those that kept the network.
   *
   * @param environment the environment of this JVM
   */
  void explain(Map<String, String> environment, PrintWriter out) {
    if (!CodeVersion.hasTheSameNumbers(row.codeVersion())) {
      note("version", row.codeVersion(), CodeVersion.get(), out);
    }
    for (var key : Repetition.THAT_COUNT) {
      note(key, row.environment().getOrDefault(key, "unknown"), environment.get(key), out);
    }
  }

  private static void note(String what, String then, String now, PrintWriter out) {
    if (!then.equals(now)) {
      out.println(what + " differs: stored " + then + ", here " + now);
    }
  }

  /** Whether the present report differs from the stored one. */
  boolean differs() {
    return differs;
  }
}
