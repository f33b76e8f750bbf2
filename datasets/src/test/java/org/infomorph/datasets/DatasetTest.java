package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.data.SampleSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every data set promises. */
class DatasetTest {
  @TempDir Path data;

  static Stream<Dataset> examples() {
    return Stream.of(new Idx("tiny"), new Digits(12, 5, 3));
  }

  @Test
  void thereIsAnExampleOfEach() {
    Set<Class<?>> shown = examples().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Arrays.asList(Dataset.class.getPermittedSubclasses())), shown);
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
  void loadingTwiceGivesTheSame(Dataset dataset) throws IOException {
    IdxFiles.writeAll(data.resolve("tiny"));
    SampleSets once = dataset.load(data);
    SampleSets again = dataset.load(data);
    assertEquals(once.training().size(), again.training().size());
    assertEquals(once.test().size(), again.test().size());
    for (int i = 0; i < once.test().size(); i++) {
      assertEquals(once.test().label(i), again.test().label(i));
      for (int j = 0; j < once.test().features(); j++) {
        assertEquals(once.test().value(i, j), again.test().value(i, j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasAName(Dataset dataset) {
    assertFalse(dataset.name().isBlank());
  }
}
