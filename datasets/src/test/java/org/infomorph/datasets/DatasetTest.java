package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every data set promises. */
class DatasetTest {
  @TempDir Path data;

  static Stream<FixedDataset> fixed() {
    return Stream.of(
        new Idx("tiny"),
        new Digits(12, 5, 3),
        new Cifar10("cifar"),
        new RandomHierarchy(4, 2, 2, 2, 4, 20, 10, 3),
        TableTest.TINY,
        new Provided("stripes", Map.of("height", 2.0)));
  }

  static Stream<DrawnDataset> drawn() {
    return Stream.of(
        new Bars(3, 4, Bars.Orientation.BOTH, 0.3, 20, 10, true),
        new RandomPatterns(20, 3, 0.2, 0.5, 20, 10, true),
        new Gaussians(10, 3, 1.5, 0.5, 0.1, 20, 10, true),
        new Memories(30, 5, 0.4, Memories.Correlation.TEMPORAL, 0.2));
  }

  static Stream<Dataset> examples() {
    return Stream.concat(fixed(), drawn());
  }

  @Test
  void picturesHaveTheShapeOfTheirSamples() throws IOException {
    IdxFiles.writeAll(data.resolve("tiny"));
    Files.write(data.resolve("tiny/" + IdxFiles.TRAIN_IMAGES), IdxFiles.images(3, 2, 5));

    assertEquals(Optional.of(new ImageShape(5, 2, 1)), new Idx("tiny").image(data));
    assertEquals(Optional.of(new ImageShape(28, 28, 1)), Digits.DEFAULT.image(data));
    assertEquals(Optional.of(new ImageShape(32, 32, 3)), new Cifar10("none").image(data));
    assertEquals(3072, new Cifar10("none").image(data).orElseThrow().values());
    Bars bars = new Bars(3, 4, Bars.Orientation.BOTH, 0.3, 20, 10, true);
    assertEquals(Optional.of(new ImageShape(4, 3, 1)), bars.image(data));
    Gaussians bumps = new Gaussians(10, 3, 1.5, 0.5, 0.1, 20, 10, true);
    assertEquals(Optional.of(new ImageShape(10, 1, 1)), bumps.image(data));
    for (Dataset noPicture : List.of(drawn().toList().get(1), drawn().toList().get(3))) {
      assertEquals(Optional.empty(), noPicture.image(data));
    }
  }

  @Test
  void thereIsAnExampleOfEach() {
    Set<Class<?>> shown = examples().map(Object::getClass).collect(Collectors.toSet());
    Set<Class<?>> records =
        Arrays.stream(Dataset.class.getPermittedSubclasses())
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .collect(Collectors.toSet());
    assertEquals(records, shown);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void survivesSerialisation(Dataset dataset) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(dataset);
    }
    var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertEquals(dataset, in.readObject());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasAName(Dataset dataset) {
    assertFalse(dataset.name().isBlank());
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void loadingTwiceGivesTheSame(FixedDataset dataset) throws IOException {
    IdxFiles.writeAll(data.resolve("tiny"));
    Cifar10Test.writeAll(data.resolve("cifar"));
    Files.writeString(data.resolve("tiny.csv"), TableTest.TINY_TEXT);
    SampleSets once = dataset.load(data);
    SampleSets again = dataset.load(data);
    assertEquals(Contents.of(once.training()), Contents.of(again.training()));
    assertEquals(Contents.of(once.test()), Contents.of(again.test()));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void drawingTwiceGivesTheSame(DrawnDataset dataset) {
    SampleSupply once = dataset.draw(new Seeds(5));
    SampleSupply again = dataset.draw(new Seeds(5));
    assertEquals(Contents.of(once.test()), Contents.of(again.test()));
    for (int epoch = 3; epoch >= 1; epoch--) {
      assertEquals(Contents.of(once.training(epoch)), Contents.of(again.training(epoch)));
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void otherSeedsDrawOtherSamples(DrawnDataset dataset) {
    SampleSupply one = dataset.draw(new Seeds(5));
    SampleSupply other = dataset.draw(new Seeds(6));
    assertNotEquals(Contents.of(one.training(1)), Contents.of(other.training(1)));
    assertNotEquals(Contents.of(one.test()), Contents.of(other.test()));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void drawnSamplesAreWithoutLabelsAndAsManyFeaturesAsSaid(DrawnDataset dataset) {
    SampleSupply supply = dataset.draw(new Seeds(5));
    for (Samples samples : new Samples[] {supply.training(1), supply.test()}) {
      assertEquals(dataset.features(), samples.features());
      assertEquals(0, samples.classes());
    }
  }

  /** Of what is made here; of files the extent is what is published of such as are meant. */
  @ParameterizedTest
  @MethodSource("examples")
  void theExtentIsThatOfTheSamples(Dataset dataset) throws IOException {
    Extent extent = dataset.extent();
    if (dataset instanceof Idx) {
      assertEquals(new Extent(60_000, 10_000, 28 * 28, 10), extent);
    } else if (dataset instanceof FixedDataset fixed && fixed.isSizedByFiles()) {
      assertEquals(new Extent(1000, 250, 10, 2), extent);
    } else if (dataset instanceof Cifar10) {
      assertEquals(new Extent(50_000, 10_000, 3 * 32 * 32, 10), extent);
    } else {
      SampleSupply supply =
          dataset instanceof FixedDataset fixed
              ? fixed.load(data)
              : ((DrawnDataset) dataset).draw(new Seeds(5));
      Samples training = supply.training(1);
      assertEquals(
          new Extent(
              training.size(), supply.test().size(), training.features(), training.classes()),
          extent);
    }
  }

  /** Results that were published stand on these numbers. */
  @Test
  void theNumbersArePinned() throws IOException, NoSuchAlgorithmException {
    List<String> digests = new ArrayList<>();
    for (DrawnDataset dataset : drawn().toList()) {
      digests.add(Contents.of(dataset.draw(new Seeds(5)).training(2)).digest());
    }
    var hierarchy = new RandomHierarchy(4, 2, 2, 2, 4, 20, 10, 3);
    digests.add(Contents.of(hierarchy.load(data).training()).digest());
    assertEquals(
        List.of(
            "97db6d706009746d",
            "5595dcdb2b9db5a8",
            "c6e169b5e56cb7c0",
            "665de9f5fa50d938",
            "4081081ed07814c8"),
        digests);
  }
}
