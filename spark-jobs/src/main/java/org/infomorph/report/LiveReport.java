package org.infomorph.report;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infomorph.drawing.Drawing;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.StudyState;

/**
 * The report of a sweep that still runs, made of its trials as they come, without tables and
 * without Spark. For any number of threads.
 */
public final class LiveReport {
  /** The page of a server may be larger than a file that is sent. */
  private static final long ROOM = 64L << 20;

  private final Folder folder;
  private final FollowedTrial.Maker maker;
  private final long mostNumbers;
  private final Map<String, FollowedTrial> trials = new HashMap<>();
  private long numbers;
  private int finished;

  /**
   * A study of which a report is made.
   *
   * @param state how far it is
   * @param rows what it has found
   */
  public record Study(StudyState state, StudyRows rows) {}

  /** What was shown last: what it was made of, and each point's trials. */
  private FollowedPoints points;

  private Asked pointsOf;
  private List<List<FollowedTrial>> completed = List.of();

  /**
   * @param folder the sweep's folder
   * @param measure by which it ranks
   * @param mostNumbers so many numbers, of 4 bytes each, of the history of trials are kept at most;
   *     trials that come later have none
   */
  public LiveReport(Folder folder, String measure, long mostNumbers) {
    this.folder = folder;
    this.mostNumbers = mostNumbers;
    maker = new FollowedTrial.Maker(measure);
  }

  /** Takes a finished trial; one that ran again replaces the earlier one. */
  public synchronized void accept(TrialResult trial) {
    var known = trials.get(trial.trialId());
    if (known != null && !known.summary().startedAt().isBefore(trial.startedAt())) {
      return;
    }
    var made = maker.of(trial);
    if (numbers + made.size() > mostNumbers) {
      made = made.withoutHistory();
    }
    numbers += made.size() - (known == null ? 0 : known.size());
    trials.put(trial.trialId(), made);
  }

  /** How many trials of the sweep the last data have; others may be in its folder. */
  public synchronized int finished() {
    return finished;
  }

  /**
   * The data for the page of a server: a header and a block of columns, without the history of
   * points, which {@link #history} has.
   *
   * @param asked what the sweep has asked for so far
   * @param study what it has found, if it is a study
   */
  public synchronized byte[] data(Asked asked, Optional<Study> study) throws IOException {
    return data(asked, study, ROOM, (table, ended) -> ranking -> Details.none(table, ended))
        .bytes();
  }

  /** The history of a point, as JSON; that of no trial if there is no such point. */
  public synchronized String history(int point) {
    var of = point < 0 || point >= completed.size() ? null : completed.get(point);
    return Details.of(point, of == null ? List.of() : of).toString();
  }

  /**
   * Writes the file {@link Report#PAGE}, which needs no server.
   *
   * @param place the sweep's folder, as its writer may change it
   * @param study what it has found, if it is a study
   */
  public synchronized void writePage(Folder place, Asked asked, Optional<Study> study)
      throws IOException {
    var page = Page.html(asked.sweep().name(), whole(asked, study).bytes());
    FigureFiles.write(place, Report.PAGE, "live", Drawing.utf8(page));
  }

  /** The data of a page that needs no server. */
  synchronized ReportData whole(Asked asked, Optional<Study> study) throws IOException {
    return data(
        asked,
        study,
        Page.room(),
        (table, ended) -> ranking -> Details.of(table, ended, ranking, this::completedOf));
  }

  /** The page for a server, which asks it for data. */
  public static byte[] page(String title) {
    return Drawing.utf8(Page.live(title));
  }

  private List<FollowedTrial> completedOf(int point) {
    var of = completed.get(point);
    return of == null ? List.of() : of;
  }

  private interface Histories {
    ReportData.Histories of(PointTable table, Trials ended);
  }

  private ReportData data(Asked asked, Optional<Study> study, long room, Histories histories)
      throws IOException {
    if (pointsOf != asked) {
      points = new FollowedPoints(asked);
      pointsOf = asked;
    }
    completed = points.completed(trials.values());
    var table = points.table(completed);
    Iterable<TrialSummary> summaries =
        () -> trials.values().stream().map(FollowedTrial::summary).iterator();
    var ended = Trials.of(summaries, table, asked);
    finished = ended.count();
    return ReportData.of(folder, asked, table, ended, histories.of(table, ended), study, room);
  }
}
