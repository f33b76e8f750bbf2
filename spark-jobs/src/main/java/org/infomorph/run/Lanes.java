package org.infomorph.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.infomorph.run.RunListener.Work;

/** Runs the trials of each lane in a thread of its own, so that those of several run at a time. */
final class Lanes {
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();

  Lanes(int count) {
    threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              var thread = new Thread(work, "infomorph-lane");
              thread.setDaemon(true);
              return thread;
            });
    for (int lane = 0; lane < count; lane++) {
      running.add(null);
    }
  }

  /** Begins the work of a lane, whose work before has ended. */
  void begin(int lane, Work work) {
    running.set(
        lane,
        threads.submit(
            () -> {
              work.run();
              return null;
            }));
  }

  /** Waits until a lane has nothing to do; its failure is the caller's. */
  void await(int lane) throws IOException {
    var work = running.get(lane);
    if (work == null) {
      return;
    }
    try {
      work.get();
      running.set(lane, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while trials ran");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    }
  }

  void awaitAll() throws IOException {
    for (int lane = 0; lane < running.size(); lane++) {
      await(lane);
    }
  }

  /** Stops what still runs. */
  void end() {
    threads.shutdownNow();
  }
}
