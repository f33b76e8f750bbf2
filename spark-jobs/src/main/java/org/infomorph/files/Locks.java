package org.infomorph.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a writer holds: given back in the opposite order, all of it whatever happens. */
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
