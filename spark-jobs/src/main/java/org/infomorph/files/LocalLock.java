package org.infomorph.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.infomorph.form.SpecException;

/**
 * A kernel lock on a file. POSIX releases all locks of a process on a file as soon as the process
 * closes any descriptor of this file. So this class never opens a file again that this JVM has
 * locked, under any name.
 */
final class LocalLock implements FolderLock {
  /**
   * Keys of the files that this JVM has locked. A thread that opens a lock file holds this set's
   * monitor.
   */
  private static final Set<Object> HELD = new HashSet<>();

  private static final int ATTEMPTS = 20;

  private final Path file;
  private final String folder;
  private final FileChannel channel;
  private final Object key;
  private volatile String lost = "";

  private LocalLock(Path file, String folder, FileChannel channel, Object key) {
    this.file = file;
    this.folder = folder;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock.
   *
   * @param folder the name of the locked folder in messages
   * @throws SpecException if another process holds the lock
   */
  static LocalLock take(Path file, String folder) throws IOException {
    synchronized (HELD) {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try {
          var lock = attempt(file, folder);
          if (lock.isPresent()) {
            HELD.add(lock.get().key);
            return lock.get();
          }
        } catch (NoSuchFileException e) { // deleted between its creation and this lookup
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
      throw new IOException(file + ": somebody keeps replacing the lock file");
    }
  }

  /**
   * Empty if the file was replaced in the meantime, so that the locked file is not the present
   * file.
   */
  private static Optional<LocalLock> attempt(Path file, String folder) throws IOException {
    try {
      Files.createFile(file); // closed at once, before anyone can have locked it
    } catch (FileAlreadyExistsException e) {
      // the usual case
    }
    var key = key(file);
    if (HELD.contains(key)) {
      throw refusal(folder, holder());
    }
    var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another copy of this class in this JVM holds the lock. Closing the channel would release
      // it.
      throw refusal(folder, holder());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw refusal(folder, Files.readString(file).strip());
    }
    if (!key.equals(key(file))) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((holder() + "\n").getBytes(StandardCharsets.UTF_8)));
    return Optional.of(new LocalLock(file, folder, channel, key));
  }

  /** The process that has locked a file, if any. */
  static Optional<String> holder(Path file) throws IOException {
    synchronized (HELD) {
      try {
        if (HELD.contains(key(file))) {
          return Optional.of(holder());
        }
        try (var channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          var lock = channel.tryLock();
          return lock == null ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        }
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /** A key that identifies a file, whatever its name. */
  static Object key(Path file) throws IOException {
    var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file.toRealPath() : key; // Windows has no file key
  }

  private static SpecException refusal(String folder, String holder) {
    return new SpecException(
        folder + ": another run is writing here (" + holder + "); wait for it, or stop it");
  }

  private static String holder() {
    return "process " + ProcessHandle.current().pid();
  }

  /** The path must still lead to the locked file; otherwise another run could lock a new file. */
  @Override
  public void check() throws IOException {
    checkAtOnce();
    try {
      if (!key.equals(key(file))) {
        lost = "the folder, or its lock file, was replaced";
      }
    } catch (NoSuchFileException e) {
      lost = "the folder, or its lock file, was deleted";
    }
    checkAtOnce();
  }

  @Override
  public void checkAtOnce() throws IOException {
    if (!lost.isEmpty()) {
      throw new FolderLostException(folder + ": " + lost + " during the run; the run stops");
    }
  }

  /** Releases the lock; after a kill, the kernel releases it. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (channel.isOpen()) {
        lost = "the lock was given back";
        HELD.remove(key);
        channel.close();
      }
    }
  }
}
