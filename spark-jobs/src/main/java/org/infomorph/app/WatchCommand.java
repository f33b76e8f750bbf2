package org.infomorph.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.run.SweepFolder;
import org.infomorph.watch.WatchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code watch}. */
@Command(
    name = WatchCommand.NAME,
    description = {
      "Serves the report of a sweep, which renews itself while the sweep runs.",
      "It only reads. It ends when it is stopped (Ctrl-C)."
    })
final class WatchCommand implements Callable<Integer> {
  static final String NAME = "watch";

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The sweep's folder, such as runs/quickstart or hdfs://host/runs/quickstart, or that of"
              + " trial --out.")
  private String folder;

  @Mixin private Address address;

  /** Where a server listens. */
  static final class Address {
    private static final int MOST_PORT = 65_535;

    @Option(
        names = "--host",
        paramLabel = "HOST",
        defaultValue = WatchServer.LOOPBACK,
        description =
            "Where to listen (default: ${DEFAULT-VALUE}, which only this machine reaches). The page"
                + " has no password: with another host, everybody who reaches it sees the results.")
    private String host;

    @Option(
        names = "--port",
        paramLabel = "N",
        defaultValue = "0",
        description = "The port to listen at (default: one that is free).")
    private int port;

    /**
     * Begins to serve.
     *
     * @throws SpecException if it cannot listen there
     */
    WatchServer serve(SweepFolder folder, CommandSpec command) {
      if (port < 0 || port > MOST_PORT) {
        throw new SpecException(
            "--port: is " + port + "; allowed is 0, for a free one, to " + MOST_PORT);
      }
      var line = command.commandLine();
      var server = WatchServer.start(folder, host, port, line.getErr()::println);
      line.getOut().println("watch: " + server.address());
      return server;
    }
  }

  @Override
  public Integer call() throws IOException {
    var sweepFolder = new SweepFolder(Folder.at(folder));
    if (!sweepFolder.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    try (var server = address.serve(sweepFolder, command)) {
      server.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Main.DONE;
  }
}
