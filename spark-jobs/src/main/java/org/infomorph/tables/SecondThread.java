package org.infomorph.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Another thread beside the caller's. It never outlives what the caller does. */
final class SecondThread {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<Future<?>> works = new ArrayList<>();

  /** Lets the thread do something, after what it was given before. */
  Future<?> submit(Runnable work) {
    var submitted = executor.submit(work);
    works.add(submitted);
    return submitted;
  }

  /** Takes back what was not begun, and waits for the end of what was. */
  void end() {
    works.forEach(work -> work.cancel(false));
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
        executor.shutdownNow(); // whoever interrupts wants an end, and still nobody may go on alone
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
