package org.infomorph;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Says every ten seconds which test is running; Maven itself has a line for a class that begins and
 * one for a class that has ended. JUnit finds it by the service file.
 */
public final class StillRunning
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final int PERIOD_SECONDS = 10;

  private volatile String test = "";
  private Thread teller;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (teller == null) { // a nested class is part of the one around it
      var name = context.getRequiredTestClass().getName();
      teller = new Thread(() -> tell(name), "still-running");
      teller.setDaemon(true);
      teller.start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var method = context.getRequiredTestMethod().getName();
    var shown = context.getDisplayName();
    test = ", " + (shown.startsWith(method) ? shown : method + " " + shown);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    test = "";
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      teller.interrupt();
      teller = null;
    }
  }

  private void tell(String name) {
    try {
      for (int seconds = PERIOD_SECONDS; ; seconds += PERIOD_SECONDS) {
        Thread.sleep(PERIOD_SECONDS * 1000L);
        System.out.println("[INFO] Running for " + seconds + " s: " + name + test);
      }
    } catch (InterruptedException e) {
      // the class has ended
    }
  }
}
