package org.infomorph.app;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How much CPU the threads of this JVM have used, those that have ended meanwhile as well. */
final class DriverThreads implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;

  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, Long> nanos = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "clock");
            thread.setDaemon(true);
            return thread;
          });

  DriverThreads() {
    clock.scheduleAtFixedRate(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    var threads = ManagementFactory.getThreadMXBean();
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null) {
        names.put(info.getThreadId(), info.getThreadName());
        nanos.merge(info.getThreadId(), threads.getThreadCpuTime(info.getThreadId()), Math::max);
      }
    }
  }

  /** Milliseconds of all threads whose name begins so. */
  synchronized double millis(String prefix) {
    return names.entrySet().stream()
        .filter(thread -> thread.getValue().startsWith(prefix))
        .mapToDouble(thread -> nanos.get(thread.getKey()) * 1e-6)
        .sum();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
