package org.infomorph.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.infomorph.form.SpecException;

/**
 * A folder of a file system that Hadoop knows. There are two kinds. File systems with growing files
 * and atomic rename are listed by name. All others are treated as object stores: Hadoop reports
 * that some object stores can append, but each line would take a request.
 */
final class HadoopFolder implements Folder {
  /**
   * File systems in which a flush takes about a millisecond, and a rename replaces its target in
   * one step.
   */
  private static final Set<String> WITH_GROWING_FILES =
      Set.of("hdfs", "viewfs", "ofs", "o3fs", "file");

  /** Larger files are copied within the object store. */
  private static final long MOST_COPIED_BYTES = 64L << 20;

  private final FileSystem files;
  private final Path root;
  private final String given;
  private final HeartbeatLock.Times times;
  private final boolean growing;

  /**
   * @param root the qualified path
   * @param given the user's name of the folder
   */
  HadoopFolder(FileSystem files, Path root, String given) {
    this(files, root, given, HeartbeatLock.USUAL_TIMES);
  }

  HadoopFolder(FileSystem files, Path root, String given, HeartbeatLock.Times times) {
    this.files = files;
    this.root = root;
    this.given = given;
    this.times = times;
    growing = WITH_GROWING_FILES.contains(files.getUri().getScheme());
  }

  @Override
  public Folder folder(String name) {
    return new HadoopFolder(files, path(name), describe(name), times);
  }

  @Override
  public List<String> list(String subfolder) throws IOException {
    var names = new ArrayList<String>();
    try {
      for (var entries = files.listStatusIterator(path(subfolder)); entries.hasNext(); ) {
        var entry = entries.next();
        if (entry.isFile()) {
          names.add(entry.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return names.stream().sorted().toList();
  }

  @Override
  public boolean exists(String name) throws IOException {
    return files.exists(path(name));
  }

  @Override
  public long size(String name) throws IOException {
    return files.getFileStatus(path(name)).getLen();
  }

  @Override
  public String read(String name) throws IOException {
    try (var in = files.open(path(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(path(name));
  }

  @Override
  public boolean failuresMayPass() {
    return true;
  }

  @Override
  public boolean keepsWhatIsAppended() {
    return growing;
  }

  @Override
  public Appender create(String name) throws IOException {
    if (!growing) {
      return new HadoopAppender.Whole(files, path(name));
    }
    var out = HadoopOutput.create(files, path(name), false);
    if (!out.hasCapability(StreamCapabilities.HSYNC)) {
      out.close();
      throw new IOException(describe(name) + ": the file system cannot flush an open file");
    }
    return new HadoopAppender.Growing(files, path(name), describe(name), out);
  }

  @Override
  public InputFile input(String name) throws IOException {
    return new HadoopParquet.Input(files, files.getFileStatus(path(name)));
  }

  @Override
  public OutputFile output(String name) throws IOException {
    return new HadoopParquet.Output(files, path(name));
  }

  @Override
  public void publish(String staged, String name) throws IOException {
    var source = path(staged);
    var target = path(name);
    if (growing) {
      files.mkdirs(target.getParent());
      FileContext.getFileContext(files.getUri(), files.getConf())
          .rename(source, target, Options.Rename.OVERWRITE);
      return;
    }
    var status = files.getFileStatus(source);
    if (status.getLen() > MOST_COPIED_BYTES) {
      files.delete(target, false);
      if (!files.rename(source, target)) {
        throw new IOException(describe(staged) + " could not be moved to " + describe(name));
      }
      return;
    }
    // An object store has no rename. Hadoop would copy the object after requests for both names,
    // their parents and their children. Writing the object again takes one request and replaces the
    // old object as a whole.
    try (var in = FutureIO.awaitFuture(files.openFile(source).withFileStatus(status).build());
        var out = HadoopOutput.create(files, target, true)) {
      in.transferTo(out);
    }
    files.delete(source, false);
  }

  /**
   * An object appears complete when it is closed, so it needs no staging file; each request costs
   * money.
   */
  @Override
  public void publish(byte[] content, String name) throws IOException {
    if (growing) {
      Folder.super.publish(content, name);
      return;
    }
    try (var out = HadoopOutput.create(files, path(name), true)) {
      out.write(content);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(path(name), false);
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    files.delete(path(name), true);
  }

  @Override
  public void closeLeftOpen(String name, Consumer<String> notes) throws IOException {
    if (growing) {
      LeftOpenFile.of(files, path(name))
          .close(
              describe(name), notes, Duration.ofSeconds(MOST_WAIT_SECONDS), Duration.ofSeconds(1));
    }
  }

  @Override
  public FolderLock lock(String name, LockRequest request) throws IOException {
    try {
      files.mkdirs(path(name).getParent());
      return HeartbeatLock.take(files, path(name), given, times, growing, request);
    } catch (AccessControlException | AccessDeniedException e) {
      throw notWritable(e);
    }
  }

  @Override
  public Optional<String> lockHolder(String name) throws IOException {
    return HeartbeatLock.holder(files, path(name));
  }

  @Override
  public void checkWritable() {
    try {
      var existing = root;
      while (!files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      if (!files.exists(existing)) {
        return; // an empty or missing bucket; the first write will show which
      }
      if (files.getFileStatus(existing).isFile()) {
        throw new SpecException(existing + " is a file; results need a folder");
      }
      files.access(existing, FsAction.WRITE);
    } catch (AccessControlException | AccessDeniedException e) {
      throw notWritable(e);
    } catch (IOException e) {
      throw new SpecException(given + " cannot be reached: " + HadoopFileSystems.firstLine(e));
    }
  }

  @Override
  public void checkReadable() {
    try {
      files.exists(root);
    } catch (AccessControlException | AccessDeniedException e) {
      throw new SpecException(
          "the folder " + given + " cannot be read: " + HadoopFileSystems.firstLine(e));
    } catch (IOException e) {
      throw new SpecException(given + " cannot be reached: " + HadoopFileSystems.firstLine(e));
    }
  }

  private SpecException notWritable(IOException e) {
    return new SpecException(
        "the folder " + given + " cannot be written to: " + HadoopFileSystems.firstLine(e));
  }

  @Override
  public String describe(String name) {
    return name.isEmpty() ? given : given + (given.endsWith("/") ? "" : "/") + name;
  }

  @Override
  public String sparkPath() {
    return root.toString();
  }

  @Override
  public Optional<java.nio.file.Path> local() {
    return Optional.empty();
  }

  private Path path(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }
}
