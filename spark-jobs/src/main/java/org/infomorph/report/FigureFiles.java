package org.infomorph.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infomorph.drawing.Drawing;
import org.infomorph.drawing.Raster;
import org.infomorph.files.Folder;
import org.infomorph.report.Report.Format;
import org.infomorph.store.TableFolder;

/** A report's figures as files. */
final class FigureFiles {
  private static final String FOLDER = "figures";
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;

  private final Folder folder;
  private final Format format;

  FigureFiles(Folder folder, Format format) {
    this.folder = folder;
    this.format = format;
  }

  List<String> write(ReportData data) throws IOException {
    folder.deleteFolder(FOLDER);
    var empty = new ArrayList<String>();
    var rows = new ArrayList<Map<String, String>>();
    try (var drawing = new Drawing(data.header().toString(), data.block())) {
      for (int k = 0; k < drawing.count(); k++) {
        var figure = drawing.draw(k, "light", WIDTH, HEIGHT);
        if (figure.svg() == null) {
          empty.add(figure.title() + ": " + figure.empty());
          continue;
        }
        var bytes =
            format == Format.SVG
                ? Drawing.utf8(figure.svg())
                : Raster.png(figure.svg(), WIDTH, HEIGHT);
        var name = FOLDER + "/" + figure.name() + ".";
        write(folder, name + format.name().toLowerCase(Locale.ROOT), bytes);
        write(folder, name + "csv", Drawing.utf8(figure.csv()));
        rows.add(Map.of("figure", figure.name(), "title", figure.title(), "svg", figure.svg()));
      }
    }
    TableFolder.write(folder.folder("tables"), "figures", List.of("figure", "title", "svg"), rows);
    return empty;
  }

  /** Writes a file. Readers see either the complete new file or the old one. */
  static void write(Folder folder, String name, byte[] bytes) throws IOException {
    write(folder, name, "new", bytes);
  }

  /**
   * The same.
   *
   * @param ending of the staged file; two processes that may write at the same time have different
   *     ones
   */
  static void write(Folder folder, String name, String ending, byte[] bytes) throws IOException {
    var staged = name.replaceFirst("([^/]*)$", "_$1." + ending);
    folder.delete(staged);
    try (var out = folder.output(staged).createOrOverwrite(0)) {
      out.write(bytes);
    }
    folder.publish(staged, name);
  }
}
