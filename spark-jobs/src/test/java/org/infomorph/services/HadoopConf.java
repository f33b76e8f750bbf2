package org.infomorph.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A folder as {@code HADOOP_CONF_DIR} names it. */
final class HadoopConf {
  private HadoopConf() {}

  /** Writes one of its files, such as {@code core-site.xml}. */
  static void write(Path folder, String file, Map<String, String> settings) throws IOException {
    var text = new StringBuilder("<configuration>\n");
    new TreeMap<>(settings)
        .forEach(
            (name, value) ->
                text.append("  <property><name>")
                    .append(name)
                    .append("</name><value>")
                    .append(value)
                    .append("</value></property>\n"));
    Files.writeString(folder.resolve(file), text.append("</configuration>\n"));
  }

  /** Lets Hadoop's programs log to their standard error. */
  static void writeLogging(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("log4j.properties"),
        """
        log4j.rootLogger=INFO,console
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.target=System.err
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{1}: %m%n
        """);
  }
}
