package org.infomorph.app;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.infomorph.drawing.FigureWish;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
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
      paramLabel = "svg|png|pdf",
      description = "Also writes figures to files in DIR/figures, with their numbers as CSV.")
  private String figures;

  @Option(
      names = "--width",
      paramLabel = "85mm",
      description = "How wide figures are in print (default: 720 pixels of a screen).")
  private String width;

  @Option(
      names = "--font",
      paramLabel = "NAME",
      description = "The family of the letters in figures, such as Helvetica.")
  private String font;

  @Option(
      names = "--only",
      paramLabel = "map,profile",
      description = "Which kinds of figures (default: all that the sweep has).")
  private String only;

  @Option(
      names = "--at",
      paramLabel = "red=1,unq=0",
      description =
          "Where figures hold axes that they do not draw (default: where the best point is).")
  private String at;

  @Option(
      names = "--slices",
      paramLabel = "AXIS",
      description = "Draws figures that hold this axis once for each of its values.")
  private String slices;

  @Override
  public Integer call() throws IOException {
    var wish = wish();
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
      if (wish.isPresent()) {
        report.writeFigures(wish.get()).forEach(out::println);
        out.println("figures: " + sweepFolder.folder().describe("figures"));
      }
    } finally {
      spark.stop();
    }
    return Main.DONE;
  }

  private Optional<FigureWish> wish() {
    if (figures != null) {
      return Optional.of(FigureWish.of(figures, width, font, only, at, slices));
    }
    if (Stream.of(width, font, only, at, slices).anyMatch(Objects::nonNull)) {
      throw new SpecException(
          "--width, --font, --only, --at and --slices are of figures as files; add --figures svg,"
              + " png or pdf");
    }
    return Optional.empty();
  }
}
