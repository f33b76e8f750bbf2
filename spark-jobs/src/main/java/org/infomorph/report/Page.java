package org.infomorph.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.infomorph.drawing.Scripts;

/** {@code report.html}: one file that needs no other file. */
final class Page {
  /** Largest size of the file: small enough for e-mail, and quick to open on a phone. */
  static final int MOST_BYTES = 2_000_000;

  /** The file loads nothing, and its scripts speak with nobody. */
  private static final String SILENT = "connect-src 'none'";

  private static final double BASE64 = 4.0 / 3;

  /**
   * Reserve, because data compressed as a whole may be larger than the sum of its measured pieces.
   */
  private static final int MARGIN = 20_000;

  private Page() {}

  /** Number of compressed bytes of data that fit into the page. */
  static long room() {
    int rest = MOST_BYTES - html("", new byte[0]).getBytes(StandardCharsets.UTF_8).length;
    return Math.round(rest / BASE64) - MARGIN;
  }

  /**
   * The page.
   *
   * @param title plain text
   * @param data the result of {@link ReportData#bytes}
   */
  static String html(String title, byte[] data) {
    return html(title, pack(data), SILENT, "");
  }

  /** The page without data, which asks the server that it came from for them. */
  static String live(String title) {
    return html(title, "", "connect-src 'self'", " data-live=\"true\"");
  }

  private static String html(String title, String data, String connects, String mark) {
    var script = new StringBuilder();
    for (var name : Scripts.FIGURES) {
      script.append(Scripts.read(name));
    }
    for (var name : Scripts.PAGE) {
      script.append(Scripts.read(name));
    }
    return Scripts.read("page.html")
        .replace("${title}", escape(title))
        .replace("${connects}", connects)
        .replace("${live}", mark)
        .replace("${style}", Scripts.read("page.css").strip())
        .replace("${library}", pack(Scripts.read(Scripts.LIBRARY).getBytes(StandardCharsets.UTF_8)))
        .replace("${data}", data)
        .replace("${script}", script.toString().strip());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String pack(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(9);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}
