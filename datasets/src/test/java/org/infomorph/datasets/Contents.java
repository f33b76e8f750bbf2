package org.infomorph.datasets;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.data.Samples;

/**
 * All that samples hold, to compare them.
 *
 * @param shape samples, features, classes, causes
 * @param values {@code [samples][features]}
 * @param labels {@code [samples]}; empty without
 * @param causes {@code [samples][causes]}; empty without
 */
record Contents(
    List<Integer> shape, List<Double> values, List<Integer> labels, List<Boolean> causes) {
  static Contents of(Samples samples) {
    return ofFirst(samples.size(), samples);
  }

  static Contents ofFirst(int size, Samples samples) {
    var contents =
        new Contents(
            List.of(size, samples.features(), samples.classes(), samples.causes()),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < samples.features(); f++) {
        contents.values.add(samples.value(i, f));
      }
      for (int c = 0; c < samples.causes(); c++) {
        contents.causes.add(samples.hasCause(i, c));
      }
      if (samples.classes() > 0) {
        contents.labels.add(samples.label(i));
      }
    }
    return contents;
  }

  /** The beginning of the SHA-256 of all bits of all numbers. */
  String digest() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer bits = ByteBuffer.allocate(Long.BYTES);
    Stream.of(
            shape.stream().map(Integer::longValue),
            values.stream().map(Double::doubleToLongBits),
            labels.stream().map(Integer::longValue),
            causes.stream().map(there -> there ? 1L : 0L))
        .flatMap(numbers -> numbers)
        .forEach(number -> digest.update(bits.putLong(0, number).array()));
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }
}
