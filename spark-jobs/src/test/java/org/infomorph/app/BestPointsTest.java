package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.infomorph.run.MadeUpStudy;
import org.infomorph.run.Ranking;
import org.infomorph.sweep.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestPointsTest {
  @TempDir Path folder;

  @Test
  void aPointThatFreshSeedsConfirmedKeepsItsPlaceAndItsScore() throws IOException {
    var study = MadeUpStudy.run(folder, MadeUpStudy.SEARCH, Integer.MAX_VALUE);
    study.writePoints();
    var out = new StringWriter();

    new BestPoints(study.asked(), study.place()).print(new PrintWriter(out, true));

    var lines = out.toString().lines().toList();
    var best = Ranking.of(study.place()).best().get(0);
    assertTrue(best.fresh().size() > 0, "nothing was confirmed");
    var score = Texts.number(best.measured().value().getAsDouble());
    assertTrue(lines.get(0).contains("quality"), lines.get(0));
    var words = lines.get(1).trim().split(" +");
    var values = study.asked().points().get(best.point()).values();
    assertEquals(Texts.axis(values.get(0).doubleValue()), words[0], lines.get(1));
    assertEquals(score, words[2], lines.get(1));
  }
}
