package org.infomorph.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.report.Report;
import org.infomorph.run.SweepFolder;
import org.infomorph.run.SweepOutputs;
import org.infomorph.session.LazySession;
import org.infomorph.session.LogFile;
import org.infomorph.store.TrialTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code report}. */
@Command(
    name = "report",
    description = {
      "Makes the tables and report.html from the finished trials, also while the sweep runs.",
      "The page is one file: you can send it, and it opens without a network."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The sweep's folder, such as runs/quickstart, or the folder given to trial --out.")
  private String folder;

  @Option(
      names = "--figures",
      paramLabel = "svg|png",
      description = "Also writes every figure to a file in DIR/figures, with its numbers as CSV.")
  private String figures;

  @Override
  public Integer call() throws IOException {
    var format = Optional.ofNullable(figures).map(ReportCommand::format);
    var sweepFolder = new SweepFolder(Folder.at(folder));
    if (!sweepFolder.exists()) {
      throw new SpecException(folder + ": not the folder of a sweep; it has no trials");
    }
    var out = command.commandLine().getOut();
    var asked = sweepFolder.asked();
    LogFile.open(sweepFolder.log());
    var spark = new LazySession(Optional.empty());
    try {
      var outputs = new SweepOutputs(asked, sweepFolder, spark::get, new Console(out));
      TrialTable.noteWhatCannotBeRead(
          sweepFolder.trials(), command.commandLine().getErr()::println);
      outputs.makeTables();
      var report = outputs.makeReport();
      out.println("report: " + outputs.page());
      if (format.isPresent()) {
        report.writeFigures(format.get()).forEach(out::println);
        out.println("figures: " + sweepFolder.folder().describe("figures"));
      }
    } finally {
      spark.stop();
    }
    return Main.DONE;
  }

  private static Report.Format format(String name) {
    return Report.format(name)
        .orElseThrow(
            () ->
                new SpecException(
                    "--figures is "
                        + name
                        + "; allowed are "
                        + String.join(
                            ", ",
                            List.of(Report.Format.values()).stream()
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .toList())));
  }
}
