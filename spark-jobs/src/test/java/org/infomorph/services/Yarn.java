package org.infomorph.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.infomorph.cluster.Pause;
import org.infomorph.cluster.SparkHome;
import org.infomorph.cluster.Trees;

/**
 * YARN on this machine: a resource manager and one node manager over an HDFS, and a Spark
 * installation that submits to it. Executors and drivers in its containers can be killed.
 */
final class Yarn implements AutoCloseable {
  private static final String SERVER = "org.apache.hadoop.yarn.server.";
  private static final String RM = "yarn.resourcemanager.";
  private static final String NM = "yarn.nodemanager.";
  private static final Duration START = Duration.ofMinutes(3);

  private final Path folder;
  private final Path conf;
  private final Path logs;
  private final SparkHome home;
  private final Thread end = new Thread(this::closeWithJvm);
  private final List<Service> services = new ArrayList<>();

  /**
   * Starts one, and waits until its node can be used.
   *
   * @param name of the folder of its logs, those of containers among them
   * @param hdfs where applications and what they need are staged
   */
  static Yarn start(String name, Hdfs hdfs) throws IOException {
    var yarn = new Yarn(Service.logs(name), hdfs);
    try {
      yarn.start();
      return yarn;
    } catch (IOException | RuntimeException | AssertionError e) {
      yarn.close();
      throw e;
    }
  }

  private Yarn(Path logs, Hdfs hdfs) throws IOException {
    this.logs = logs;
    folder = Files.createTempDirectory("infomorph-yarn");
    conf = Files.createDirectories(folder.resolve("conf"));
    home = SparkHome.create(folder.resolve("spark"), Service.jars("spark"));
    HadoopConf.writeLogging(conf);
    for (var file : List.of("core-site.xml", "hdfs-site.xml")) {
      Files.copy(hdfs.conf().resolve(file), conf.resolve(file));
    }
    HadoopConf.write(conf, "yarn-site.xml", settings());
    Runtime.getRuntime().addShutdownHook(end);
  }

  private Map<String, String> settings() throws IOException {
    var settings = new HashMap<String, String>();
    for (var address :
        List.of(
            RM + "address",
            RM + "scheduler.address",
            RM + "resource-tracker.address",
            RM + "admin.address",
            RM + "webapp.address",
            NM + "address",
            NM + "localizer.address",
            NM + "webapp.address",
            NM + "collector-service.address")) {
      settings.put(address, Service.HOST + ":" + Service.freePort());
    }
    settings.put(RM + "hostname", Service.HOST);
    settings.put(NM + "hostname", Service.HOST);
    settings.put(RM + "scheduler.class", SERVER + "resourcemanager.scheduler.fifo.FifoScheduler");
    settings.put("yarn.scheduler.minimum-allocation-mb", "256");
    settings.put(NM + "resource.memory-mb", "6144");
    settings.put(NM + "resource.cpu-vcores", "6");
    settings.put(NM + "vmem-check-enabled", "false");
    settings.put(NM + "pmem-check-enabled", "false");
    settings.put(NM + "disk-health-checker.max-disk-utilization-per-disk-percentage", "99");
    settings.put(NM + "local-dirs", folder.resolve("local").toString());
    settings.put(NM + "log-dirs", logs.resolve("containers").toString());
    return settings;
  }

  private void start() throws IOException {
    process("resourcemanager", "resourcemanager.ResourceManager", "Transitioned to active state");
    process("nodemanager", "nodemanager.NodeManager", "Registered with ResourceManager");
  }

  private void process(String name, String mainClass, String ready) throws IOException {
    var kind = new Service.Kind("hadoop", conf, List.of(), SERVER + mainClass);
    var service = Service.start(name, logs, kind);
    services.add(service);
    service.await(ready);
  }

  /** Spark's installation, with what it has for YARN. */
  SparkHome home() {
    return home;
  }

  /** What a user's shell sets. */
  Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", conf.toString());
  }

  /**
   * The options of spark-submit that tests need and users do not: few cores, little memory.
   *
   * @param mode {@code client} or {@code cluster}
   */
  List<String> options(String mode) {
    var options = new ArrayList<>(List.of("--master", "yarn", "--deploy-mode", mode));
    options.addAll(List.of("--num-executors", "2", "--executor-memory", "600m"));
    options.addAll(List.of("--driver-memory", "600m"));
    for (var setting :
        List.of(
            "spark.yarn.jars=local:" + home.path().resolve("jars") + "/*",
            "spark.ui.enabled=false",
            "spark.yarn.appMasterEnv.SPARK_LOCAL_IP=" + Service.HOST,
            "spark.executorEnv.SPARK_LOCAL_IP=" + Service.HOST,
            "spark.yarn.submit.waitAppCompletion=true")) {
      options.addAll(List.of("--conf", setting));
    }
    if (mode.equals("cluster")) { // as docs/clusters.md says
      var kernels = SparkHome.kernels();
      for (var place : List.of("spark.yarn.appMasterEnv.", "spark.executorEnv.")) {
        kernels.forEach(
            (name, value) -> options.addAll(List.of("--conf", place + name + "=" + value)));
      }
    }
    return options;
  }

  /** The executors that run now. */
  List<ProcessHandle> executors() {
    return containers("YarnCoarseGrainedExecutorBackend");
  }

  /** The drivers that run on the cluster now. */
  List<ProcessHandle> drivers() {
    return containers("yarn.ApplicationMaster");
  }

  /** Kills an executor with -9, once one runs. */
  void killExecutor() {
    kill("an executor", this::executors);
  }

  /** Kills a driver that runs on the cluster with -9, once one runs. */
  void killDriver() {
    kill("a driver on the cluster", this::drivers);
  }

  private interface Processes {
    List<ProcessHandle> now();
  }

  private static void kill(String what, Processes processes) {
    Pause.until(what, () -> !processes.now().isEmpty(), START);
    var process = processes.now().get(0);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** JVMs of this node's containers, without the shells that started them. */
  private List<ProcessHandle> containers(String mainClass) {
    return services.stream()
        .flatMap(service -> service.process().handle().descendants())
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .filter(process -> process.info().commandLine().orElse("").contains(mainClass))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // the JVM is going down: this is the hook
    }
    var orphans = // a node manager that is killed leaves its containers
        services.stream().flatMap(service -> service.process().handle().descendants()).toList();
    services.forEach(Service::kill);
    Stream.concat(orphans.stream(), orphans.stream().flatMap(ProcessHandle::descendants))
        .forEach(ProcessHandle::destroyForcibly);
    Trees.delete(folder);
  }

  private void closeWithJvm() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("left in " + folder + ": " + e);
    }
  }
}
