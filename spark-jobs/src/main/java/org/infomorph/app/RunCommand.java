package org.infomorph.app;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.infomorph.estimate.Packs;
import org.infomorph.form.SpecException;
import org.infomorph.run.Consent;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.session.LazySession;
import org.infomorph.session.LogFile;
import org.infomorph.session.Sessions;
import org.infomorph.watch.WatchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code run}. */
@Command(
    name = "run",
    description = {
      "Runs the missing trials of a sweep, then makes its tables and its page.",
      "Run again, it resumes after a stop, and extends the sweep after a change of seeds or axes."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SweepFile file;
  @Mixin private BlasOption blas;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master (default: all cores of this machine).")
  private String master;

  @Option(
      names = "--accept-version",
      description = "Add to trials of a version whose numbers may differ; those stay as they are.")
  private boolean acceptVersion;

  @Option(
      names = "--retry-failed",
      description =
          "Run the failed trials of this sweep again, such as after a repair; diverged trials"
              + " stay.")
  private boolean retryFailed;

  @Option(
      names = BreakLock.OPTION,
      description =
          "Take the lock from a run that is certainly dead, instead of waiting a minute until it"
              + " counts as dead; for a DIR that is a URI. Asks for the name of that run.")
  private boolean breakLock;

  @Option(
      names = "--watch",
      description = "Serve the report meanwhile, and print where, as the verb watch does.")
  private boolean watch;

  @Mixin private WatchCommand.Address address;

  @Option(
      names = "--pack",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Run up to N trials in one Spark task, one after the other, fewer towards the end"
              + " (default: 1). For many short trials, as a task costs 2 ms. The numbers are the"
              + " same; a trial is safe only when its whole pack has ended.")
  private int pack;

  @Override
  public Integer call() throws IOException {
    if (pack < 1 || pack > Packs.MOST) {
      throw new SpecException("--pack: is " + pack + "; allowed is 1 to " + Packs.MOST);
    }
    var sweep = file.read();
    var folder = file.folder(sweep);
    var place = new OutOption(folder);
    place.checkPlace();
    place.checkWritable();
    LogFile.open(folder.log());
    var broken = breakLock ? BreakLock.confirmed(folder.trials(), BreakLock.terminal()) : "";
    var spark = new LazySession(Optional.ofNullable(master));
    boolean byCluster = Sessions.startedByCluster();
    if (byCluster) {
      spark.get(); // YARN expects it soon, and treats a driver that never starts it as failed
    }
    var rounds = file.rounds(sweep);
    place.make();
    var farewell = new Thread(this::sayThatNothingIsLost);
    Runtime.getRuntime().addShutdownHook(farewell);
    var server =
        watch ? Optional.of(address.serve(folder, command)) : Optional.<WatchServer>empty();
    try {
      var runner = new LocalTrials(new DataPlace(file.data()), blas.choice());
      var out = command.commandLine().getOut();
      // A cluster restarts a driver just after its predecessor died and left its lock.
      var consent = new Consent(acceptVersion, retryFailed, byCluster, broken);
      return new ConsoleRun(rounds, folder, runner, spark::get, out, consent, pack).run();
    } finally {
      spark.stop();
      server.ifPresent(WatchServer::close);
      forget(farewell);
    }
  }

  private void sayThatNothingIsLost() {
    command.commandLine().getErr().println("\nstopped; the same command goes on from here");
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is shutting down, so the hook will run anyway
    }
  }
}
