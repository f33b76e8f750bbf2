package org.infomorph.app;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.worker.Worker$;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * A standalone cluster of two hosts with one core each, both of them addresses of this machine as
 * Linux has them: Spark never runs a copy of a task on the host of the original.
 */
final class TwoHosts implements AutoCloseable {
  private static final int WORKER_MEGABYTES = 600;

  private final List<RpcEnv> parts = new ArrayList<>();
  private final String url;

  /**
   * Starts master and workers in this JVM; executors are JVMs of their own.
   *
   * @param folder what executors write goes here
   */
  TwoHosts(String folder, SparkConf conf) {
    var master = Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    parts.add(master);
    url = "spark://127.0.0.1:" + master.address().port();
    for (int i = 1; i <= 2; i++) {
      parts.add(
          Worker$.MODULE$.startRpcEnvAndEndpoint(
              "127.0.0." + i,
              0,
              0,
              1,
              WORKER_MEGABYTES,
              new String[] {url},
              folder,
              Option.apply(i),
              conf,
              Option.empty()));
    }
  }

  /** Spark's master. */
  String url() {
    return url;
  }

  @Override
  public void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      parts.get(i).shutdown();
      parts.get(i).awaitTermination();
    }
  }
}
