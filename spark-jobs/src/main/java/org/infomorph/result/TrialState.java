package org.infomorph.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32C;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecPath;
import org.infomorph.train.NetworkState;
import org.infomorph.train.TrainingState;
import org.infomorph.trial.TrialSpec;

/**
 * What a trial has come to at its end, from which a trial with more epochs continues. The row of
 * the longer trial is the same, bit for bit, as if the longer trial had run from its beginning.
 *
 * <p>A state is only ever a saving of time. One that is damaged, or does not fit, is read as no
 * state at all, and the longer trial runs from its beginning.
 */
public final class TrialState {
  /** A larger network is trained again, rather than sent to the driver and back. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int VERSION = 1;
  private static final int PARTS = 4;
  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");

  private final TrialResult row;
  private final TrainingState training;

  private TrialState(TrialResult row, TrainingState training) {
    this.row = row;
    this.training = training;
  }

  /**
   * The state of a trial that has ended well.
   *
   * @return empty if the network is too large to be worth it
   */
  static Optional<TrialState> of(TrialResult row, TrainingState training) {
    long bytes = bytes(training.network()) + training.kept().map(TrialState::bytes).orElse(0L);
    return bytes > MOST_BYTES ? Optional.empty() : Optional.of(new TrialState(row, training));
  }

  private static long bytes(NetworkState network) {
    long numbers = 0;
    for (var layer : network.layers()) {
      for (var source : layer.sources()) {
        numbers += 3L * (source.weights().length + source.biases().length);
      }
      numbers += (1L + layer.windowDrives().length) * layer.windowTheta().length;
    }
    return numbers * Double.BYTES;
  }

  /** What the training has come to. */
  TrainingState training() {
    return training;
  }

  /** Which contents of the user's own data it has learned from, if these are known. */
  Optional<String> data() {
    return Optional.ofNullable(row.environment().get(TrialResult.DATA));
  }

  /** How many epochs the network has learned. */
  int epoch() {
    return training.network().epoch();
  }

  /**
   * The state as text of some lines, exact to the last bit, and with a checksum.
   *
   * @see #read
   */
  String text() {
    var ids = new WeightsRow.Ids(row.trialId(), row.pointId(), row.seed());
    var spec = TrialSpec.bind("trial " + row.trialId(), CanonicalJson.read(row.spec()));
    var head = JsonNodeFactory.instance.objectNode();
    head.put("version", VERSION).put("over", training.over());
    training.best().ifPresent(best -> head.put("best", best));
    var begun =
        new TrialResult(
            row.trialId(),
            row.pointId(),
            row.seed(),
            row.spec(),
            row.status(),
            row.message(),
            row.startedAt(),
            row.seconds(),
            row.codeVersion(),
            row.environment(),
            Map.of(),
            training.reports(),
            training.neurons());
    var body =
        String.join(
            "\n",
            CanonicalJson.write(head),
            ResultFormat.toJson(begun),
            weights(ids, spec, training.network()),
            training.kept().map(network -> weights(ids, spec, network)).orElse(""));
    return checksum(body) + "\n" + body;
  }

  private static String weights(WeightsRow.Ids ids, TrialSpec spec, NetworkState network) {
    return WeightsText.write(WeightsRow.of(ids, spec.network(), Optional.empty(), network));
  }

  static String checksum(String body) {
    var crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /**
   * Reads a state for a trial that may continue from it.
   *
   * @param text as {@link #text} writes it, or anything else
   * @param longer the trial that is to continue
   * @return empty if the text is damaged, or is the state of any other trial than the beginning of
   *     the longer one, or was made by another version of this program or where the last bits may
   *     differ: with another BLAS, JVM or processor
   */
  static Optional<TrialState> read(String text, TrialSpec longer) {
    int end = text.indexOf('\n');
    if (end < 0 || !checksum(text.substring(end + 1)).equals(text.substring(0, end))) {
      return Optional.empty();
    }
    var parts = text.substring(end + 1).split("\n", -1);
    var head = CanonicalJson.read(parts[0]);
    if (head.path("version").asInt() != VERSION || parts.length != PARTS) {
      return Optional.empty();
    }
    var row = ResultFormat.fromJson(parts[1]);
    var tree = CanonicalJson.read(row.spec());
    var spec = TrialSpec.bind("trial " + row.trialId(), tree.deepCopy());
    EPOCHS.set(tree, JsonNodeFactory.instance.numberNode(longer.training().epochs()));
    var training =
        new TrainingState(
            WeightsRow.network(WeightsText.read(parts[2]), spec),
            row.epochs(),
            head.has("best")
                ? OptionalDouble.of(head.path("best").asDouble())
                : OptionalDouble.empty(),
            parts[3].isEmpty()
                ? Optional.empty()
                : Optional.of(WeightsRow.network(WeightsText.read(parts[3]), spec)),
            head.path("over").asBoolean(),
            row.neurons());
    boolean fits =
        CanonicalJson.write(tree).equals(longer.canonical())
            && training.network().epoch() < longer.training().epochs()
            && row.codeVersion().equals(CodeVersion.get())
            && Environment.hasTheSameBits(row.environment());
    return fits ? Optional.of(new TrialState(row, training)) : Optional.empty();
  }
}
