package org.infomorph.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkConf;
import org.infomorph.form.SpecException;

/** Finds the file system of a folder's URI. */
public final class HadoopFileSystems {
  /** A scheme has at least two letters; a Windows drive has one. */
  private static final Pattern URI_TEXT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

  private static final String SPARK_PREFIX = "spark.hadoop.";

  private HadoopFileSystems() {}

  static boolean isUri(String text) {
    return URI_TEXT.matcher(text).matches();
  }

  /**
   * The folder of a URI, without decoding, as Hadoop and Spark read URIs: %20 is not a space. A URI
   * with {@code file:} gives a local folder with all guarantees of a local folder.
   *
   * @throws SpecException if the file system does not exist or cannot be reached
   */
  static Folder folder(String text) {
    try {
      var path = new org.apache.hadoop.fs.Path(text);
      var uri = path.toUri();
      if (uri.getScheme().equalsIgnoreCase("file")) {
        if (uri.getAuthority() != null) {
          throw new SpecException(
              text + ": names the machine " + uri.getAuthority() + "; allowed is file:/folder");
        }
        return new LocalFolder(Path.of(uri.getPath()), withoutSlash(text));
      }
      return folder(text, FileSystem.get(uri, configuration()));
    } catch (SpecException e) {
      throw e;
    } catch (UnsupportedFileSystemException e) {
      throw unknown(text);
    } catch (IOException e) {
      throw new SpecException(text + ": cannot be reached: " + firstLine(e));
    } catch (RuntimeException e) {
      throw e.getCause() instanceof ClassNotFoundException
          ? unknown(text)
          : new SpecException(text + ": cannot be reached: " + firstLine(e));
    }
  }

  static HadoopFolder folder(String text, FileSystem files) {
    var path = new org.apache.hadoop.fs.Path(text);
    if (path.toUri().getPath().isEmpty()) { // a bucket
      path = new org.apache.hadoop.fs.Path(text + "/");
    }
    return new HadoopFolder(files, files.makeQualified(path), withoutSlash(text));
  }

  /** Hadoop's settings, overridden by the Hadoop settings of Spark. */
  private static Configuration configuration() {
    var configuration = new Configuration();
    for (var setting : new SparkConf().getAllWithPrefix(SPARK_PREFIX)) {
      configuration.set(setting._1(), setting._2());
    }
    return configuration;
  }

  private static SpecException unknown(String text) {
    var scheme = URI.create(text.substring(0, text.indexOf(':')) + ":/").getScheme();
    var remedy =
        switch (scheme.toLowerCase(Locale.ROOT)) {
          case "s3", "s3n" -> "Hadoop calls it s3a";
          case "s3a" -> "it needs hadoop-aws, as by spark-submit --packages";
          case "gs" -> "it needs Google's gcs-connector, as by spark-submit --packages";
          case "abfs", "abfss", "wasb", "wasbs" ->
              "it needs hadoop-azure, as by spark-submit --packages";
          default ->
              "allowed are paths and URIs of file: and hdfs:, and with its jar on the class path s3a:"
                  + " (hadoop-aws), gs: (gcs-connector), abfs: (hadoop-azure) or another one of Hadoop";
        };
    return new SpecException(text + ": no file system for " + scheme + ": here; " + remedy);
  }

  /** The first line of an error message; messages of Hadoop have many lines. */
  public static String firstLine(Exception e) {
    var message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static String withoutSlash(String text) {
    return text.replaceFirst("(?<=[^:/])/+$", "");
  }
}
