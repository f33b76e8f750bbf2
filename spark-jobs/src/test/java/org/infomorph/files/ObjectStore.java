package org.infomorph.files;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store in memory, as Hadoop's connectors show one: objects appear when their stream is
 * closed, nothing can be appended, a rename copies and deletes, and folders are what names have in
 * common. {@code memory://bucket/name}; Hadoop finds it by the service file of the tests.
 */
public final class ObjectStore extends FileSystem {
  private static final Map<String, Bucket> BUCKETS = new ConcurrentHashMap<>();

  private record Content(byte[] bytes, long modified) {}

  /** Called before a change, with its verb and its path; may wait, may throw. */
  public interface Before {
    /** The change is about to happen. */
    void change(String verb, String path) throws IOException;
  }

  /** Objects by their paths. */
  public static final class Bucket {
    private final NavigableMap<String, Content> objects = new TreeMap<>();
    private volatile Before before = (verb, path) -> {};
    private volatile boolean closed;

    /** Who is asked before each change. */
    public void before(Before check) {
      before = check;
    }

    /** Refuses every change, as to a user who may only read. */
    public void denyChanges() {
      before =
          (verb, path) -> {
            throw new AccessDeniedException(path);
          };
    }

    /** Refuses every question about a name, as to a user with wrong keys. */
    public void denyAll() {
      closed = true;
    }

    /** Makes an object look as if it had been written long ago. */
    synchronized void age(String path, long milliseconds) {
      objects.computeIfPresent(
          path, (p, old) -> new Content(old.bytes(), old.modified() - milliseconds));
    }

    /** When an object was last written. */
    synchronized long modified(String path) {
      return objects.get(path).modified();
    }

    /** The paths of all objects. */
    public synchronized List<String> paths() {
      return List.copyOf(objects.keySet());
    }

    private synchronized Content get(String path) throws FileNotFoundException {
      var content = objects.get(path);
      if (content == null) {
        throw new FileNotFoundException(path + ": no such object");
      }
      return content;
    }

    private void put(String path, byte[] bytes) throws IOException {
      before.change("PUT", path);
      synchronized (this) {
        objects.put(path, new Content(bytes, System.currentTimeMillis()));
      }
    }

    private void remove(String path) throws IOException {
      before.change("DELETE", path);
      synchronized (this) {
        objects.remove(path);
      }
    }

    private synchronized NavigableMap<String, Content> below(String path) {
      var prefix = path.endsWith("/") ? path : path + "/";
      return new TreeMap<>(objects.subMap(prefix, prefix + Character.MAX_VALUE));
    }
  }

  private URI uri;
  private Bucket bucket;

  /** A bucket, empty when it is asked for first. */
  public static Bucket bucket(String name) {
    return BUCKETS.computeIfAbsent(name, n -> new Bucket());
  }

  @Override
  public String getScheme() {
    return "memory";
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    bucket = bucket(name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new ObjectInput(bucket.get(key(path)).bytes()));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (exists(path) && (!overwrite || !getFileStatus(path).isFile())) {
      throw new FileAlreadyExistsException(path.toString());
    }
    for (var up = path.getParent(); up != null; up = up.getParent()) {
      if (exists(up) && getFileStatus(up).isFile()) {
        throw new FileAlreadyExistsException(up + " is an object");
      }
    }
    var content =
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            bucket.put(key(path), toByteArray());
          }
        };
    return new FSDataOutputStream(content, null);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("an object cannot be appended to");
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    if (exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    var moved = new TreeMap<>(bucket.below(key(source)));
    if (moved.isEmpty()) {
      moved.put(key(source), bucket.get(key(source)));
    }
    for (var object : moved.entrySet()) {
      var suffix = object.getKey().substring(key(source).length());
      bucket.put(key(target) + suffix, object.getValue().bytes());
    }
    for (var path : moved.keySet()) {
      bucket.remove(path);
    }
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!exists(path)) {
      return false;
    }
    if (recursive) {
      for (var below : bucket.below(key(path)).keySet()) {
        bucket.remove(below);
      }
    }
    bucket.remove(key(path));
    return true;
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    if (getFileStatus(folder).isFile()) {
      return new FileStatus[] {getFileStatus(folder)};
    }
    var prefix = folder.isRoot() ? "/" : key(folder) + "/";
    var children = new LinkedHashMap<Path, FileStatus>();
    for (var path : bucket.below(key(folder)).keySet()) {
      var child = new Path(uri + prefix + path.substring(prefix.length()).split("/")[0]);
      if (!children.containsKey(child)) {
        children.put(child, getFileStatus(child));
      }
    }
    return children.values().toArray(FileStatus[]::new);
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    for (var up = folder; up != null; up = up.getParent()) {
      if (exists(up) && getFileStatus(up).isFile()) {
        throw new FileAlreadyExistsException(up + " is an object");
      }
    }
    return true;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    var qualified = makeQualified(path);
    if (bucket.closed) {
      throw new AccessDeniedException(path.toString(), null, "Forbidden");
    }
    if (path.isRoot() || !bucket.below(key(path)).isEmpty()) {
      return new FileStatus(0, true, 1, 0, 0, qualified);
    }
    var content = bucket.get(key(path));
    return new FileStatus(content.bytes().length, false, 1, 1 << 20, content.modified(), qualified);
  }

  private static String key(Path path) {
    return path.toUri().getPath();
  }

  private static final class ObjectInput extends FSInputStream {
    private final byte[] bytes;
    private int at;

    ObjectInput(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void seek(long position) {
      at = (int) position;
    }

    @Override
    public long getPos() {
      return at;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at >= bytes.length) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
