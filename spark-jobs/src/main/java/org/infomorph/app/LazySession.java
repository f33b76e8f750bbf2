package org.infomorph.app;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Spark takes seconds to start: not before it is needed. */
final class LazySession {
  private final Optional<String> master;
  private SparkSession session;

  LazySession(Optional<String> master) {
    this.master = master;
  }

  SparkSession get() {
    if (session == null) {
      session = Sessions.start(master);
    }
    return session;
  }

  void stop() {
    if (session != null) {
      session.stop();
    }
  }
}
