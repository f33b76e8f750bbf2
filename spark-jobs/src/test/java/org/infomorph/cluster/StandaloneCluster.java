package org.infomorph.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster on this machine: a master, two workers of one core and 1 GiB each, and
 * the applications that are submitted to it, each a process of its own, all on 127.0.0.1 and free
 * ports. Any of them can be killed; what is left ends with {@link #close}, or with this JVM.
 *
 * <p>Logs go to {@code target/cluster/<name>}: {@code master.log}, {@code worker-<i>-<n>.log} (n
 * counts its starts), {@code application-<n>.log}, and from {@link #close} on {@code executors/}.
 * Not for use by several threads.
 */
final class StandaloneCluster implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  static final int WORKERS = 2;

  private static final Path LOGS = Path.of(System.getProperty("infomorph.cluster.logs"));
  private static final Path APPLICATION = Path.of(System.getProperty("infomorph.app.jar"));
  private static final Duration START = Duration.ofMinutes(5);
  private static final Pattern MASTER_STARTED =
      Pattern.compile("Starting Spark master at (spark://\\S+:[1-9]\\d*)");
  private static final Pattern MASTER_LEADS = Pattern.compile("New state: ALIVE");
  private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");

  private final SparkHome home;
  private final Path logs;
  private final List<String> more;
  private final LoggedProcess master;
  private final String url;
  private final LoggedProcess[] workers = new LoggedProcess[WORKERS];
  private final int[] starts = new int[WORKERS];
  private final List<LoggedProcess> applications = new ArrayList<>();
  private final List<ProcessHandle> orphans = new ArrayList<>();
  private final Thread end = new Thread(this::closeWithJvm);

  /**
   * Starts a cluster, and waits until both workers have registered.
   *
   * @param name of the folder of its logs, emptied first
   * @param daemonOptions more options of the master's and the workers' JVMs, such as {@code
   *     -Dspark.worker.timeout=10}
   */
  static StandaloneCluster start(String name, String... daemonOptions) throws IOException {
    var logs = LOGS.resolve(name);
    Trees.delete(logs);
    Files.createDirectories(logs);
    var home = SparkHome.create(Files.createTempDirectory("infomorph-cluster"));
    return new StandaloneCluster(home, logs, List.of(daemonOptions));
  }

  private StandaloneCluster(SparkHome home, Path logs, List<String> daemonOptions)
      throws IOException {
    this.home = home;
    this.logs = logs;
    more = daemonOptions;
    Runtime.getRuntime().addShutdownHook(end);
    master =
        daemon(
            "master",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", HOST, "--port", "0", "--webui-port", "0"));
    try {
      url = master.await(MASTER_STARTED, START).group(1);
      master.await(MASTER_LEADS, START);
      for (int worker = 0; worker < WORKERS; worker++) {
        launchWorker(worker);
      }
      for (var worker : workers) {
        worker.await(REGISTERED, START);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** The master's URL, {@code spark://127.0.0.1:port}. */
  String master() {
    return url;
  }

  /** A folder that is deleted with the cluster, the working directory of applications. */
  Path folder() {
    return home.path();
  }

  /** Spark's installation, with which everything here is started. */
  SparkHome home() {
    return home;
  }

  /**
   * Sends the application jar to the cluster with spark-submit, the driver running here (client
   * mode), and returns at once.
   *
   * @param mainClass of the application jar
   * @param args its arguments
   * @return the driver
   */
  LoggedProcess submit(String mainClass, String... args) throws IOException {
    return submit(List.of(), mainClass, args);
  }

  /**
   * The same with more options.
   *
   * @param options of spark-submit, such as {@code --archives}, {@code --conf}; the last one wins
   */
  LoggedProcess submit(List<String> options, String mainClass, String... args) throws IOException {
    var words = new ArrayList<String>(List.of("--master", url, "--conf", "spark.ui.port=0"));
    words.addAll(List.of("--class", mainClass));
    words.addAll(options);
    words.add(APPLICATION.toString());
    words.addAll(List.of(args));
    return launch(home.submit(words));
  }

  /**
   * Starts anything else as an application of the cluster's, with its log and its end; in the
   * folder of the cluster, unless the builder says where.
   */
  LoggedProcess launch(ProcessBuilder application) throws IOException {
    if (application.directory() == null) {
      application.directory(folder().toFile());
    }
    var log = logs.resolve("application-" + (applications.size() + 1) + ".log");
    var started = LoggedProcess.start(application, log);
    applications.add(started);
    return started;
  }

  /** The executors that run now, on all workers. */
  List<ProcessHandle> executors() {
    return Stream.of(workers)
        .flatMap(worker -> worker.handle().children())
        .filter(StandaloneCluster::isExecutor)
        .toList();
  }

  /**
   * Waits until executors run.
   *
   * @param count at least so many
   */
  List<ProcessHandle> awaitExecutors(int count) {
    Pause.until(count + " executors", () -> executors().size() >= count, START);
    return executors();
  }

  /** Kills one executor with -9, of those that run the oldest. Its worker starts another. */
  void killExecutor() {
    var oldest =
        executors().stream()
            .min(Comparator.comparing(executor -> executor.info().startInstant().orElseThrow()))
            .orElseThrow(() -> new AssertionError("no executor runs"));
    kill(oldest);
  }

  /** Kills a worker with -9; its executors notice and end by themselves. */
  void killWorker(int worker) {
    orphans.addAll(workers[worker].handle().descendants().toList());
    workers[worker].kill();
  }

  /** Kills a worker and its executors with -9 at once, as if its machine were gone. */
  void killMachine(int worker) {
    var children = workers[worker].handle().descendants().toList();
    workers[worker].kill();
    children.forEach(StandaloneCluster::kill);
  }

  /** Starts a worker that was killed again, and waits until it has registered. */
  void restartWorker(int worker) throws IOException {
    if (workers[worker].isAlive()) {
      throw new AssertionError("worker " + worker + " is running");
    }
    launchWorker(worker);
    workers[worker].await(REGISTERED, START);
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // the JVM is going down: this is the hook
    }
    applications.forEach(LoggedProcess::killWithChildren);
    for (var worker : workers) {
      if (worker != null) {
        worker.killWithChildren();
      }
    }
    orphans.forEach(StandaloneCluster::kill);
    master.killWithChildren();
    keepLogsOfExecutors();
    Trees.delete(home.path());
  }

  private void closeWithJvm() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("left in " + folder() + ": " + e);
    }
  }

  private void launchWorker(int worker) throws IOException {
    workers[worker] =
        daemon(
            "worker-" + worker + "-" + ++starts[worker],
            "org.apache.spark.deploy.worker.Worker",
            List.of(
                "--host",
                HOST,
                "--port",
                "0",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work().resolve(Integer.toString(worker)).toString(),
                url));
  }

  private LoggedProcess daemon(String name, String mainClass, List<String> args)
      throws IOException {
    var builder = home.daemon("256m", more, mainClass, args).directory(folder().toFile());
    return LoggedProcess.start(builder, logs.resolve(name + ".log"));
  }

  private Path work() {
    return folder().resolve("work");
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Without the copies of the application jar that lie beside them. */
  private void keepLogsOfExecutors() throws IOException {
    if (!Files.isDirectory(work())) {
      return;
    }
    try (var files = Files.walk(work())) {
      for (var file : files.filter(StandaloneCluster::isLog).toList()) {
        var kept = logs.resolve("executors").resolve(work().relativize(file).toString());
        Files.createDirectories(kept.getParent());
        Files.move(file, kept);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isLog(Path file) {
    return List.of("stdout", "stderr").contains(file.getFileName().toString());
  }
}
