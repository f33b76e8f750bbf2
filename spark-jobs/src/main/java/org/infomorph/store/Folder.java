package org.infomorph.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * What the store asks of a file system. Names are relative to the folder, with {@code /} between
 * parts; subfolders come into being when something is put in. All promises of the store rest on
 * {@link #publish} being atomic and on {@link Appender#append} reaching the file system before it
 * returns; another file system than the local one is another implementation of this.
 */
interface Folder {
  /** A file that grows by whole lines. */
  interface Appender extends Closeable {
    /** Adds a line, in one write: after a kill it is there whole, torn at the end, or not. */
    void append(String line) throws IOException;

    /** Makes what was appended survive a loss of power, too. */
    void force() throws IOException;
  }

  /** The names of the files right inside a subfolder, or inside this one for "", sorted. */
  List<String> list(String subfolder) throws IOException;

  boolean exists(String name) throws IOException;

  long size(String name) throws IOException;

  /** The whole content of a text file. */
  String read(String name) throws IOException;

  /** Starts a new file. */
  Appender create(String name) throws IOException;

  InputFile input(String name) throws IOException;

  OutputFile output(String name) throws IOException;

  /** Moves a finished file to where readers look, replacing what is there: all or nothing. */
  void publish(String staged, String name) throws IOException;

  /** Removes a file; nothing happens if there is none. */
  void delete(String name) throws IOException;

  /**
   * Keeps every other writer out until closed or killed.
   *
   * @throws org.infomorph.trial.SpecException if another writer is in
   */
  Closeable lock(String name) throws IOException;

  /** How messages name a file. */
  String describe(String name);
}
