package org.infomorph.drawing;

import com.github.weisj.jsvg.view.ViewBox;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Figures as pages of lines and areas. Letters are areas, too: no reader has to have a font. */
final class Pdf {
  private Pdf() {}

  /**
   * One page of the figure's size; the same figure gives the same bytes.
   *
   * @param points for one unit of the figure
   */
  static byte[] pdf(String svg, int width, int height, double points) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try (var pdf = new PDDocument()) {
      pdf.setDocumentId(0L); // else the time
      var page = new PDPage(new PDRectangle((float) (points * width), (float) (points * height)));
      pdf.addPage(page);
      var graphics = new PdfBoxGraphics2D(pdf, page.getMediaBox());
      try {
        graphics.scale(points, points);
        Raster.document(svg)
            .render((java.awt.Component) null, graphics, new ViewBox(width, height));
      } finally {
        graphics.dispose();
      }
      try (var content = new PDPageContentStream(pdf, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      var bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }
}
