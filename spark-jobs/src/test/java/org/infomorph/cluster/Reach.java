package org.infomorph.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a JVM needs beside the classes of the build to reach a file system.
 *
 * @param before in front of them on the class path, as a folder of Hadoop's configuration
 * @param after behind them
 * @param options of the JVM, such as {@code -Dspark.hadoop.fs.s3a.endpoint=...}
 */
public record Reach(List<Path> before, List<Path> after, List<String> options) {
  /** Local disks, and what Spark itself can reach. */
  public static final Reach OF_THE_BUILD = new Reach(List.of(), List.of(), List.of());

  String around(String path) {
    return Stream.of(
            before.stream().map(Path::toString),
            Stream.of(path),
            after.stream().map(Path::toString))
        .flatMap(part -> part)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
