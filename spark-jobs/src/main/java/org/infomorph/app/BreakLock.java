package org.infomorph.app;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.store.TrialTable;

/**
 * Asks for confirmation before a run loses its lock: a live run would lose all results that it has
 * not stored yet.
 */
final class BreakLock {
  static final String OPTION = "--break-lock";

  private BreakLock() {}

  /** The source of answers: a person at a terminal, if there is one. */
  static Optional<UnaryOperator<String>> terminal() {
    // Newer versions of Java have a console even without a terminal.
    System.setProperty("jdk.console", "java.base");
    return Optional.ofNullable(System.console())
        .map(console -> question -> console.readLine("%s", question));
  }

  /**
   * The holder whose lock the run may break; "" if the lock is free.
   *
   * @param trials the locked folder
   * @param terminal takes a question and returns the answer
   * @throws SpecException if the lock stays
   */
  static String confirmed(Folder trials, Optional<UnaryOperator<String>> terminal)
      throws IOException {
    var holder = trials.lockHolder(TrialTable.LOCK);
    if (holder.isEmpty()) {
      return "";
    }
    if (trials.local().isPresent()) {
      throw refused(
          "%s is alive: a local lock ends with its process. Stop that process instead"
              .formatted(holder.get()));
    }
    if (terminal.isEmpty()) {
      throw refused(
          "asks which run is dead, but there is no terminal to answer at; without this option a"
              + " run waits, or is refused, until the other run counts as dead");
    }
    var answer =
        terminal
            .get()
            .apply(
                ("%s is locked by: %s%n"
                        + "If that run is alive, it will stop, and the trials that it is running"
                        + " now are run again.%nTo take the lock away, type the name of its holder: ")
                    .formatted(trials.describe(""), holder.get()));
    if (answer == null || !answer.strip().equals(holder.get())) {
      throw refused("that is not " + holder.get() + "; the lock stays");
    }
    return holder.get();
  }

  private static SpecException refused(String why) {
    return new SpecException(OPTION + ": " + why);
  }
}
