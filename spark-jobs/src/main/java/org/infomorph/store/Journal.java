package org.infomorph.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderLostException;
import org.infomorph.files.HadoopFileSystems;
import org.infomorph.files.Patience;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialResult;

/**
 * Finished trials before they reach a parquet file: numbered segments of JSON lines, of which one
 * is open. An appended line survives any kill; an incomplete last line is a trial that had not
 * finished. If the folder keeps a file only once it is closed, a line becomes safe a little later.
 *
 * <p>If a line cannot be written, its segment ends, and the line is written to the next segment.
 * This repeats until {@link Patience} ends. The line may then be in two segments.
 */
final class Journal implements Closeable {
  static final String SUBFOLDER = "_journal";
  private static final String SUFFIX = ".jsonl";

  /** A segment with this many characters is full. */
  static final long FULL_CHARACTERS = 64L << 20;

  /** If only closed segments are safe, a segment is closed at this age; {@link #force} adds 1 s. */
  private static final long SAFE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Folder folder;

  /** Held while a segment is being closed, which may need a network request. */
  private final Object sealing = new Object();

  private final long fullCharacters;
  private final Patience patience;
  private final Consumer<String> notes;

  /** Full segments that are not closed yet. */
  private final Deque<Open> full = new ArrayDeque<>();

  /** Closed segments whose trials are not yet in a parquet file. */
  private final Deque<Sealed> sealed = new ArrayDeque<>();

  private long next;
  private Open open;

  /**
   * A closed segment.
   *
   * @param lines number of lines written to it
   * @param elsewhere trials whose line may be in this segment and was also written to a later one
   */
  record Sealed(long number, int lines, Set<String> elsewhere) {
    /** A segment of an earlier writer, with an unknown number of lines. */
    static Sealed unknown(long number, Set<String> elsewhere) {
      return new Sealed(number, 0, elsewhere);
    }
  }

  private static final class Open {
    private final long number;
    private final Folder.Appender file;
    private final long since = System.nanoTime();
    private final Set<String> elsewhere = new HashSet<>();
    private int lines;
    private long characters;

    Open(long number, Folder.Appender file) {
      this.number = number;
      this.file = file;
    }

    Sealed sealed() {
      return new Sealed(number, lines, Set.copyOf(elsewhere));
    }
  }

  /**
   * @param next number of the next segment, larger than all numbers used so far
   */
  Journal(Folder folder, long next) {
    this(folder, next, FULL_CHARACTERS, Patience.USUAL, note -> {});
  }

  /**
   * @param notes receives one line when a line has to wait
   */
  Journal(
      Folder folder, long next, long fullCharacters, Patience patience, Consumer<String> notes) {
    this.folder = folder;
    this.next = next;
    this.fullCharacters = fullCharacters;
    this.patience = patience;
    this.notes = notes;
  }

  /**
   * Appends a trial's line. If the folder keeps appended lines, the line has reached the file
   * system when this method returns. Retries for a while after a failure.
   */
  synchronized void append(String trialId, String line) throws IOException {
    var tries = patience.new Tries();
    for (boolean told = false; ; told = true) {
      try {
        write(trialId, line);
        return;
      } catch (IOException e) {
        if (!tries.areLeft(e)) {
          throw Patience.isForGood(e)
              ? e
              : new IOException(
                  folder.describe(SUBFOLDER) + ": " + HadoopFileSystems.firstLine(e), e);
        }
        if (!told) {
          notes.accept(
              "%s: a trial could not be stored (%s); trying again for %d s"
                  .formatted(
                      folder.describe(SUBFOLDER),
                      HadoopFileSystems.firstLine(e),
                      patience.most().toSeconds()));
        }
        pause(tries.pause());
      }
    }
  }

  private void write(String trialId, String line) throws IOException {
    if (open == null) {
      long number = next++;
      open = new Open(number, folder.create(name(number)));
    }
    try {
      open.file.append(line);
    } catch (IOException | RuntimeException e) {
      open.elsewhere.add(trialId);
      end();
      throw e;
    }
    open.lines++;
    open.characters += line.length();
    if (open.characters >= fullCharacters) { // another thread closes it, as this may be slow
      end();
    }
  }

  /** Waits without holding the journal's monitor. */
  private void pause(Duration time) throws IOException {
    try {
      long deadline = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a trial could not be stored");
    }
  }

  private void end() {
    full.add(open);
    open = null;
  }

  /**
   * Whether a waiting line is older than this, or whether more lines wait than memory should hold.
   */
  synchronized boolean isDue(long nanoseconds, int mostRows, long mostCharacters) {
    return open != null
        && (System.nanoTime() - open.since >= nanoseconds
            || open.lines >= mostRows
            || open.characters >= mostCharacters);
  }

  /**
   * Makes appended lines survive a loss of power, and a kill if they do not survive one yet.
   *
   * @throws FolderLostException if the open segment no longer exists
   */
  void force() throws IOException {
    if (!folder.keepsWhatIsAppended()) {
      if (isDue(SAFE_AFTER_NANOS, Integer.MAX_VALUE, Long.MAX_VALUE)) {
        seal();
      }
      return;
    }
    synchronized (this) {
      if (open != null) {
        try {
          open.file.force();
        } catch (IOException | RuntimeException e) {
          end(); // a segment that cannot be forced takes no more lines
          throw e;
        }
      }
    }
  }

  /** Ends the open segment. The next line begins a new segment and need not wait for this one. */
  void seal() throws IOException {
    synchronized (this) {
      if (open != null) {
        end();
      }
    }
    closeFull();
  }

  /**
   * Closes full segments. If a segment cannot be closed, it and all later ones stay in the queue,
   * and the next call tries again.
   */
  private void closeFull() throws IOException {
    synchronized (sealing) {
      for (var ended = firstFull(); ended != null; ended = firstFull()) {
        ended.file.close();
        synchronized (this) {
          sealed.add(full.remove().sealed());
        }
      }
    }
  }

  private synchronized Open firstFull() {
    return full.peek();
  }

  /** Whether the trials of an ended segment are not yet in a parquet file. */
  synchronized boolean hasSealed() {
    return !full.isEmpty() || !sealed.isEmpty();
  }

  /** Closed segments whose trials are not yet in a parquet file, oldest first. */
  List<Sealed> sealed() throws IOException {
    closeFull();
    synchronized (this) {
      return List.copyOf(sealed);
    }
  }

  /**
   * Forgets the oldest closed segment, whose trials are in a parquet file and whose file is
   * deleted.
   */
  synchronized void committed(Sealed segment) {
    if (!sealed.remove().equals(segment)) {
      throw new IllegalStateException(segment + " is not the oldest one");
    }
  }

  @Override
  public void close() throws IOException {
    seal();
  }

  /** All segments of a folder, oldest first. */
  static List<Long> segments(Folder folder) throws IOException {
    return folder.list(SUBFOLDER).stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
        .sorted()
        .toList();
  }

  /** A segment that exists but cannot be read at present. */
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String segment, IOException cause) {
      super(
          "%s: cannot be read now (%s); if its writer was killed, the next run closes it"
              .formatted(segment, HadoopFileSystems.firstLine(cause)),
          cause);
    }
  }

  /**
   * The rows of a segment's trials, without lines that a crash or a full disk has left incomplete.
   */
  static List<TrialResult> read(Folder folder, long segment) throws IOException {
    var results = new ArrayList<TrialResult>();
    read(folder, segment, results::add);
    return results;
  }

  /** The same, one after the other. */
  static void read(Folder folder, long segment, Parts.RowConsumer<TrialResult> results)
      throws IOException {
    forEach(folder, segment, 0, ResultLine::result, results);
  }

  /**
   * The same from a place on, for a reader that follows the segment while it grows.
   *
   * @param from number of bytes that were read before
   * @return where the first line that is not complete yet begins
   */
  static long readFrom(
      Folder folder, long segment, long from, Parts.RowConsumer<TrialResult> results)
      throws IOException {
    return forEach(folder, segment, from, ResultLine::result, results);
  }

  /** The same with the kept networks, one trial after the other. */
  static void readWhole(Folder folder, long segment, Parts.RowConsumer<FinishedTrial> trials)
      throws IOException {
    forEach(folder, segment, 0, ResultLine::read, trials);
  }

  private static <T> long forEach(
      Folder folder,
      long segment,
      long from,
      Function<String, T> parse,
      Parts.RowConsumer<T> trials)
      throws IOException {
    long end = from;
    try (var in = open(folder, segment)) {
      if (from > 0) {
        in.skipNBytes(from);
      }
      var line = new ByteArrayOutputStream();
      for (int b = next(in, folder, segment); b >= 0; b = next(in, folder, segment)) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        // An incomplete line may end inside a character; decoding must not fail there.
        var parsed = parse(parse, line.toString(StandardCharsets.UTF_8));
        if (parsed.isPresent()) {
          trials.accept(parsed.get());
        }
        end += line.size() + 1;
        line.reset();
      }
    }
    return end;
  }

  private static InputStream open(Folder folder, long segment) throws IOException {
    try {
      return new BufferedInputStream(folder.open(name(segment)), 1 << 16);
    } catch (IOException e) {
      throw unreadable(folder, segment, e);
    }
  }

  private static int next(InputStream in, Folder folder, long segment) throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw unreadable(folder, segment, e);
    }
  }

  private static IOException unreadable(Folder folder, long segment, IOException e) {
    return Patience.isForGood(e) ? e : new UnreadableException(folder.describe(name(segment)), e);
  }

  private static <T> Optional<T> parse(Function<String, T> parse, String line) {
    try {
      return Optional.of(parse.apply(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static void delete(Folder folder, long segment) throws IOException {
    folder.delete(name(segment));
  }

  static String name(long segment) {
    return SUBFOLDER + "/" + Parts.number(segment) + SUFFIX;
  }
}
