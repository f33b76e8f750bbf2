package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SecondThreadTest {
  @Test
  void nothingGoesOnAfterTheEndAndWhatWasNotBegunNeverBegins() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var first = new AtomicBoolean();
    var second = new AtomicBoolean();
    var thread = new SecondThread();
    thread.submit(
        () -> {
          begun.countDown();
          await(mayEnd);
          first.set(true);
        });
    thread.submit(() -> second.set(true));
    begun.await();
    var ending = new Thread(thread::end);
    ending.start();
    while (ending.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertFalse(first.get());

    mayEnd.countDown();
    ending.join();

    assertTrue(first.get(), "what was begun has ended before");
    assertFalse(second.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
