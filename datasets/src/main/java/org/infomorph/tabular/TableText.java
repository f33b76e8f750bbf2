package org.infomorph.tabular;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The text of a table: decompressed if it is gzipped, and decoded by its byte-order mark, or as
 * UTF-8 without one. Undecodable bytes are marked, so the reader can refuse them with their place.
 * A replacement character would merge different words into one category.
 *
 * @param reader the characters, with {@link #BROKEN} for undecodable bytes and {@link #NUL} for NUL
 * @param encoding its name
 */
public record TableText(Reader reader, String encoding) {
  /** A noncharacter, to which Unicode will never give a meaning. */
  public static final char BROKEN = '\uFFFF';

  /** Stands for NUL, which a parser would trim like a space. */
  public static final char NUL = '\uFFFE';

  private static final int LONGEST_MARK = 4;
  private static final int GZIP = 0x1f8b;

  /** Byte-order marks, the longer ones first. */
  private enum Mark {
    UTF_32LE(0xff, 0xfe, 0, 0),
    UTF_32BE(0, 0, 0xfe, 0xff),
    UTF_8(0xef, 0xbb, 0xbf),
    UTF_16LE(0xff, 0xfe),
    UTF_16BE(0xfe, 0xff);

    private final int[] bytes;

    Mark(int... bytes) {
      this.bytes = bytes;
    }

    boolean begins(byte[] head) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }

    Charset charset() {
      return Charset.forName(name().replace('_', '-'));
    }
  }

  /** The text of these bytes. */
  public static TableText of(InputStream bytes) throws IOException {
    InputStream in = new BufferedInputStream(bytes);
    byte[] head = head(in);
    if (head.length > 1 && (head[0] & 0xff) << 8 == (GZIP & 0xff00) && head[1] == (byte) GZIP) {
      in = new BufferedInputStream(new GZIPInputStream(in));
      head = head(in);
    }
    for (Mark mark : Mark.values()) {
      if (mark.begins(head)) {
        in.skipNBytes(mark.bytes.length);
        return decoded(in, mark.charset());
      }
    }
    return decoded(in, StandardCharsets.UTF_8);
  }

  private static byte[] head(InputStream in) throws IOException {
    in.mark(LONGEST_MARK);
    byte[] head = in.readNBytes(LONGEST_MARK);
    in.reset();
    return head;
  }

  private static TableText decoded(InputStream in, Charset charset) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(BROKEN));
    return new TableText(new NulReader(new InputStreamReader(in, decoder)), charset.name());
  }

  /** Makes NUL visible. */
  private static final class NulReader extends FilterReader {
    NulReader(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int character = super.read();
      return character == 0 ? NUL : character;
    }

    @Override
    public int read(char[] buffer, int from, int most) throws IOException {
      int count = super.read(buffer, from, most);
      for (int i = from; i < from + count; i++) {
        buffer[i] = buffer[i] == 0 ? NUL : buffer[i];
      }
      return count;
    }
  }
}
