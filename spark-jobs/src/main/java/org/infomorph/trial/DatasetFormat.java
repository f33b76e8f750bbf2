package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Memories;
import org.infomorph.form.ChoiceForm;
import org.infomorph.form.FieldCodec;
import org.infomorph.form.Form;
import org.infomorph.form.Key;
import org.infomorph.form.SpecReader;
import org.infomorph.form.ValueType;
import org.infomorph.spec.Interval;

/** Data sets in files: each record describes its own fields. */
final class DatasetFormat {
  /** All data sets, by name. */
  static final ChoiceForm<Dataset> FORM =
      ChoiceForm.of(Dataset.class, Map.of(Memories.class, new MemoriesForm()));

  private DatasetFormat() {}

  /**
   * Files give the number of {@code patterns} by {@code count} or by {@code load}. The canonical
   * form has the count, so trials with the same patterns have the same id.
   */
  private static final class MemoriesForm implements Form<Memories> {
    private static final List<Memories.Correlation> CORRELATIONS =
        List.of(Memories.Correlation.values());

    @Override
    public Memories read(SpecReader body) {
      int units = body.integer("units");
      int count = readCount(body, units);
      double probability = body.number("probability", Memories.DEFAULT_PROBABILITY);
      var words = CORRELATIONS.stream().map(FieldCodec::word).toList();
      var choice = body.choice("correlation", words, FieldCodec.word(Memories.DEFAULT_CORRELATION));
      var correlation = CORRELATIONS.get(words.indexOf(choice.name()));
      double coefficient =
          correlation == Memories.Correlation.NONE ? 0 : choice.body().number("coefficient");
      return body.bind(() -> new Memories(units, count, probability, correlation, coefficient));
    }

    private static int readCount(SpecReader body, int units) {
      boolean loaded = body.has("load");
      if (body.has("count") == loaded) {
        throw loaded
            ? body.error("load", "given together with count; allowed is one of them")
            : body.error("count", "missing, and so is load; allowed is one of them");
      }
      if (!loaded) {
        if (body.has("rounding")) {
          throw body.error("rounding", "given with count; allowed is rounding of a load");
        }
        return body.integer("count");
      }
      double load = body.number("load");
      var rounding = TrialFormat.readEnum(body, "rounding", Memories.Rounding.NEAREST);
      return body.bind(() -> Memories.count(units, load, rounding));
    }

    @Override
    public void write(Memories memories, ObjectNode object) {
      object
          .put("units", memories.units())
          .put("count", memories.count())
          .put("probability", memories.probability());
      var correlation =
          object.putObject("correlation").putObject(FieldCodec.word(memories.correlation()));
      if (memories.correlation() != Memories.Correlation.NONE) {
        correlation.put("coefficient", memories.coefficient());
      }
    }

    @Override
    public List<Key> keys() {
      var whole = new ValueType.Whole(Interval.parse("[1, 1000000]"));
      var coefficient =
          new Key(
              "coefficient",
              "how strongly a bit follows the one before; below 0 it is more often the other one",
              "",
              new ValueType.Real(Interval.parse("(-1, 1)")));
      return List.of(
          new Key(
              "units",
              "bits of a pattern, N",
              "",
              new ValueType.Whole(Interval.parse("[2, 100000]"))),
          new Key("count", "number of patterns; or give `load`", "from load", whole),
          new Key(
              "load",
              "number of patterns for each unit; or give `count`",
              "from count",
              new ValueType.Real(Interval.parse("(0, inf)"))),
          new Key(
              "rounding",
              "of the number of patterns that `load` gives: `nearest`, or `down` as in the published"
                  + " code, where a load of 0.29 gives 28 patterns of 100 units",
              FieldCodec.word(Memories.Rounding.NEAREST),
              new ValueType.Word(TrialFormat.names(Memories.Rounding.values()))),
          new Key(
              "probability",
              "probability that a bit is +1",
              Double.toString(Memories.DEFAULT_PROBABILITY),
              new ValueType.Real(Interval.parse("(0, 1)"))),
          new Key(
              "correlation",
              "which bits follow each other",
              FieldCodec.word(Memories.DEFAULT_CORRELATION),
              new ValueType.OneOf(
                  List.of(
                      new ValueType.Alternative("none", "all bits are independent", List.of()),
                      new ValueType.Alternative(
                          "spatial", "bits of a pattern, along the units", List.of(coefficient)),
                      new ValueType.Alternative(
                          "temporal",
                          "bits of a unit, along the patterns",
                          List.of(coefficient))))));
    }
  }
}
