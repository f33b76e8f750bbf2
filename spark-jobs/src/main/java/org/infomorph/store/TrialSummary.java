package org.infomorph.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;

/**
 * The short form of a finished trial: the fields needed to count, resume and follow a sweep. Fields
 * as in {@link TrialResult}.
 */
public record TrialSummary(
    String trialId,
    String pointId,
    long seed,
    Status status,
    String message,
    Instant startedAt,
    double seconds,
    String codeVersion,
    Map<String, String> environment,
    Map<String, Double> scores) {

  static final MessageType COLUMNS =
      TrialSchema.columns(
          "trial_id",
          "point_id",
          "seed",
          "status",
          "message",
          "started_at",
          "seconds",
          "code_version",
          "environment",
          "scores");

  static final MessageType ID = TrialSchema.columns("trial_id");

  /** Whether it ended well. */
  public boolean isOk() {
    return status == Status.OK;
  }

  /** The short form of a result. */
  public static TrialSummary of(TrialResult result) {
    return new TrialSummary(
        result.trialId(),
        result.pointId(),
        result.seed(),
        result.status(),
        result.message(),
        result.startedAt(),
        result.seconds(),
        result.codeVersion(),
        result.environment(),
        result.scores());
  }

  static TrialSummary of(Group row) {
    return new TrialSummary(
        row.getString("trial_id", 0),
        row.getString("point_id", 0),
        row.getLong("seed", 0),
        Status.valueOf(row.getString("status", 0)),
        row.getString("message", 0),
        Instant.EPOCH.plus(row.getLong("started_at", 0), ChronoUnit.MICROS),
        row.getDouble("seconds", 0),
        row.getString("code_version", 0),
        TrialSchema.texts(row, "environment"),
        TrialSchema.numbers(row, "scores"));
  }
}
