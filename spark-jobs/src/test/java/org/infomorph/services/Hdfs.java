package org.infomorph.services;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.infomorph.cluster.Trees;

/** HDFS on this machine: a name node and one data node, whose processes can be killed. */
final class Hdfs implements AutoCloseable {
  private static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
  private static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";

  private final Path folder;
  private final Path conf;
  private final Path logs;
  private final String uri;
  private final Thread end = new Thread(this::closeWithJvm);
  private Service nameNode;
  private Service dataNode;
  private int starts;

  /**
   * Formats and starts one, and waits until files can be written.
   *
   * @param name of the folder of its logs
   */
  static Hdfs start(String name) throws IOException {
    var hdfs = new Hdfs(Service.logs(name));
    try {
      hdfs.start();
      return hdfs;
    } catch (IOException | RuntimeException | AssertionError e) {
      hdfs.close();
      throw e;
    }
  }

  private Hdfs(Path logs) throws IOException {
    this.logs = logs;
    folder = Files.createTempDirectory("infomorph-hdfs");
    conf = Files.createDirectories(folder.resolve("conf"));
    int port = Service.freePort();
    uri = "hdfs://" + Service.HOST + ":" + port;
    HadoopConf.writeLogging(conf);
    HadoopConf.write(conf, "core-site.xml", Map.of("fs.defaultFS", uri));
    HadoopConf.write(
        conf,
        "hdfs-site.xml",
        Map.ofEntries(
            Map.entry("dfs.replication", "1"),
            Map.entry("dfs.namenode.name.dir", folder.resolve("name").toUri().toString()),
            Map.entry("dfs.datanode.data.dir", folder.resolve("data").toUri().toString()),
            Map.entry("dfs.namenode.http-address", Service.HOST + ":0"),
            Map.entry("dfs.namenode.safemode.extension", "0"),
            Map.entry("dfs.namenode.datanode.registration.ip-hostname-check", "false"),
            Map.entry("dfs.datanode.hostname", Service.HOST),
            Map.entry("dfs.datanode.address", Service.HOST + ":" + Service.freePort()),
            Map.entry("dfs.datanode.http.address", Service.HOST + ":0"),
            Map.entry("dfs.datanode.ipc.address", Service.HOST + ":" + Service.freePort()),
            Map.entry("dfs.heartbeat.interval", "1"),
            // A tenth of what is usual: a quota counts a whole block for each open file.
            Map.entry("dfs.blocksize", Integer.toString(16 << 20))));
    Runtime.getRuntime().addShutdownHook(end);
  }

  private void start() throws IOException {
    process("format", NAME_NODE, "-format", "-nonInteractive").awaitEnd();
    nameNode = process("namenode", NAME_NODE).await("NameNode RPC up at");
    startDataNode();
  }

  /** Of its root, {@code hdfs://127.0.0.1:port}. */
  String uri() {
    return uri;
  }

  /** A folder for {@code HADOOP_CONF_DIR}. */
  Path conf() {
    return conf;
  }

  /** Ends the only data node as {@code kill -9} does: nothing can be read or written. */
  void killDataNode() {
    dataNode.kill();
  }

  /** Starts it, and waits until the name node knows it and its blocks. */
  void startDataNode() throws IOException {
    dataNode =
        process("datanode-" + ++starts, DATA_NODE)
            .await("Successfully sent block report|successfully sent block report");
  }

  /** The client that administrators use. */
  DistributedFileSystem files() throws IOException {
    var settings = new Configuration();
    settings.set("fs.defaultFS", uri);
    return (DistributedFileSystem) FileSystem.get(URI.create(uri), settings);
  }

  private Service process(String name, String mainClass, String... args) throws IOException {
    var kind = new Service.Kind("hadoop", conf, List.of(), mainClass);
    return Service.start(name, logs, kind, args);
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // the JVM is going down: this is the hook
    }
    for (var service : new Service[] {dataNode, nameNode}) {
      if (service != null) {
        service.kill();
      }
    }
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
