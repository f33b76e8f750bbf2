package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.infomorph.files.Folder;
import org.infomorph.store.KeptImages;

/** Receptive fields: weights from pictures, for trials with kept weights, the best first. */
final class Fields {
  /** Largest number of neurons shown per layer. */
  private static final int MOST_NEURONS = 144;

  private static final int MOST_TRIALS = 24;

  private Fields() {}

  /** One entry per layer and source, with the codes of {@code fields.js}: 128 is a weight of 0. */
  static ArrayNode toJson(
      Folder weights, Block block, Trials trials, List<Integer> ranking, long reserve)
      throws IOException {
    var list = JsonNodeFactory.instance.arrayNode();
    var chosen = choose(KeptImages.trials(weights), trials, ranking);
    var images = new ArrayList<KeptImages.Image>();
    KeptImages.read(weights, chosen, images::add);
    images.sort(Comparator.comparingInt(image -> chosen.indexOf(image.trialId())));
    for (var image : images) {
      int neurons = Math.min(image.neurons(), MOST_NEURONS);
      double most = 0;
      for (double weight : image.weights()) {
        most = Math.max(most, Math.abs(weight));
      }
      var column = Column.bytes(codes(image, neurons, most));
      if (block.room() - column.packedSize() < reserve) {
        break;
      }
      list.addObject()
          .put("trial", image.trialId())
          .put("point", trials.point(image.trialId()))
          .put("epoch", image.epoch())
          .put("layer", image.layer())
          .put("source", image.source())
          .put("neurons", image.neurons())
          .put("width", image.width())
          .put("height", image.height())
          .put("most", most)
          .put("column", block.require(column));
    }
    return list;
  }

  private static List<String> choose(List<String> kept, Trials trials, List<Integer> ranking) {
    var rank = new int[trials.points()];
    java.util.Arrays.fill(rank, Integer.MAX_VALUE);
    for (int k = 0; k < ranking.size(); k++) {
      rank[ranking.get(k)] = k;
    }
    return kept.stream()
        .filter(id -> trials.point(id) != null)
        .sorted(
            Comparator.comparingInt((String id) -> rank[trials.point(id)])
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_TRIALS)
        .toList();
  }

  /** The codes of the weights; the mean over channels for coloured pictures. */
  private static byte[] codes(KeptImages.Image image, int neurons, double most) {
    int pixels = image.width() * image.height();
    var codes = new byte[neurons * pixels];
    for (int n = 0; n < neurons; n++) {
      for (int p = 0; p < pixels; p++) {
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
          sum += image.weights()[(n * image.channels() + c) * pixels + p];
        }
        double share = most == 0 ? 0 : sum / image.channels() / most;
        codes[n * pixels + p] = (byte) (128 + Math.round(127 * share));
      }
    }
    return codes;
  }
}
