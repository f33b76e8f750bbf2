package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.infomorph.run.RunListener;

/**
 * Shows the events of a run on a terminal or in a file of lines.
 *
 * @param out the output
 */
record Console(PrintWriter out) implements RunListener {
  @Override
  public void note(String sentence) {
    out.println(sentence);
  }

  @Override
  public void during(Supplier<String> state, Work work) throws IOException {
    new ProgressLine(out, state).during(work);
  }
}
