package org.infomorph.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The locks of a writer. They are released in reverse order, and all are released even after an
 * error.
 */
final class Locks implements Closeable {
  private final Deque<Closeable> held = new ArrayDeque<>();

  Locks(Closeable first) {
    held.push(first);
  }

  <T extends Closeable> T add(T next) {
    held.push(next);
    return next;
  }

  @Override
  public void close() throws IOException {
    if (held.isEmpty()) {
      return;
    }
    var last = held.pop();
    try {
      last.close();
    } finally {
      close();
    }
  }
}
