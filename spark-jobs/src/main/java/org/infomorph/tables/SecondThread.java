package org.infomorph.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A second thread beside the caller's. It always ends before the caller's work ends. */
final class SecondThread {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<Future<?>> works = new ArrayList<>();

  /** Gives the thread some work, which it does after all earlier work. */
  Future<?> submit(Runnable work) {
    var submitted = executor.submit(work);
    works.add(submitted);
    return submitted;
  }

  /** Cancels work that has not begun, and waits for running work to end. */
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
        executor.shutdownNow(); // the caller wants to stop, but the second thread must end first
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
