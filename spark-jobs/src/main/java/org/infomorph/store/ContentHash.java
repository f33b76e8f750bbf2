package org.infomorph.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.infomorph.form.CanonicalJson;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;

/**
 * A hash of the content of a table of trials, independent of the time, place and order of
 * computation. Equal tables have equal hashes, and different tables have different hashes.
 *
 * <p>Each trial contributes one line of canonical JSON with all columns except {@code started_at},
 * {@code seconds}, {@code environment}, {@code epochs_trained}, {@code axes} and {@code point}. The
 * hash is the SHA-256 of these lines' SHA-256 hashes in the order of the trials' ids. Needs about
 * 200 bytes of memory per trial.
 */
public final class ContentHash {
  /** Columns that differ between two runs of a trial, and the trial's place in a sweep. */
  private static final List<String> LEFT_OUT =
      List.of("started_at", "seconds", "environment", "epochs_trained", "axes", "point");

  private final TreeMap<String, byte[]> digests = new TreeMap<>();

  /** Adds a trial, in any order; replaces an earlier version of the same trial. */
  public void add(TrialResult trial) {
    var line = CanonicalJson.write(contents(trial));
    digests.put(trial.trialId(), sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
  }

  /** Number of trials. */
  public int trials() {
    return digests.size();
  }

  /** The hash of the added trials, 64 hexadecimal digits. */
  public String hash() {
    var all = sha256();
    digests.values().forEach(all::update);
    return HexFormat.of().formatHex(all.digest());
  }

  /**
   * The compared content of a trial: two trials count as the same if and only if their contents are
   * equal.
   */
  public static ObjectNode contents(TrialResult trial) {
    var row = CanonicalJson.read(ResultFormat.toJson(trial));
    row.remove(LEFT_OUT);
    return row;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
