package org.infomorph.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Ending;
import org.infomorph.sweep.Sweep;

/**
 * The table {@code asked}: the requests of a sweep's plan, one row per request (some seeds of one
 * point), with the sweep in the file's metadata. A run writes this table; commands that count or
 * draw later read it. Only a run asks the plan and binds trials.
 */
public final class AskedTable {
  private static final String NAME = "asked";

  /** The metadata key of the sweep, whose value is JSON. */
  private static final String SWEEP = "infomorph.sweep";

  /** The metadata key of why a study has ended: the name of an {@link Ending}. */
  private static final String ENDING = "infomorph.ending";

  /** The metadata key of the epochs that a budget has given so far, a number as text. */
  private static final String EPOCHS = "infomorph.epochs";

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message asked {
            required int32 round;
            required int32 lane;
            required int32 point;
            required binary point_id (STRING);
            required binary axes (STRING);
            required binary setting (STRING);
            required int64 first_seed;
            required int32 seeds;
            required binary reason (STRING);
            required binary known (STRING);
          }
          """);

  private AskedTable() {}

  /**
   * Writes the table, in one step for readers.
   *
   * @param folder the folder of the sweep
   */
  public static void write(Folder folder, Asked asked) throws IOException {
    // Canonical JSON sorts its keys; axes keep the order of the sweep's file.
    var metadata =
        Map.of(
            SWEEP,
            asked.sweep().toJson().toString(),
            ENDING,
            asked.ending().name(),
            EPOCHS,
            Double.toString(asked.epochs()));
    TableFolder.write(
        folder,
        NAME,
        SCHEMA,
        metadata,
        rows -> {
          for (var ask : asked.asks()) {
            rows.accept(row(ask, asked.points().get(ask.point())));
          }
        });
  }

  /** Whether a folder has this table; folders of version 0.4 do not. */
  public static boolean exists(Folder folder) throws IOException {
    return TableFolder.exists(folder, NAME);
  }

  /** The size of the table's file in bytes; -1 if a folder has none. */
  public static long size(Folder folder) throws IOException {
    return TableFolder.size(folder, NAME);
  }

  /**
   * Reads the table.
   *
   * @param folder the folder of the sweep
   * @throws SpecException if the content does not come from {@link #write}
   */
  public static Asked read(Folder folder) throws IOException {
    var place = folder.folder(NAME).describe("");
    var metadata = TableFolder.metadata(folder, NAME);
    var text = metadata.get(SWEEP);
    if (text == null) {
      throw new SpecException(
          place + ": is not the table of a sweep's points; run the sweep again");
    }
    var sweep = Sweep.stored(place, text);
    var values = new Values(sweep.space());
    var points = new ArrayList<Point>();
    var asks = new ArrayList<Ask>();
    TableFolder.read(
        folder.folder(NAME),
        row -> {
          var ask = ask(row);
          while (points.size() <= ask.point()) { // a point without requested trials has no row
            points.add(null);
          }
          points.set(ask.point(), values.point(row.getString("axes", 0)));
          asks.add(ask);
        });
    return new Asked(sweep, filled(points), asks)
        .ended(Ending.of(metadata.get(ENDING)))
        .counted(Double.parseDouble(metadata.getOrDefault(EPOCHS, "0")));
  }

  /**
   * Fills the gaps: a point with the same trial as an earlier point has no row and is never
   * requested.
   */
  private static List<Point> filled(List<Point> points) {
    points.replaceAll(point -> point == null ? new Point(List.of()) : point);
    return points;
  }

  private static Group row(Ask ask, Point point) {
    var axes = JsonNodeFactory.instance.arrayNode();
    point.values().forEach(axes::add);
    return new SimpleGroup(SCHEMA)
        .append("round", ask.round())
        .append("lane", ask.lane())
        .append("point", ask.point())
        .append("point_id", ask.pointId())
        .append("axes", CanonicalJson.write(axes))
        .append("setting", ask.setting())
        .append("first_seed", ask.firstSeed())
        .append("seeds", ask.seeds())
        .append("reason", ask.reason())
        .append("known", ask.known());
  }

  private static Ask ask(Group row) {
    return new Ask(
        row.getInteger("point", 0),
        row.getString("point_id", 0),
        row.getLong("first_seed", 0),
        row.getInteger("seeds", 0),
        row.getInteger("round", 0),
        row.getInteger("lane", 0),
        row.getString("setting", 0),
        row.getString("reason", 0),
        row.getString("known", 0));
  }

  /**
   * Values of a table's points. Equal values share one node: the axis's node, if the axis lists the
   * value.
   */
  private static final class Values {
    private final List<Axis> axes;
    private final List<Map<String, JsonNode>> known = new ArrayList<>();

    Values(ParameterSpace space) {
      axes = space.axes();
      for (var axis : axes) {
        var values = new HashMap<String, JsonNode>();
        if (axis.values() instanceof AxisValues.Listed listed) {
          listed.values().forEach(value -> values.put(CanonicalJson.write(value), value));
        }
        known.add(values);
      }
    }

    Point point(String text) {
      var values = new ArrayList<JsonNode>();
      for (var value : CanonicalJson.readAny(text)) {
        int axis = values.size();
        values.add(
            known
                .get(axis)
                .computeIfAbsent(CanonicalJson.write(value), key -> number(axis, value)));
      }
      return new Point(values);
    }

    private JsonNode number(int axis, JsonNode value) {
      return axes.get(axis).type() == Axis.Type.NUMBER
          ? DoubleNode.valueOf(value.doubleValue())
          : value;
    }
  }
}
