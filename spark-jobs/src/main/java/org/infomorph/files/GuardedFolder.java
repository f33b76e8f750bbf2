package org.infomorph.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A folder, with its subfolders, that allows changes only with a permit. It remembers the files of
 * its writer, and so notices if somebody else deletes them.
 */
public final class GuardedFolder implements Folder {
  private final Folder inner;
  private final WritePermit permit;
  private final Set<String> published = new HashSet<>();

  public GuardedFolder(Folder inner, WritePermit permit) {
    this.inner = inner;
    this.permit = permit;
  }

  /** From now on, expects these files of an earlier writer to exist. */
  public synchronized void expect(List<String> names) {
    published.addAll(names);
  }

  /**
   * Checks the permit, and checks that all published files that this writer has not deleted still
   * exist.
   *
   * @throws FolderLostException if a check fails
   */
  public void verify() throws IOException {
    permit.check();
    Set<String> expected;
    synchronized (this) {
      if (published.isEmpty()) {
        return;
      }
      expected = new HashSet<>(published);
    }
    expected.removeAll(Set.copyOf(inner.list("")));
    for (var name : expected) {
      if (!inner.exists(name) && isExpected(name)) { // the listing may be older than the file
        throw new FolderLostException(
            inner.describe(name) + ": somebody deleted this file during the run; the run stops");
      }
    }
  }

  private synchronized boolean isExpected(String name) {
    return published.contains(name);
  }

  @Override
  public Folder folder(String name) {
    return new GuardedFolder(inner.folder(name), permit);
  }

  @Override
  public Folder guardedBy(WritePermit another) {
    return new GuardedFolder(inner, permit.and(another));
  }

  @Override
  public List<String> list(String subfolder) throws IOException {
    return inner.list(subfolder);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return inner.exists(name);
  }

  @Override
  public long size(String name) throws IOException {
    return inner.size(name);
  }

  @Override
  public String read(String name) throws IOException {
    return inner.read(name);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return inner.open(name);
  }

  @Override
  public Appender create(String name) throws IOException {
    permit.check();
    return new GuardedAppender(inner.create(name), permit, inner.keepsWhatIsAppended());
  }

  @Override
  public boolean keepsWhatIsAppended() {
    return inner.keepsWhatIsAppended();
  }

  @Override
  public boolean failuresMayPass() {
    return inner.failuresMayPass();
  }

  @Override
  public void closeLeftOpen(String name, Consumer<String> notes) throws IOException {
    permit.check();
    inner.closeLeftOpen(name, notes);
  }

  @Override
  public InputFile input(String name) throws IOException {
    return inner.input(name);
  }

  @Override
  public OutputFile output(String name) throws IOException {
    permit.check();
    return inner.output(name);
  }

  @Override
  public void publish(String staged, String name) throws IOException {
    permit.check();
    forget(staged);
    inner.publish(staged, name);
    if (!name.contains("/")) {
      expect(List.of(name));
    }
  }

  @Override
  public void publish(byte[] content, String name) throws IOException {
    permit.check();
    inner.publish(content, name);
    if (!name.contains("/")) {
      expect(List.of(name));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    permit.check();
    forget(name);
    inner.delete(name);
  }

  private synchronized void forget(String name) {
    published.remove(name);
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    permit.check();
    inner.deleteFolder(name);
  }

  @Override
  public FolderLock lock(String name, LockRequest request) throws IOException {
    return inner.lock(name, request);
  }

  @Override
  public Optional<String> lockHolder(String name) throws IOException {
    return inner.lockHolder(name);
  }

  @Override
  public void checkWritable() {
    inner.checkWritable();
  }

  @Override
  public String describe(String name) {
    return inner.describe(name);
  }

  @Override
  public String sparkPath() {
    return inner.sparkPath();
  }

  @Override
  public Optional<Path> local() {
    return inner.local();
  }

  private record GuardedAppender(Appender inner, WritePermit permit, boolean keeps)
      implements Appender {
    @Override
    public void append(String line) throws IOException {
      permit.checkAtOnce();
      inner.append(line);
    }

    @Override
    public void force() throws IOException {
      inner.force();
    }

    @Override
    public void close() throws IOException {
      if (!keeps) { // because the file appears when it is closed
        permit.check();
      }
      inner.close();
    }
  }
}
