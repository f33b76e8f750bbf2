package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.infomorph.form.CanonicalJson;

/**
 * The canonical text of trials that differ only in their seeds, split at the seed, and the ids of
 * these trials.
 */
final class CanonicalTrial {
  private static final String SEED = "seed";

  private final String head;
  private final Tail tail;
  private final MessageDigest begun;

  /** The text after the seed, and its bytes, which trials of one frame share. */
  record Tail(String text, byte[] bytes) {
    Tail(String text) {
      this(text, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @param trial a trial's tree; its seed is ignored
   */
  CanonicalTrial(ObjectNode trial) {
    var before = trial.objectNode();
    var after = trial.objectNode();
    for (var field : trial.properties()) {
      int order = field.getKey().compareTo(SEED);
      if (order != 0) {
        (order < 0 ? before : after).set(field.getKey(), field.getValue());
      }
    }
    // The contents of {"network":...} and {"training":...} are joined.
    var first = CanonicalJson.write(before);
    head = first.substring(0, first.length() - 1) + ",";
    tail = new Tail(CanonicalJson.write(after).substring(1));
    begun = CanonicalJson.digest();
    update(begun, head);
  }

  /**
   * @param start the beginning of the text
   * @param begun a digest of the start, not changed
   * @param rest the text between start and seed
   * @param tail the text after the seed
   */
  CanonicalTrial(String start, MessageDigest begun, String rest, Tail tail) {
    head = start + rest;
    this.tail = tail;
    this.begun = CanonicalJson.copy(begun);
    update(this.begun, rest);
  }

  /** The text before the seed. */
  String head() {
    return head;
  }

  /** The text after the seed. */
  Tail tail() {
    return tail;
  }

  /** The canonical text of the trial with this seed. */
  String text(long seed) {
    return head + seedField(seed) + tail.text();
  }

  /** The id of the trial with this seed. */
  String trialId(long seed) {
    var digest = CanonicalJson.copy(begun);
    update(digest, seedField(seed));
    return id(digest);
  }

  /** The id that all these trials share. */
  String pointId() {
    return id(CanonicalJson.copy(begun));
  }

  private String id(MessageDigest digest) {
    digest.update(tail.bytes());
    return CanonicalJson.id(digest);
  }

  private static String seedField(long seed) {
    return "\"" + SEED + "\":" + seed + ",";
  }

  static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
