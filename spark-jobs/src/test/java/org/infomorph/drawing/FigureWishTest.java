package org.infomorph.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureWishTest {
  /** As the library of the page writes it: a gradient, a line, and a text with a Greek letter. */
  private static String svg(FigureWish wish) {
    return """
        <svg width="%1$d" height="%2$d" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d">
        <defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#440154"/>
        <stop offset="1" stop-color="#fde725"/></linearGradient></defs>
        <rect width="%1$d" height="%2$d" x="0" y="0" fill="#ffffff"></rect>
        <rect width="20" height="100" x="10" y="10" fill="url(#g)"></rect>
        <path d="M50 10L150 110" fill="none" stroke="#666"></path>
        <text dominant-baseline="central" style="font-size:12px;font-family:sans-serif;" x="60" y="20"
        fill="#222">Γ redundancy</text></svg>
        """
        .formatted(wish.width(), wish.height());
  }

  @Test
  void aPageIsAsWideAsWishedAndHasNeitherFontsNorImages() throws IOException {
    var wish = FigureWish.of("pdf", "85mm", null, null, null, null);

    var bytes = wish.file(svg(wish));

    assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    try (var pdf = Loader.loadPDF(bytes)) {
      assertEquals(1, pdf.getNumberOfPages());
      var box = pdf.getPage(0).getMediaBox();
      assertEquals(85, box.getWidth() * 25.4 / 72, 0.01);
      assertEquals(85 * 340 / 390.0, box.getHeight() * 25.4 / 72, 0.01);
      var resources = pdf.getPage(0).getResources();
      int forms = 0;
      for (COSName name : resources.getXObjectNames()) {
        var form = (PDFormXObject) resources.getXObject(name);
        forms++;
        assertFalse(form.getResources().getFontNames().iterator().hasNext(), "a font");
        for (COSName inner : form.getResources().getXObjectNames()) {
          assertFalse(form.getResources().isImageXObject(inner), "an image");
        }
      }
      assertEquals(1, forms);
    }
    assertArrayEquals(bytes, wish.file(svg(wish)), "the same figure gives the same bytes");
  }

  @Test
  void anSvgHasItsSizeInPrintAndItsFont() throws IOException {
    var wish = FigureWish.of("SVG", "85 mm", "Helvetica Neue", null, null, null);

    var text = new String(wish.file(svg(wish)), StandardCharsets.UTF_8);

    assertTrue(
        text.startsWith("<svg width=\"85.00mm\" height=\"74.10mm\" "), text.substring(0, 80));
    assertTrue(text.contains("viewBox=\"0 0 390 340\""), text.substring(0, 200));
    assertTrue(text.contains("font-family:'Helvetica Neue',sans-serif"), text);
    assertTrue(wish.isNarrow());
  }

  @Test
  void anImageHasSixHundredPixelsAnInch() throws IOException {
    var wish = FigureWish.of("png", "100mm", null, null, null, null);

    var image = ImageIO.read(new ByteArrayInputStream(wish.file(svg(wish))));

    assertEquals(100 / 25.4 * 600, image.getWidth(), 5);
    var screen = FigureWish.all(FigureWish.Format.PNG);
    assertEquals(2160, ImageIO.read(new ByteArrayInputStream(screen.file(svg(screen)))).getWidth());
  }

  @Test
  void wordsOfTheCommandLineAreRead() {
    var wish = FigureWish.of("svg", null, null, "map, profile", "red=1,unq=-0.5", "load");

    assertEquals(List.of("map", "profile"), wish.only());
    assertEquals(Map.of("red", "1", "unq", "-0.5"), wish.at());
    assertEquals("load", wish.slices());
    assertEquals(720, wish.width());
    assertEquals(480, wish.height());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "gif | - | - | - | --figures is gif; allowed are svg, png, pdf",
        "svg | 85 | - | - | --width is 85; allowed are 40mm to 400mm, such as 85mm",
        "svg | 5mm | - | - | --width is 5mm; allowed are 40mm to 400mm, such as 85mm",
        "svg | - | a;b | - | --font is a;b; allowed is the name of a family, such as Helvetica",
        "svg | - | - | red | --at red: allowed is axis=value,axis=value",
        "svg | - | - | red=1,=2 | --at red=1,=2: allowed is axis=value,axis=value",
        "svg | - | - | red=1,red=2 | --at red=1,red=2: names an axis twice",
      })
  void otherWordsAreRefusedInOneLine(
      String format, String width, String font, String at, String problem) {
    var error =
        assertThrows(SpecException.class, () -> FigureWish.of(format, width, font, null, at, null));

    assertEquals(problem, error.getMessage());
  }

  @Test
  void aFontThatIsNotHereCanDrawNoLetters() {
    var error =
        assertThrows(
            SpecException.class,
            () -> FigureWish.of("pdf", null, "No Such Font", null, null, null));

    assertTrue(
        error.getMessage().startsWith("--font: this machine has no No Such Font to draw letters"),
        error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  /** As of a map of a hundred by a hundred points. */
  @Test
  void aFigureMayHaveAnyNumberOfPaths() throws IOException {
    var svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"480\">");
    for (int i = 0; i < 10_000; i++) {
      int x = 7 * (i % 100);
      int y = 4 * (i / 100);
      svg.append("<path d=\"M%d %dl7 0l0 4l-7 0Z\" fill=\"#ee6677\"></path>".formatted(x, y));
    }
    svg.append("</svg>");

    var png = FigureWish.all(FigureWish.Format.PNG).file(svg.toString());
    var image = ImageIO.read(new ByteArrayInputStream(png));
    double scale = image.getWidth() / 720.0;
    assertEquals(0xffee6677, image.getRGB((int) (697 * scale), (int) (398 * scale)));
    var pdf = FigureWish.all(FigureWish.Format.PDF).file(svg.toString());
    assertTrue(pdf.length > 10_000, pdf.length + " bytes");
  }
}
