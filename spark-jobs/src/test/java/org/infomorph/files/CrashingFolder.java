package org.infomorph.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/** A folder whose process is killed right before one of its changes: nothing happens after that. */
public final class CrashingFolder implements Folder {
  /** The kill. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Folder inner;

  /** Changes that are left to all folders of the process. */
  private final AtomicInteger changesLeft;

  public CrashingFolder(Folder inner, int changesBeforeKill) {
    this(inner, new AtomicInteger(changesBeforeKill));
  }

  private CrashingFolder(Folder inner, AtomicInteger changesLeft) {
    this.inner = inner;
    this.changesLeft = changesLeft;
  }

  /** Another folder of the same process, killed with it. */
  public CrashingFolder beside(Folder other) {
    return new CrashingFolder(other, changesLeft);
  }

  public boolean killed() {
    return changesLeft.get() < 0;
  }

  private void change() {
    alive();
    if (changesLeft.getAndDecrement() == 0) {
      throw new Killed();
    }
  }

  private void alive() {
    if (killed()) {
      throw new Killed();
    }
  }

  @Override
  public Folder folder(String name) {
    return inner.folder(name);
  }

  @Override
  public List<String> list(String subfolder) throws IOException {
    alive();
    return inner.list(subfolder);
  }

  @Override
  public boolean exists(String name) throws IOException {
    alive();
    return inner.exists(name);
  }

  @Override
  public long size(String name) throws IOException {
    alive();
    return inner.size(name);
  }

  @Override
  public String read(String name) throws IOException {
    alive();
    return inner.read(name);
  }

  @Override
  public InputStream open(String name) throws IOException {
    alive();
    return inner.open(name);
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
  public Appender create(String name) throws IOException {
    change();
    var appender = inner.create(name);
    return new Appender() {
      @Override
      public void append(String line) throws IOException {
        change();
        appender.append(line);
      }

      @Override
      public void force() throws IOException {
        alive();
        appender.force();
      }

      @Override
      public void close() throws IOException {
        if (!inner.keepsWhatIsAppended()) {
          change(); // for that is when the file comes into being
        }
        appender.close();
      }
    };
  }

  @Override
  public InputFile input(String name) throws IOException {
    alive();
    return inner.input(name);
  }

  @Override
  public OutputFile output(String name) throws IOException {
    change();
    return inner.output(name);
  }

  @Override
  public void publish(String staged, String name) throws IOException {
    change();
    inner.publish(staged, name);
  }

  @Override
  public void publish(byte[] content, String name) throws IOException {
    if (inner.keepsWhatIsAppended()) {
      Folder.super.publish(content, name); // a draft and its new name: two changes
      return;
    }
    change();
    inner.publish(content, name);
  }

  @Override
  public void delete(String name) throws IOException {
    change();
    inner.delete(name);
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    change();
    inner.deleteFolder(name);
  }

  @Override
  public void checkWritable() {
    inner.checkWritable();
  }

  @Override
  public String sparkPath() {
    return inner.sparkPath();
  }

  @Override
  public Optional<Path> local() {
    return inner.local();
  }

  /** A killed process's lock is given back, or grows stale. */
  @Override
  public FolderLock lock(String name, LockRequest request) {
    return new FolderLock() {
      @Override
      public void check() {}

      @Override
      public void checkAtOnce() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<String> lockHolder(String name) {
    return Optional.empty();
  }

  @Override
  public void closeLeftOpen(String name, Consumer<String> notes) throws IOException {
    alive();
    inner.closeLeftOpen(name, notes);
  }

  @Override
  public String describe(String name) {
    return inner.describe(name);
  }
}
