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
 * A lock of the kernel on a file. POSIX gives back all locks that a process has on a file as soon
 * as the process closes any descriptor of it: so a file that this JVM has locked is never opened
 * again, under whatever name.
 */
final class LocalLock implements FolderLock {
  /** Keys of the files that this JVM has locked; who opens a lock file holds its monitor. */
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
   * @param folder how messages name what is locked
   * @throws SpecException if somebody else has it
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
        } catch (NoSuchFileException e) { // deleted between being made and being looked at
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
      throw new IOException(file + ": somebody replaces the lock file again and again");
    }
  }

  /** Empty if the file was replaced meanwhile, so that what was locked is not what is there. */
  private static Optional<LocalLock> attempt(Path file, String folder) throws IOException {
    try {
      Files.createFile(file); // closed at once, while nobody can have locked it
    } catch (FileAlreadyExistsException e) {
      // as it should
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
      // Another copy of this class has it in this JVM. Closing the channel would take it away.
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

  /** The process that has locked a file, if there is one. */
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

  /** What tells a file from all others, however it is named. */
  static Object key(Path file) throws IOException {
    var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file.toRealPath() : key; // Windows has none
  }

  private static SpecException refusal(String folder, String holder) {
    return new SpecException(
        folder + ": another run is writing here (" + holder + "); wait for it, or stop it");
  }

  private static String holder() {
    return "process " + ProcessHandle.current().pid();
  }

  /** The path must still lead to the file that was locked, or another run may lock another one. */
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
      throw new FolderLostException(folder + ": " + lost + " beside the run; it stops");
    }
  }

  /** Gives the lock back; the kernel does so after a kill. */
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
