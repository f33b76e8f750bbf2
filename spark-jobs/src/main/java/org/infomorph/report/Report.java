package org.infomorph.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.infomorph.drawing.Drawing;
import org.infomorph.drawing.FigureWish;
import org.infomorph.files.Folder;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.StudyState;
import org.infomorph.sweep.Sweep;

/** The report for people: {@code report.html}, and its figures as files. */
public final class Report {
  /** The page's name in the sweep's folder. */
  public static final String PAGE = "report.html";

  private final Folder folder;
  private final Sweep sweep;
  private final ReportData data;

  private Report(Folder folder, Sweep sweep, ReportData data) {
    this.folder = folder;
    this.sweep = sweep;
    this.data = data;
  }

  /**
   * Reads the data of the report.
   *
   * @param folder the sweep's folder, with complete tables
   * @param asked the trials that the sweep has asked for
   * @param study how far it is, if it is a study
   */
  public static Report of(Folder folder, Asked asked, Optional<StudyState> study)
      throws IOException {
    return new Report(folder, asked.sweep(), ReportData.read(folder, asked, study, Page.room()));
  }

  /** Whether the page exists. */
  public static boolean exists(Folder folder) throws IOException {
    return folder.exists(PAGE);
  }

  /** Writes the page. */
  public void writePage() throws IOException {
    FigureFiles.write(folder, PAGE, Drawing.utf8(Page.html(sweep.name(), data.bytes())));
  }

  /**
   * Writes figures into the folder {@code figures}, with their data as CSV, and writes the data of
   * all of them into the table {@code figures}.
   *
   * @return for each empty figure, the reason
   * @throws org.infomorph.form.SpecException if there is no such figure, axis or value
   */
  public List<String> writeFigures(FigureWish wish) throws IOException {
    return new FigureFiles(folder, wish).write(data);
  }
}
