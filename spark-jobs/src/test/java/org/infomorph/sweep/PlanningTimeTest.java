package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a machine that does something else, this measures that. */
@Tag("slow")
class PlanningTimeTest {
  private static final Pattern TOGETHER = Pattern.compile("together ([0-9.]+) s");

  @Test
  void aHundredThousandPointsArePlannedInTwoSecondsByAFreshJvm()
      throws IOException, InterruptedException {
    var program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Dproject.root=" + System.getProperty("project.root", ".."),
            "-cp",
            System.getProperty("java.class.path"),
            PlanningTime.class.getName(),
            "10");
    var process = program.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
    var together = TOGETHER.matcher(output);
    assertTrue(together.find(), output);
    assertTrue(Double.parseDouble(together.group(1)) <= 2, output);
  }
}
