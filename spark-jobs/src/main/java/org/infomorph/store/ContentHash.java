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
 * A number for all that a table of trials says, whenever, wherever and in whatever order it was
 * computed: equal tables have equal hashes, and others have not.
 *
 * <p>Of each trial all columns count but {@code started_at}, {@code seconds} and {@code
 * environment}, as one line of canonical JSON; the hash is the SHA-256 of these lines' SHA-256 in
 * the order of the trials' ids. Holds some 200 bytes a trial.
 */
public final class ContentHash {
  /** What differs between two runs of a trial, and where in which sweep it was run. */
  private static final List<String> LEFT_OUT =
      List.of("started_at", "seconds", "environment", "axes", "point");

  private final TreeMap<String, byte[]> digests = new TreeMap<>();

  /** Adds a trial, in any order; one that is there already is replaced. */
  public void add(TrialResult trial) {
    var line = CanonicalJson.write(contents(trial));
    digests.put(trial.trialId(), sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
  }

  /** Number of trials. */
  public int trials() {
    return digests.size();
  }

  /** The hash of what was added, 64 hexadecimal digits. */
  public String hash() {
    var all = sha256();
    digests.values().forEach(all::update);
    return HexFormat.of().formatHex(all.digest());
  }

  /** What counts of a trial: two are the same if and only if these are equal. */
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
