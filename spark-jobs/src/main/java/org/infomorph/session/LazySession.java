package org.infomorph.session;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Starts Spark, which takes seconds, only when it is needed. */
public final class LazySession {
  private final Optional<String> master;
  private SparkSession session;

  public LazySession(Optional<String> master) {
    this.master = master;
  }

  public SparkSession get() {
    if (session == null) {
      session = Sessions.start(master);
    }
    return session;
  }

  public void stop() {
    if (session != null) {
      session.stop();
    }
  }
}
