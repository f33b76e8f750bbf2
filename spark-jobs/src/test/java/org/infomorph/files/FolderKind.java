package org.infomorph.files;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** All kinds of folders there are, for tests that must hold in each of them. */
public enum FolderKind {
  LOCAL {
    @Override
    public Folder at(Path place) {
      return new LocalFolder(place);
    }
  },

  /** Hadoop's file systems with files that grow: here Hadoop's own local one. */
  GROWING_FILES {
    @Override
    public Folder at(Path place) throws IOException {
      var configuration = new Configuration();
      configuration.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
      var files = FileSystem.newInstance(URI.create("file:///"), configuration);
      return hadoop(files, "file:" + place.toAbsolutePath());
    }
  },

  /** An object store. */
  OBJECTS {
    @Override
    public Folder at(Path place) throws IOException {
      var uri = "memory://bucket" + place.toAbsolutePath();
      return hadoop(new org.apache.hadoop.fs.Path(uri).getFileSystem(new Configuration()), uri);
    }
  };

  /** No test waits until two that lock at a time have settled it. */
  static final HeartbeatLock.Times TIMES =
      new HeartbeatLock.Times(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ZERO);

  /** A folder of this kind, one for each place. */
  public abstract Folder at(Path place) throws IOException;

  private static Folder hadoop(FileSystem files, String uri) {
    return new HadoopFolder(files, new org.apache.hadoop.fs.Path(uri), uri, TIMES);
  }

  /** Puts a file there as it is, torn or damaged as it may be. */
  public static void write(Folder folder, String name, byte[] content) throws IOException {
    folder.delete(name);
    try (var out = folder.output(name).create(0)) {
      out.write(content);
    }
  }

  public static void write(Folder folder, String name, String content) throws IOException {
    write(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] bytes(Folder folder, String name) throws IOException {
    var bytes = new byte[(int) folder.size(name)];
    try (var in = folder.input(name).newStream()) {
      in.readFully(bytes);
    }
    return bytes;
  }
}
