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
 * A folder of results, on whatever file system: all that the store asks of it. Names are relative
 * to the folder, with {@code /} between parts; subfolders come into being when something is put in.
 * The promises of the store rest on {@link #publish} showing a file whole or not at all, and on
 * {@link Appender#append} reaching the file system before it returns; where the latter cannot be,
 * {@link #keepsWhatIsAppended} says so.
 */
public interface Folder {
  /** Where files are made before they are published. */
  String STAGING = "_staging";

  /** How long a file that was left open is waited for. */
  int MOST_WAIT_SECONDS = 300;

  /** A file that grows by whole lines. */
  interface Appender extends Closeable {
    /**
     * Adds a line, in one write: after a kill it is there whole, torn at the end, or not. Where the
     * folder does not keep what is appended, it is there after closing.
     */
    void append(String line) throws IOException;

    /**
     * Makes what the folder keeps of it survive a loss of power, too.
     *
     * @throws FolderLostException if the file is not there any more
     */
    void force() throws IOException;

    /**
     * Ends the file. After a failure it may be called again.
     *
     * @throws FolderLostException if the file is not there any more
     */
    @Override
    void close() throws IOException;
  }

  /**
   * The folder that a user means.
   *
   * @param text a path, or the URI of a folder on a file system that Hadoop knows; no character of
   *     either is encoded
   * @throws SpecException if there is no such file system, or it cannot be reached
   */
  static Folder at(String text) {
    if (text.indexOf('\uFFFD') >= 0) { // Java's place holder: it would be another folder
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

  /** A folder right inside this one, whether it exists or not. */
  Folder folder(String name);

  /** The names of the files right inside a subfolder, or inside this one for "", sorted. */
  List<String> list(String subfolder) throws IOException;

  /** Whether there is a file or a folder; "" is this folder. */
  boolean exists(String name) throws IOException;

  /** Bytes of a file. */
  long size(String name) throws IOException;

  /** The whole content of a text file. */
  String read(String name) throws IOException;

  /** The bytes of a file, one after the other. */
  InputStream open(String name) throws IOException;

  /** Starts a new file. */
  Appender create(String name) throws IOException;

  /**
   * Whether a line is safe from any kill when {@link Appender#append} returns. If not, as in an
   * object store, a file appears when it is closed, and before that nothing of it survives.
   */
  boolean keepsWhatIsAppended();

  /**
   * Whether a failure may pass within a minute, as when a server restarts. A failure of a local
   * disk lasts, and every trial that is trained while the writer waits would be lost.
   */
  boolean failuresMayPass();

  /**
   * Makes sure that a file which a killed writer has left open can be read to its end. This may
   * take minutes. Only the holder of the lock may call this.
   *
   * @param notes told, in one line each, what is waited for
   * @throws IOException if the file system does not manage it within {@value #MOST_WAIT_SECONDS} s
   */
  void closeLeftOpen(String name, Consumer<String> notes) throws IOException;

  /** A file to read as parquet. */
  InputFile input(String name) throws IOException;

  /** A new file to write as parquet. */
  OutputFile output(String name) throws IOException;

  /**
   * Moves a finished file to where readers look, replacing what is there: they see it whole or not
   * at all. Where the file system cannot replace in one step, for a moment they see neither.
   */
  void publish(String staged, String name) throws IOException;

  /**
   * Puts a file where readers look, replacing what is there: they see it whole or not at all.
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

  /** Removes a file; nothing happens if there is none. */
  void delete(String name) throws IOException;

  /** Removes a subfolder with all that is in it; nothing happens if there is none. */
  void deleteFolder(String name) throws IOException;

  /**
   * Keeps every other writer out until closed or killed.
   *
   * @throws SpecException if another writer is in
   */
  default FolderLock lock(String name) throws IOException {
    return lock(name, LockRequest.USUAL);
  }

  /**
   * The same, with a wish for when another writer is in.
   *
   * @throws SpecException if another writer is and stays in
   */
  FolderLock lock(String name, LockRequest request) throws IOException;

  /** The writer that holds the lock, as messages name it; empty if there is none. */
  Optional<String> lockHolder(String name) throws IOException;

  /** This folder, for a writer who may change it only as long as a permit says so. */
  default Folder guardedBy(WritePermit permit) {
    return new GuardedFolder(this, permit);
  }

  /**
   * Finds out, without writing, whether files can be put here, as far as the file system tells.
   *
   * @throws SpecException if not
   */
  void checkWritable();

  /**
   * Finds out whether files can be looked for here, as far as the file system tells.
   *
   * @throws SpecException if not: the keys are wrong, or the server does not answer
   */
  default void checkReadable() {}

  /** How messages name a file, or the folder itself for "": beginning with what the user gave. */
  String describe(String name);

  /**
   * The folder as Spark's readers and writers name it: a scheme and a path, in which no character
   * is encoded. A reader takes some of them for a pattern unless it is told that this is a name.
   */
  String sparkPath();

  /** Where it is on this machine, if it is. */
  Optional<Path> local();
}
