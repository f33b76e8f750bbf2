package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.tabular.DataException;
import org.infomorph.tabular.MissingValues;
import org.infomorph.tabular.NpyFiles;
import org.infomorph.tabular.Scaling;
import org.infomorph.tabular.TestRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  static final Table TINY = of("tiny.csv", "species", new TestRows.Column("part", "test"));

  static final String TINY_TEXT =
      """
      length,width,species,part
      1,10,wren,training
      3,10,eagle,training
      5,10,wren,test
      7,13,owl,training
      """;

  @TempDir Path data;

  static Table of(String file, String label, TestRows test) {
    return new Table(
        file, List.of(), label, "", test, List.of(), Scaling.NONE, MissingValues.REFUSE, true);
  }

  private static Table with(Table table, List<String> features, Scaling scaling) {
    return new Table(
        table.file(),
        features,
        table.label(),
        table.labelFile(),
        table.test(),
        table.image(),
        scaling,
        table.missing(),
        table.header());
  }

  private static Table missing(Table table, MissingValues missing) {
    return new Table(
        table.file(),
        table.features(),
        table.label(),
        table.labelFile(),
        table.test(),
        table.image(),
        table.standardise(),
        missing,
        table.header());
  }

  private static Table headless(String file, String label, TestRows test, String... features) {
    return new Table(
        file,
        List.of(features),
        label,
        "",
        test,
        List.of(),
        Scaling.NONE,
        MissingValues.REFUSE,
        false);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(data.resolve(name), text);
  }

  private static List<List<Double>> values(Samples samples) {
    List<List<Double>> rows = new ArrayList<>();
    for (int s = 0; s < samples.size(); s++) {
      List<Double> row = new ArrayList<>();
      for (int f = 0; f < samples.features(); f++) {
        row.add(samples.value(s, f));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Integer> labels(Samples samples) {
    List<Integer> labels = new ArrayList<>();
    for (int s = 0; s < samples.size(); s++) {
      labels.add(samples.label(s));
    }
    return labels;
  }

  @Test
  void rowsAreSamplesAndSortedLabelsAreClasses() throws IOException {
    write("tiny.csv", TINY_TEXT);
    SampleSets sets = TINY.load(data);
    assertEquals(
        List.of(List.of(1.0, 10.0), List.of(3.0, 10.0), List.of(7.0, 13.0)),
        values(sets.training()));
    assertEquals(List.of(2, 0, 1), labels(sets.training())); // eagle, owl, wren
    assertEquals(List.of(List.of(5.0, 10.0)), values(sets.test()));
    assertEquals(List.of(2), labels(sets.test()));
    assertEquals(3, sets.training().classes());
  }

  @Test
  void eachFeatureIsScaledByItsTrainingSamplesAlone() throws IOException {
    write("tiny.csv", TINY_TEXT.replace(",13,", ",10,"));
    SampleSets sets = with(TINY, List.of("length", "width"), Scaling.EACH).load(data);
    double deviation = Math.sqrt(56 / 9.0); // of 1, 3, 7 with the mean 11/3
    assertEquals((1 - 11 / 3.0) / deviation, sets.training().value(0, 0), 1e-6);
    assertEquals((5 - 11 / 3.0) / deviation, sets.test().value(0, 0), 1e-6);
    assertEquals(0, sets.training().value(2, 1)); // a constant feature becomes 0
  }

  @Test
  void allValuesTogetherAreScaledAsInPictures() throws IOException {
    write("tiny.csv", TINY_TEXT);
    SampleSets each = with(TINY, List.of(), Scaling.ALL).load(data);
    SampleSets plain = TINY.load(data).standardised();
    assertEquals(values(plain.training()), values(each.training()));
    assertEquals(values(plain.test()), values(each.test()));
  }

  @Test
  void wholeNumbersAsLabelsAreSortedAsNumbers() throws IOException {
    write("n.csv", "x,y,part\n1,10,a\n2,9,a\n3,-1,a\n4,9.0,test\n");
    SampleSets sets = of("n.csv", "y", new TestRows.Column("part", "test")).load(data);
    assertEquals(List.of(2, 1, 0), labels(sets.training()));
    assertEquals(List.of(1), labels(sets.test()));
  }

  @Test
  void columnsByNameAndByRange() throws IOException {
    write("wide.csv", "id,a,b,c,d,part\n9,1,2,3,4,x\n9,5,6,7,8,test\n");
    Table table = of("wide.csv", "", new TestRows.Column("part", "test"));
    SampleSets sets = with(table, List.of("d", "a:c"), Scaling.NONE).load(data);
    assertEquals(List.of(List.of(4.0, 1.0, 2.0, 3.0)), values(sets.training()));
    assertEquals(0, sets.training().classes());
    write("bare.csv", "1,2,x\n3,4,y\n5,6,x\n7,8,y\n9,10,x\n");
    var share = new TestRows.Share(0.2, 1);
    SampleSets bare = headless("bare.csv", "3", share, "2:2").load(data);
    assertEquals(4, bare.training().size());
    assertEquals(1, bare.training().features());
  }

  @Test
  void aShareIsTheSameInEveryTrialAndFollowsItsSeed() throws IOException {
    var text = new StringBuilder("x\n");
    for (int i = 0; i < 100; i++) {
      text.append(i).append('\n');
    }
    write("x.csv", text.toString());
    SampleSets one = of("x.csv", "", new TestRows.Share(0.3, 1)).load(data);
    SampleSets same = of("x.csv", "", new TestRows.Share(0.3, 1)).load(data);
    SampleSets other = of("x.csv", "", new TestRows.Share(0.3, 2)).load(data);
    assertEquals(30, one.test().size());
    assertEquals(70, one.training().size());
    assertEquals(values(one.test()), values(same.test()));
    assertNotEquals(values(one.test()), values(other.test()));
    List<List<Double>> all = new ArrayList<>(values(one.training()));
    all.addAll(values(one.test()));
    assertEquals(100, all.stream().distinct().count());
  }

  @Test
  void aSecondFileAndFilesOfLabels() throws IOException {
    Files.write(
        data.resolve("m.npz"),
        NpyFiles.zip(
            "x_train", NpyFiles.bytes("2, 1, 2", 0, 255, 7, 8),
            "y_train", NpyFiles.bytes("2,", 4, 2),
            "x_test", NpyFiles.bytes("1, 1, 2", 1, 2),
            "y_test", NpyFiles.bytes("1,", 4)));
    Table table =
        new Table(
            "m.npz:x_train",
            List.of(),
            "",
            "m.npz:y_train",
            new TestRows.File("m.npz:x_test", "m.npz:y_test"),
            List.of(new ImageShape(2, 1, 1)),
            Scaling.ALL,
            MissingValues.REFUSE,
            true);
    SampleSets sets = table.load(data);
    assertEquals(List.of(1, 0), labels(sets.training()));
    assertEquals(List.of(1), labels(sets.test()));
    double[] moments = sets.training().meanAndDeviation();
    assertEquals(0, moments[0], 1e-12);
    assertEquals(1, moments[1], 1e-12);
    assertEquals(new ImageShape(2, 1, 1), table.image(data).orElseThrow());
  }

  @Test
  void rowsWithMissingValuesAreSkippedIfAsked() throws IOException {
    write("gaps.csv", "x,y,part\n1,a,k\nNA,b,k\n3,,k\n4,b,test\n5,b,k\n6,a,test\n,b,test\n");
    Table table = of("gaps.csv", "y", new TestRows.Column("part", "test"));
    SampleSets sets = missing(table, MissingValues.SKIP).load(data);
    assertEquals(List.of(List.of(1.0), List.of(5.0)), values(sets.training()));
    assertEquals(List.of(0, 1), labels(sets.training()));
    assertEquals(List.of(List.of(4.0), List.of(6.0)), values(sets.test()));
  }

  @Test
  void rowsWithoutALabelInTheFileOfLabelsAreSkippedIfAsked() throws IOException {
    write("x.csv", "x\n1\n2\nNA\n4\n5\n6\n7\n");
    write("y.csv", "y\na\nb\nonly here\nNA\na\nb\na\n");
    Table table =
        new Table(
            "x.csv",
            List.of(),
            "",
            "y.csv",
            new TestRows.Share(0.4, 1),
            List.of(),
            Scaling.NONE,
            MissingValues.SKIP,
            true);
    SampleSets sets = table.load(data);
    var all = new ArrayList<>(values(sets.training()));
    all.addAll(values(sets.test()));
    assertEquals(
        Set.of(List.of(1.0), List.of(2.0), List.of(5.0), List.of(6.0), List.of(7.0)),
        Set.copyOf(all));
    assertEquals(2, sets.training().classes());
  }

  @Test
  void aColumnThatIsNamedByANumberHasAName() throws IOException {
    write("numbered.csv", "1,2,kind,part\n1,5,a,k\n2,6,b,k\n3,7,a,test\n");
    SampleSets sets = of("numbered.csv", "kind", new TestRows.Column("part", "test")).load(data);
    assertEquals(List.of(List.of(1.0, 5.0), List.of(2.0, 6.0)), values(sets.training()));
  }

  @Test
  void gzippedAndTabSeparatedFiles() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(data.resolve("t.tsv.gz")))) {
      out.write(TINY_TEXT.replace(',', '\t').getBytes(StandardCharsets.UTF_8));
    }
    SampleSets sets = of("t.tsv.gz", "species", TINY.test()).load(data);
    assertEquals(3, sets.training().size());
  }

  /** Each change of the tiny file, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3,10,eagle; 3,10; line 3: 3 columns, but line 1 has 4",
        "3,10,eagle; 3,10,eagle,x; line 3: 5 columns, but line 1 has 4",
        "5,10,; 5,NaN,; line 4, column width: a missing value; allowed are finite numbers, or",
        "5,10,; 5,,; line 4, column width: a missing value",
        "5,10,; 5,1f,; line 4, column width: 1f; allowed are finite numbers",
        "5,10,; 5,1e99,; line 4, column width: 1e99; allowed are numbers up to 3.4",
        "eagle;; line 3, column species: a missing label",
        "eagle; 1.5; line 3, column species: 1.5 as a label",
        "wren,test; crow,test; label crow is in test rows alone",
        "species,part; species,width; line 1: two columns are called width",
        "species,part; kind,part; label: there is no column species; columns are length, width,",
        "species,part; species,; test.column.name: there is no column part",
        "length,width; ,width; column 1 has no name, as if it held the numbers of the rows",
        "wren,test; wren,x; column part: is test in none of 4 rows"
      })
  void whatIsWrongIsSaidWithItsPlace(String from, String to, String message) throws IOException {
    write("tiny.csv", TINY_TEXT.replace(from, to == null ? "" : to));
    var error = assertThrows(DataException.class, () -> TINY.load(data));
    assertTrue(error.getMessage().contains("tiny.csv: " + message), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  @Test
  void brokenBytesAndEmptyFilesAreRefused() throws IOException {
    byte[] text = TINY_TEXT.replace("owl", "~wl").getBytes(StandardCharsets.UTF_8);
    text[TINY_TEXT.indexOf("owl")] = (byte) 0xff;
    Files.write(data.resolve("tiny.csv"), text);
    var broken = assertThrows(DataException.class, () -> TINY.load(data));
    assertTrue(
        broken.getMessage().contains("line 5, column species: bytes that are no text"),
        broken.getMessage());
    write("tiny.csv", "");
    var empty = assertThrows(DataException.class, () -> TINY.load(data));
    assertTrue(empty.getMessage().contains("is empty"), empty.getMessage());
    write("tiny.csv", "length,width,species,part\n");
    var bare = assertThrows(DataException.class, () -> TINY.load(data));
    assertTrue(bare.getMessage().contains("has no rows"), bare.getMessage());
    var gone = of("gone.csv", "", TINY.test());
    var none = assertThrows(DataException.class, () -> gone.load(data));
    assertTrue(none.getMessage().contains("gone.csv: no such file"), none.getMessage());
    write("notes.txt", "");
    var form = of("notes.txt", "", TINY.test());
    var unknown = assertThrows(DataException.class, () -> form.load(data));
    assertTrue(unknown.getMessage().contains("allowed are names in .csv"), unknown.getMessage());
    write("bare.csv", "1,2\n3,4\n");
    var names = of("bare.csv", "", new TestRows.Share(0.5, 1));
    var numbers = assertThrows(DataException.class, () -> names.load(data));
    assertTrue(numbers.getMessage().contains("write header: false"), numbers.getMessage());
  }

  @Test
  void moreThan256LabelsAreNoLabels() throws IOException {
    var text = new StringBuilder("x,y\n");
    for (int i = 0; i < 300; i++) {
      text.append("1,").append(i).append('\n');
    }
    write("many.csv", text.toString());
    Table table = of("many.csv", "y", new TestRows.Share(0.5, 1));
    var error = assertThrows(DataException.class, () -> table.load(data));
    assertTrue(
        error.getMessage().contains("line 258, column y: 256 is label number 257"),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"/etc/x.csv; inside the data folder", "../x.csv; inside the data folder", "; empty"})
  void aFileOutsideTheDataFolderIsRefused(String file, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> of(file == null ? "" : file, "", new TestRows.Share(0.5, 1)));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() throws IOException {
    write("tiny.csv", TINY_TEXT);
    Table table =
        new Table(
            "tiny.csv",
            List.of(),
            "species",
            "",
            TINY.test(),
            List.of(new ImageShape(3, 1, 1)),
            Scaling.NONE,
            MissingValues.REFUSE,
            true);
    var error = assertThrows(DataException.class, () -> table.load(data));
    assertTrue(
        error.getMessage().contains("2 features, but a picture of image has 3 values"),
        error.getMessage());
  }

  @Test
  void otherContentsHaveAnotherFingerprint() throws IOException {
    write("tiny.csv", TINY_TEXT);
    var before = TINY.fingerprint(data);
    var stamp = TINY.stamp(data);
    assertEquals(before, TINY.fingerprint(data));
    write("tiny.csv", TINY_TEXT.replace("13", "130"));
    assertNotEquals(before, TINY.fingerprint(data));
    assertNotEquals(stamp, TINY.stamp(data));
  }
}
