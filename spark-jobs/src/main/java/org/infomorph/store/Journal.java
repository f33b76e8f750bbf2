package org.infomorph.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.infomorph.trial.FinishedTrial;
import org.infomorph.trial.ResultLine;
import org.infomorph.trial.TrialResult;

/**
 * Finished trials on their way to a parquet file: numbered segments of JSON lines, one of them
 * open. A line that was appended is there after any kill; a torn last line is a trial that had not
 * finished. Where the folder keeps nothing before a file is closed, a line is there soon after.
 */
final class Journal implements Closeable {
  static final String SUBFOLDER = "_journal";
  private static final String SUFFIX = ".jsonl";

  /** With so many characters a segment is full, however long it takes to close it. */
  static final long FULL_CHARACTERS = 64L << 20;

  /** When a segment is closed that is kept only then: with {@link #force} each second, 5 s. */
  private static final long SAFE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Folder folder;

  /** Held while a segment is closed, which may take a request over a network. */
  private final Object sealing = new Object();

  private final long fullCharacters;

  /** Segments that are full and not closed yet. */
  private final Deque<Folder.Appender> full = new ArrayDeque<>();

  private volatile boolean hasSealed;
  private long next;
  private Folder.Appender open;
  private long openSince;
  private int rows;
  private long characters;

  /**
   * @param next number of the next segment, larger than any that was ever used
   */
  Journal(Folder folder, long next) {
    this(folder, next, FULL_CHARACTERS);
  }

  Journal(Folder folder, long next, long fullCharacters) {
    this.folder = folder;
    this.next = next;
    this.fullCharacters = fullCharacters;
  }

  /** Appends a line; it has reached the file system when this returns, if the folder keeps it. */
  synchronized void append(String line) throws IOException {
    if (open == null) {
      open = folder.create(name(next++));
      openSince = System.nanoTime();
      rows = 0;
      characters = 0;
    }
    open.append(line);
    rows++;
    characters += line.length();
    if (characters >= fullCharacters) { // closing it may take a request: for another thread
      full.add(open);
      open = null;
      hasSealed = true;
    }
  }

  /** Whether a line waits that is older than this, or more lines than memory should hold. */
  synchronized boolean isDue(long nanoseconds, int mostRows, long mostCharacters) {
    return open != null
        && (System.nanoTime() - openSince >= nanoseconds
            || rows >= mostRows
            || characters >= mostCharacters);
  }

  /** Makes what was appended survive a loss of power, or a kill where it does not yet. */
  void force() throws IOException {
    if (!folder.keepsWhatIsAppended()) {
      if (isDue(SAFE_AFTER_NANOS, Integer.MAX_VALUE, Long.MAX_VALUE)) {
        seal();
      }
      return;
    }
    synchronized (this) {
      if (open != null) {
        open.force();
      }
    }
  }

  /** Ends the open segment: the next line begins another one, and need not wait for this. */
  void seal() throws IOException {
    synchronized (sealing) {
      synchronized (this) {
        if (open != null) {
          full.add(open);
          open = null;
        }
      }
      closeFull();
    }
  }

  private void closeFull() throws IOException {
    synchronized (sealing) {
      for (var ended = nextFull(); ended != null; ended = nextFull()) {
        ended.close();
        hasSealed = true;
      }
    }
  }

  private synchronized Folder.Appender nextFull() {
    return full.poll();
  }

  /** Whether a segment was sealed that nobody has asked for. */
  boolean hasSealed() {
    return hasSealed;
  }

  /** Sealed segments, oldest first. */
  List<Long> sealed() throws IOException {
    closeFull();
    hasSealed = false;
    long end;
    synchronized (this) { // but not while listing, for which nobody should have to wait
      end = open == null ? next : next - 1;
    }
    return segments(folder).stream().filter(segment -> segment < end).toList();
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

  /** The rows of a segment's trials; lines that a crash or a full disk has torn are left out. */
  static List<TrialResult> read(Folder folder, long segment) throws IOException {
    var results = new ArrayList<TrialResult>();
    forEach(folder, segment, ResultLine::result, results::add);
    return results;
  }

  /** The same with the networks that they keep, one trial after the other. */
  static void readWhole(Folder folder, long segment, Parts.RowConsumer<FinishedTrial> trials)
      throws IOException {
    forEach(folder, segment, ResultLine::read, trials);
  }

  private static <T> void forEach(
      Folder folder, long segment, Function<String, T> parse, Parts.RowConsumer<T> trials)
      throws IOException {
    try (var in = new BufferedInputStream(folder.open(name(segment)), 1 << 16)) {
      var line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        // A torn line may end inside a character; decoding must not fail for it.
        var parsed = parse(parse, line.toString(StandardCharsets.UTF_8));
        if (parsed.isPresent()) {
          trials.accept(parsed.get());
        }
        line.reset();
      }
    }
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

  private static String name(long segment) {
    return SUBFOLDER + "/" + Parts.number(segment) + SUFFIX;
  }
}
