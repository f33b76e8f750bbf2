package org.infomorph.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other JVMs with the classes and the Spark flags of this one. */
public final class ThisBuild {
  private static final List<String> SPARK_FLAGS =
      List.of("--add-", "--enable-native", "-Dio.netty", "-XX:+IgnoreUnrecognized");

  private ThisBuild() {}

  /**
   * What starts a JVM, on loopback addresses only.
   *
   * @param words its further options, the main class, and the arguments
   */
  public static ProcessBuilder java(List<String> words) {
    return java(Reach.OF_THE_BUILD, words);
  }

  /**
   * The same with what reaches other file systems.
   *
   * @param reach more of the class path, and more options
   */
  public static ProcessBuilder java(Reach reach, List<String> words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (var flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (SPARK_FLAGS.stream().anyMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    // Surefire hides the class path in a jar's manifest.
    var own = System.getProperty("java.class.path");
    var path = System.getProperty("surefire.test.class.path", own);
    command.addAll(List.of("-cp", reach.around(path)));
    command.addAll(reach.options());
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", StandaloneCluster.HOST);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    // Without keys, nobody is to ask the network for some.
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") && !name.endsWith("DISABLED"));
    return builder;
  }
}
