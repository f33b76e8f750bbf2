package org.infomorph.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.infomorph.form.SpecException;

/**
 * A folder of a local or mounted file system with POSIX renames. This class avoids Hadoop's file
 * system classes: their local rename falls back to copying, and a rename leaves their checksum
 * files behind.
 */
public final class LocalFolder implements Folder {
  private final Path root;
  private final String given;

  public LocalFolder(Path root) {
    this(root, root.toString());
  }

  /**
   * @param given the user's name of the folder
   */
  public LocalFolder(Path root, String given) {
    this.root = root;
    this.given = given;
  }

  @Override
  public Folder folder(String name) {
    return new LocalFolder(root.resolve(name), describe(name));
  }

  @Override
  public List<String> list(String subfolder) throws IOException {
    try (var files = Files.list(root.resolve(subfolder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(root.resolve(name));
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(root.resolve(name));
  }

  @Override
  public String read(String name) throws IOException {
    // An incomplete last line may end inside a character; decoding must not fail there.
    return new String(Files.readAllBytes(root.resolve(name)), StandardCharsets.UTF_8);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(root.resolve(name));
  }

  @Override
  public boolean failuresMayPass() {
    return false;
  }

  @Override
  public boolean keepsWhatIsAppended() {
    return true;
  }

  @Override
  public Appender create(String name) throws IOException {
    var file = withParent(name);
    var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    try {
      return new ChannelAppender(channel, file, LocalLock.key(file), describe(name));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void closeLeftOpen(String name, Consumer<String> notes) {
    // the kernel has already closed it
  }

  @Override
  public InputFile input(String name) {
    return new LocalInputFile(root.resolve(name));
  }

  @Override
  public OutputFile output(String name) throws IOException {
    return new LocalOutputFile(withParent(name));
  }

  @Override
  public void publish(String staged, String name) throws IOException {
    var source = root.resolve(staged);
    var target = withParent(name);
    force(source, StandardOpenOption.WRITE);
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(target.getParent(), StandardOpenOption.READ);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(root.resolve(name));
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    var folder = root.resolve(name);
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public FolderLock lock(String name, LockRequest request) throws IOException {
    if (!request.broken().isEmpty()) {
      throw new SpecException(
          given
              + ": "
              + request.broken()
              + " is alive: a local lock ends with its process. Stop that process instead");
    }
    return LocalLock.take(withParent(name), given);
  }

  @Override
  public Optional<String> lockHolder(String name) throws IOException {
    return LocalLock.holder(root.resolve(name));
  }

  @Override
  public void checkWritable() {
    var existing = root.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new SpecException(existing + " is a file; results need a folder");
    }
    if (!Files.isWritable(existing)) {
      throw new SpecException("the folder " + existing + " cannot be written to");
    }
  }

  @Override
  public String describe(String name) {
    return name.isEmpty() ? given : given + (given.endsWith("/") ? "" : "/") + name;
  }

  @Override
  public String sparkPath() {
    return new org.apache.hadoop.fs.Path(root.toUri()).toString();
  }

  @Override
  public Optional<Path> local() {
    return Optional.of(root);
  }

  private Path withParent(String name) throws IOException {
    var path = root.resolve(name);
    Files.createDirectories(path.getParent());
    return path;
  }

  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (var channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private record ChannelAppender(FileChannel channel, Path file, Object key, String name)
      implements Appender {
    @Override
    public void append(String line) throws IOException {
      var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      long end = channel.size();
      try {
        while (bytes.hasRemaining()) { // usually one write; more if the disk is nearly full
          channel.write(bytes);
        }
      } catch (IOException e) {
        try {
          channel.truncate(end); // the next line must not continue half a line
        } catch (IOException again) {
          e.addSuppressed(again);
        }
        throw e;
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
      checkThatItIsThere();
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        try (channel) {
          checkThatItIsThere(); // while the file is open, no other file has its key
        }
      }
    }

    /** A deleted file still accepts every line, but keeps none. */
    private void checkThatItIsThere() throws IOException {
      try {
        if (key.equals(LocalLock.key(file))) {
          return;
        }
      } catch (NoSuchFileException e) {
        // reported below
      }
      throw new FolderLostException(
          name + ": somebody deleted this file while it was written; the run stops");
    }
  }
}
