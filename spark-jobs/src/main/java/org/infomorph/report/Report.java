package org.infomorph.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.infomorph.files.Folder;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Sweep;

/** What people look at: {@code report.html}, and its figures as files. */
public final class Report {
  /** The page's name in the sweep's folder. */
  public static final String PAGE = "report.html";

  private final Folder folder;
  private final Sweep sweep;
  private final ReportData data;

  /** What a figure's file is. */
  public enum Format {
    SVG,
    PNG
  }

  private Report(Folder folder, Sweep sweep, ReportData data) {
    this.folder = folder;
    this.sweep = sweep;
    this.data = data;
  }

  /**
   * Reads what the report shows.
   *
   * @param folder the sweep's, with its tables made
   * @param asked what the sweep has asked for
   */
  public static Report of(Folder folder, Asked asked) throws IOException {
    return new Report(folder, asked.sweep(), ReportData.read(folder, asked, Page.room()));
  }

  /** Whether there is a page. */
  public static boolean exists(Folder folder) throws IOException {
    return folder.exists(PAGE);
  }

  /** Writes the page. */
  public void writePage() throws IOException {
    FigureFiles.write(folder, PAGE, Drawing.utf8(Page.html(sweep.name(), data.bytes())));
  }

  /**
   * Writes every figure into the folder {@code figures}, what it shows as CSV beside it, and all of
   * them into the table {@code figures}.
   *
   * @return for each figure that has nothing to show, why
   */
  public List<String> writeFigures(Format format) throws IOException {
    return new FigureFiles(folder, format).write(data);
  }

  /** The format that a user names, in any case. */
  public static Optional<Format> format(String name) {
    for (var format : Format.values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
