package org.infomorph.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.infomorph.form.SpecException;

/**
 * A folder of results on any file system, with all operations that the store needs. Names are
 * relative to the folder, with {@code /} between parts. A subfolder is created with its first file.
 * The guarantees of the store rest on two properties: {@link #publish} shows a file completely or
 * not at all, and {@link Appender#append} reaches the file system before it returns. {@link
 * #keepsWhatIsAppended} is false where the second property does not hold.
 */
public interface Folder {
  /** The subfolder in which files are written before they are published. */
  String STAGING = "_staging";

  /** The longest wait for a file that was left open. */
  int MOST_WAIT_SECONDS = 300;

  /** A file that grows by whole lines. */
  interface Appender extends Closeable {
    /**
     * Adds a line in one write. After a kill, the file holds the complete line, the beginning of
     * the line, or nothing of it. If the folder does not keep appended lines, the line appears only
     * when the file is closed.
     */
    void append(String line) throws IOException;

    /**
     * Makes the lines that the folder keeps survive a loss of power as well.
     *
     * @throws FolderLostException if the file no longer exists
     */
    void force() throws IOException;

    /**
     * Closes the file. After a failure this method may be called again.
     *
     * @throws FolderLostException if the file no longer exists
     */
    @Override
    void close() throws IOException;
  }

  /**
   * The folder for a user's text.
   *
   * @param text a path, or the URI of a folder on a file system that Hadoop knows; neither contains
   *     encoded characters
   * @throws SpecException if the file system does not exist or cannot be reached
   */
  static Folder at(String text) {
    if (text.indexOf('\uFFFD') >= 0) { // Java's mark of undecodable bytes: another folder
      throw new SpecException(text + ": not a name in this locale's characters (UTF-8)");
    }
    if (HadoopFileSystems.isUri(text)) {
      return HadoopFileSystems.folder(text);
    }
    try {
      return new LocalFolder(Path.of(text));
    } catch (InvalidPathException e) {
      throw new SpecException(text + ": not a path: " + e.getReason());
    }
  }

  /** A direct subfolder, whether it exists or not. */
  Folder folder(String name);

  /** The sorted names of the files directly in a subfolder, or in this folder for "". */
  List<String> list(String subfolder) throws IOException;

  /** Whether a file or folder exists; "" is this folder. */
  boolean exists(String name) throws IOException;

  /** Size of a file in bytes. */
  long size(String name) throws IOException;

  /** The whole content of a text file. */
  String read(String name) throws IOException;

  /** A stream of the bytes of a file. */
  InputStream open(String name) throws IOException;

  /** Starts a new file. */
  Appender create(String name) throws IOException;

  /**
   * Whether a line survives any kill once {@link Appender#append} has returned. If not, as in an
   * object store, a file appears only when it is closed, and nothing of it survives a kill before
   * that.
   */
  boolean keepsWhatIsAppended();

  /**
   * Whether a failure may pass within a minute, for example when a server restarts. A failure of a
   * local disk is permanent, and every trial trained while the writer waits would be lost.
   */
  boolean failuresMayPass();

  /**
   * Makes sure that a file which a killed writer has left open can be read to its end. This may
   * take minutes. Only the holder of the lock may call this method.
   *
   * @param notes receives one line for each thing the method waits for
   * @throws IOException if the file system does not close the file within {@value
   *     #MOST_WAIT_SECONDS} s
   */
  void closeLeftOpen(String name, Consumer<String> notes) throws IOException;

  /** A file for reading as parquet. */
  InputFile input(String name) throws IOException;

  /** A new file for writing as parquet. */
  OutputFile output(String name) throws IOException;

  /**
   * Moves a finished file to the place where readers look, and replaces an existing file there.
   * Readers see a file completely or not at all. If the file system cannot replace a file in one
   * step, readers briefly see neither file.
   */
  void publish(String staged, String name) throws IOException;

  /**
   * Puts a file in the place where readers look, and replaces an existing file there. Readers see a
   * file completely or not at all.
   *
   * @param content all bytes of the file
   */
  default void publish(byte[] content, String name) throws IOException {
    var staged = STAGING + "/" + name;
    try (var out = output(staged).createOrOverwrite(0)) {
      out.write(content);
    }
    publish(staged, name);
  }

  /** Deletes a file if it exists. */
  void delete(String name) throws IOException;

  /** Deletes a subfolder with its content if it exists. */
  void deleteFolder(String name) throws IOException;

  /**
   * Keeps every other writer out until the lock is closed or the process is killed.
   *
   * @throws SpecException if another writer holds the lock
   */
  default FolderLock lock(String name) throws IOException {
    return lock(name, LockRequest.USUAL);
  }

  /**
   * The same, with a request for the case that another writer holds the lock.
   *
   * @throws SpecException if another writer holds and keeps the lock
   */
  FolderLock lock(String name, LockRequest request) throws IOException;

  /** The name of the lock's holder in messages; empty if the lock is free. */
  Optional<String> lockHolder(String name) throws IOException;

  /** This folder, for a writer that may change it only while a permit is valid. */
  default Folder guardedBy(WritePermit permit) {
    return new GuardedFolder(this, permit);
  }

  /**
   * Checks, without writing, whether files can be written here, as far as the file system can tell.
   *
   * @throws SpecException if files cannot be written here
   */
  void checkWritable();

  /**
   * Checks whether files can be listed here, as far as the file system can tell.
   *
   * @throws SpecException if not, because the keys are wrong or the server does not respond
   */
  default void checkReadable() {}

  /**
   * The name of a file in messages, or of the folder itself for "". It begins with the user's text.
   */
  String describe(String name);

  /**
   * The folder's name for Spark's readers and writers: a scheme and a path without encoded
   * characters. By default, a reader takes some characters for parts of a pattern; an option makes
   * it read the path literally.
   */
  String sparkPath();

  /** The folder's path on this machine, if it is on this machine. */
  Optional<Path> local();
}
