package org.infomorph.drawing;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Figures as raster images. */
final class Raster {
  /**
   * The library refuses pictures of more than 2000 paths, as they may come from anywhere; ours may.
   */
  private static final DocumentLimits LIMITS =
      new DocumentLimits(
          DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
          DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
          Integer.MAX_VALUE);

  private Raster() {}

  /** A figure, ready to be drawn. */
  static SVGDocument document(String svg) {
    var context = LoaderContext.builder().documentLimits(LIMITS).build();
    var document = new SVGLoader().load(new ByteArrayInputStream(Drawing.utf8(svg)), null, context);
    if (document == null) {
      throw new IllegalStateException("a figure cannot be read: " + svg.length() + " characters");
    }
    return document;
  }

  /**
   * An image for print.
   *
   * @param scale pixels for one unit of the figure: with 3, 720 units are 300 an inch at 18 cm
   */
  static byte[] png(String svg, int width, int height, double scale) throws IOException {
    System.setProperty("java.awt.headless", "true");
    var document = document(svg);
    var image =
        new BufferedImage(
            (int) Math.round(scale * width),
            (int) Math.round(scale * height),
            BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(scale, scale);
      document.render((java.awt.Component) null, graphics, new ViewBox(width, height));
    } finally {
      graphics.dispose();
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
