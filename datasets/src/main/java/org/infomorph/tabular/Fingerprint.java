package org.infomorph.tabular;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What files contain, in a short text: other contents have another text. */
public final class Fingerprint {
  private static final int BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 18;

  private Fingerprint() {}

  /**
   * The first 64 bits of the SHA-256 of the contents of the files in this order, each after its
   * size. Names and times do not count.
   *
   * @param files files, or folders of files
   * @throws DataException if one is missing
   */
  public static String of(List<Path> files) throws IOException {
    var digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (var file : all(files)) {
      digest.update((Files.size(file) + "\n").getBytes(StandardCharsets.US_ASCII));
      try (var in = Files.newInputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Sizes and times of change, which tell cheaply that files were perhaps written again. */
  public static String stamp(List<Path> files) throws IOException {
    var text = new StringBuilder();
    for (var file : all(files)) {
      text.append(Files.size(file)).append(' ');
      text.append(Files.getLastModifiedTime(file).toMillis()).append(' ');
    }
    return text.toString();
  }

  private static List<Path> all(List<Path> files) throws IOException {
    var all = new ArrayList<Path>();
    for (var file : files) {
      if (!Files.exists(file)) {
        throw new DataException(file, "no such file");
      }
      if (Files.isDirectory(file)) {
        all.addAll(ParquetTable.parts(file));
      } else {
        all.add(file);
      }
    }
    return all;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
