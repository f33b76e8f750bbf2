package org.infomorph.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.infomorph.drawing.Drawing;
import org.infomorph.drawing.FigureWish;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;

/** A report's figures as files. */
final class FigureFiles {
  private static final String FOLDER = "figures";

  private final Folder folder;
  private final FigureWish wish;

  FigureFiles(Folder folder, FigureWish wish) {
    this.folder = folder;
    this.wish = wish;
  }

  List<String> write(ReportData data) throws IOException {
    var empty = new ArrayList<String>();
    var rows = new ArrayList<Map<String, String>>();
    try (var drawing = new Drawing(data.header().toString(), data.block(), wish)) {
      folder.deleteFolder(FOLDER);
      for (int k = 0; k < drawing.count(); k++) {
        var figure = drawing.draw(k, "light", wish.width(), wish.height());
        if (figure.svg() == null) {
          empty.add(figure.title() + ": " + figure.empty());
          continue;
        }
        var name = FOLDER + "/" + figure.name() + ".";
        write(folder, name + wish.ending(), wish.file(figure.svg()));
        write(folder, name + "csv", Drawing.utf8(figure.csv()));
        rows.add(
            Map.of(
                "figure",
                figure.name(),
                "title",
                figure.title(),
                "svg",
                wish.dressed(figure.svg())));
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
