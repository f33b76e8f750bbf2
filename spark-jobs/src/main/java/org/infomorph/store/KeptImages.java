package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.infomorph.files.Folder;

/** Weights of sources that read pictures, from the table {@code weights}, also during writing. */
public final class KeptImages {
  private KeptImages() {}

  /**
   * The weights of one layer from one source.
   *
   * @param weights {@code [neurons][channels][height][width]}, contiguous
   */
  public record Image(
      String trialId,
      int epoch,
      String layer,
      String source,
      int neurons,
      int width,
      int height,
      int channels,
      double[] weights) {}

  /** The trials with kept weights from pictures; empty if the table does not exist. */
  public static List<String> trials(Folder table) throws IOException {
    var found = new TreeSet<String>();
    if (table.exists("")) {
      for (var part : Parts.list(table)) {
        Parts.read(
            table,
            part.name(),
            columns("trial_id", "image_width"),
            row -> {
              if (row.getFieldRepetitionCount("image_width") > 0) {
                found.add(row.getString("trial_id", 0));
              }
            });
      }
    }
    return List.copyOf(found);
  }

  /**
   * Reads the weights of some trials.
   *
   * @param images receives each image, in any order
   */
  public static void read(Folder table, Collection<String> trialIds, Consumer<Image> images)
      throws IOException {
    if (trialIds.isEmpty()) {
      return;
    }
    var wanted = new HashSet<>(trialIds);
    var seen = new HashSet<String>();
    for (var part : Parts.list(table)) {
      Parts.read(
          table,
          part.name(),
          columns(
              "trial_id",
              "epoch",
              "layer",
              "source",
              "neurons",
              "image_width",
              "image_height",
              "image_channels",
              "weights"),
          row -> {
            if (wanted.contains(row.getString("trial_id", 0))
                && row.getFieldRepetitionCount("image_width") > 0) {
              var image = image(row);
              if (seen.add(image.trialId() + "/" + image.layer() + "/" + image.source())) {
                images.accept(image);
              }
            }
          });
    }
  }

  private static Image image(Group row) {
    var list = row.getGroup("weights", 0);
    var weights = new double[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = list.getGroup(0, i).getDouble(0, 0);
    }
    return new Image(
        row.getString("trial_id", 0),
        row.getInteger("epoch", 0),
        row.getString("layer", 0),
        row.getString("source", 0),
        row.getInteger("neurons", 0),
        row.getInteger("image_width", 0),
        row.getInteger("image_height", 0),
        row.getInteger("image_channels", 0),
        weights);
  }

  private static MessageType columns(String... names) {
    var fields = new ArrayList<org.apache.parquet.schema.Type>();
    for (var name : names) {
      fields.add(WeightsSchema.SCHEMA.getType(name));
    }
    return new MessageType(WeightsSchema.SCHEMA.getName(), fields);
  }
}
