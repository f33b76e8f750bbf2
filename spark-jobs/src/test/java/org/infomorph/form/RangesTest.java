package org.infomorph.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Kernel;
import org.infomorph.datasets.Bars;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.Gaussians;
import org.infomorph.datasets.ImageShape;
import org.infomorph.datasets.RandomHierarchy;
import org.infomorph.datasets.RandomPatterns;
import org.infomorph.datasets.Table;
import org.infomorph.math.Adam;
import org.infomorph.math.Sgd;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.KayPhillips;
import org.infomorph.neuron.Modulated;
import org.infomorph.spec.Field;
import org.infomorph.spec.Interval;
import org.infomorph.tabular.MissingValues;
import org.infomorph.tabular.Scaling;
import org.infomorph.tabular.TestRows;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.Method;
import org.infomorph.train.RecallSpec;
import org.infomorph.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The range in a field's description, which documentation and schema show, is the range that the
 * record's constructor allows.
 */
class RangesTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final double LITTLE = 1e-6;

  /** All records with ranges, with the fields that a file must give. */
  private static final Map<Class<? extends Record>, String> RECORDS =
      Map.ofEntries(
          Map.entry(Bars.class, "{}"),
          Map.entry(Digits.class, "{}"),
          Map.entry(Gaussians.class, "{}"),
          Map.entry(RandomHierarchy.class, "{}"),
          Map.entry(RandomPatterns.class, "{}"),
          Map.entry(Adam.class, "{learning_rate: 0.1}"),
          Map.entry(Sgd.class, "{learning_rate: 0.1}"),
          Map.entry(BinRange.Adaptive.class, "{}"),
          Map.entry(Kernel.Logistic.class, "{sigma: 0.5}"),
          Map.entry(Kernel.Gaussian.class, "{sigma: 0.5}"),
          Map.entry(TestRows.Share.class, "{}"),
          Map.entry(ImageShape.class, "{width: 2, height: 2}"),
          Map.entry(KayPhillips.class, "{}"),
          Map.entry(Modulated.class, "{}"),
          Map.entry(Connectivity.RandomOthers.class, "{count: 3}"),
          Map.entry(EvaluationSpec.class, "{}"),
          Map.entry(RecallSpec.class, "{source: c}"),
          Map.entry(TrainingSpec.class, "{epochs: 3, batch_size: 10}"),
          Map.entry(Method.Online.class, "{window: 5}"),
          Map.entry(Method.Backprop.class, "{}"),
          Map.entry(Method.LogisticRegression.class, "{}"),
          Map.entry(Method.Perceptron.class, "{}"),
          Map.entry(Method.Minover.class, "{}"),
          Map.entry(Method.Mpf.class, "{}"),
          Map.entry(Method.DescentL2.class, "{}"),
          Map.entry(RecallSpec.Firing.Glauber.class, "{temperature: 0.5}"));

  /** A component with a range. */
  record Case(Class<? extends Record> type, int index, Interval range) {
    RecordComponent component() {
      return type.getRecordComponents()[index];
    }

    String key() {
      return RecordForm.snakeCase(component().getName());
    }

    boolean isWhole() {
      return component().getType() == int.class;
    }

    /** What the constructor says to this value; empty if it takes it. */
    String refusal(double value) throws ReflectiveOperationException {
      var components = type.getRecordComponents();
      var given =
          RecordForm.of(type)
              .read(SpecReader.of("a file", SpecFile.parseObject("a file", RECORDS.get(type))));
      var values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = components[i].getAccessor().invoke(given);
      }
      if (isWhole()) {
        values[index] = (int) value;
      } else {
        values[index] = value;
      }
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        if (type.getConstructor(types).newInstance(values) instanceof ImageShape shape) {
          checkAsPartOfATable(shape);
        }
        return "";
      } catch (InvocationTargetException e) {
        return String.valueOf(e.getCause().getMessage());
      } catch (IllegalArgumentException e) {
        return e.getMessage().replaceFirst("^image\\.", "");
      }
    }

    /** Data sets also say the shape of their pictures; only a table takes it from a file. */
    private static void checkAsPartOfATable(ImageShape shape) {
      new Table(
          "a.csv",
          List.of(),
          "",
          "",
          new TestRows.Share(0.2, 1),
          List.of(shape),
          Scaling.EACH,
          MissingValues.REFUSE,
          true);
    }

    /** Whether the constructor refuses a value by this field's own range, not for another field. */
    boolean refuses(double value) throws ReflectiveOperationException {
      var found = isWhole() ? Integer.toString((int) value) : Double.toString(value);
      return refusal(value).startsWith(key() + " is " + found + ";");
    }

    @Override
    public String toString() {
      return type.getSimpleName() + "." + key();
    }
  }

  static List<Case> cases() {
    var cases = new ArrayList<Case>();
    RECORDS.forEach(
        (type, fields) -> {
          var components = type.getRecordComponents();
          for (int i = 0; i < components.length; i++) {
            var field = components[i].getAnnotation(Field.class);
            if (field != null && !field.range().isEmpty()) {
              cases.add(new Case(type, i, Interval.parse(field.range())));
            }
          }
        });
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theConstructorAllowsTheRangeThatTheDescriptionGives(Case field)
      throws ReflectiveOperationException {
    var range = field.range();
    double step = field.isWhole() ? 1 : LITTLE;
    for (var end : List.of(new End(range.from(), -1), new End(range.to(), 1))) {
      if (Double.isFinite(end.at())) {
        boolean included = end.out() < 0 ? range.withFrom() : range.withTo();
        assertEquals(!included, field.refuses(end.at()), field + " at " + end.at());
        double beyond = end.at() + end.out() * step;
        assertTrue(field.refuses(beyond), field + " beyond: " + field.refusal(beyond));
        double within = end.at() - end.out() * step;
        assertFalse(field.refuses(within), field + " within: " + field.refusal(within));
      } else if (!field.isWhole()) {
        assertTrue(field.refuses(end.at()), field + " at " + field.refusal(end.at()));
      }
    }
    if (!field.isWhole()) {
      assertTrue(field.refuses(Double.NaN), field + " as NaN: " + field.refusal(Double.NaN));
    }
  }

  private record End(double at, int out) {}

  /** A range of a record that is not in the list would not be compared. */
  @Test
  void everyRangeIsCompared() throws IOException {
    var pattern = Pattern.compile("@Field\\([^)]*?range = \"", Pattern.DOTALL);
    long ranges = 0;
    for (var module : List.of("core", "datasets", "spark-jobs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (var file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
          ranges += pattern.matcher(Files.readString(file)).results().count();
        }
      }
    }
    assertEquals(ranges, cases().size());
  }
}
