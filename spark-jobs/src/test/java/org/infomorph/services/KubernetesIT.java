package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.SparkHome;
import org.infomorph.cluster.Trees;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code conf/kubernetes/submit.sh} asks a cluster for, with Spark's own spark-submit; the
 * cluster only takes it down, and no pod runs.
 */
@Tag("services")
@Tag("brief")
class KubernetesIT {
  private static final String IMAGE = "registry.example.org/infomorph:0.4.0";
  private static final Map<String, String> VERBS = Map.of("POST", "create", "PATCH", "patch");

  @TempDir static Path folder;
  private static KubernetesApi api;
  private static Path spark;
  private static LoggedProcess submitted;

  @BeforeAll
  static void submit() throws IOException {
    api = KubernetesApi.start();
    spark = Files.createTempDirectory("infomorph-spark");
    var home = SparkHome.create(spark, Service.jars("spark"));
    var process =
        new ProcessBuilder(
            "/bin/sh",
            KubernetesFiles.FOLDER.resolve("submit.sh").toAbsolutePath().toString(),
            "--conf",
            "spark.kubernetes.submission.waitAppCompletion=false");
    process.environment().clear();
    process.environment().putAll(home.environment());
    process.environment().put("API", api.master().substring("k8s://".length()));
    process.environment().put("IMAGE", IMAGE);
    var log = Service.logs("kubernetes").resolve("submit.log");
    submitted = LoggedProcess.start(process.directory(folder.toFile()), log);
    assertEquals(0, submitted.exitCode(Drills.ENOUGH), submitted.output());
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
    Trees.delete(spark);
  }

  @Test
  void theDriverIsThisProgramWithTheWordsGiven() {
    var container = container();

    assertEquals(IMAGE, container.path("image").asText());
    var words = KubernetesFiles.texts(container.path("args"));
    assertEquals("driver", words.get(0));
    assertEquals("org.infomorph.app.Main", words.get(words.indexOf("--class") + 1));
    var jar = words.indexOf("local:///opt/infomorph/infomorph-app.jar");
    assertEquals(
        List.of("run", "/sweeps/my-sweep.yaml", "--out", "/shared/runs", "--data", "/shared/data"),
        words.subList(jar + 1, words.size()));
  }

  @Test
  void thePodHasItsAccountAndTheNamespace() {
    var pod = api.only("Pod");

    for (var one : api.made()) {
      assertTrue(one.path().contains("/namespaces/infomorph/"), one.path());
    }
    assertEquals("infomorph", pod.path("spec").path("serviceAccountName").asText());
    assertEquals(185, pod.path("spec").path("securityContext").path("fsGroup").asInt());
  }

  @Test
  void theClaimAndTheSweepAreMounted() {
    var spec = api.only("Pod").path("spec");

    var claim = named(spec.path("volumes"), "shared").path("persistentVolumeClaim");
    assertEquals("infomorph", claim.path("claimName").asText());
    var sweep = named(spec.path("volumes"), "sweep").path("configMap");
    assertEquals("infomorph-sweep", sweep.path("name").asText());
    var mounts = container().path("volumeMounts");
    assertEquals("/shared", named(mounts, "shared").path("mountPath").asText());
    assertEquals("/sweeps", named(mounts, "sweep").path("mountPath").asText());
  }

  @Test
  void keysComeFromTheSecretAndAreNowhereElse() {
    for (var key :
        Map.of("AWS_ACCESS_KEY_ID", "access-key", "AWS_SECRET_ACCESS_KEY", "secret-key")
            .entrySet()) {
      var source = named(container().path("env"), key.getKey()).path("valueFrom");
      assertEquals("infomorph-s3a", source.path("secretKeyRef").path("name").asText());
      assertEquals(key.getValue(), source.path("secretKeyRef").path("key").asText());
    }
    assertTrue(api.made().stream().noneMatch(one -> one.kind().equals("Secret")));
  }

  @Test
  void executorsWillBeAsAskedFor() {
    var settings =
        api.made().stream()
            .filter(one -> one.kind().equals("ConfigMap"))
            .map(one -> one.resource().path("data").path("spark.properties").asText())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseThrow();

    for (var setting :
        List.of(
            "spark.executor.instances=16",
            "spark.executor.cores=4",
            "spark.executor.memory=2g",
            "spark.kubernetes.namespace=infomorph",
            "spark.kubernetes.executor.secretKeyRef.AWS_ACCESS_KEY_ID=infomorph-s3a\\:access-key")) {
      assertTrue(settings.lines().anyMatch(setting::equals), setting + " in\n" + settings);
    }
  }

  /** Spark makes a network policy, too, since 4.2. */
  @Test
  void theRoleAllowsAllThatIsMade() throws IOException {
    var role = KubernetesFiles.resource("Role", "infomorph-submit");

    for (var one : api.made()) {
      var group = one.path().startsWith("/apis/") ? one.path().split("/")[2] : "";
      var verb = VERBS.get(one.method());
      assertTrue(
          KubernetesFiles.allows(role, group, one.plural(), verb),
          verb + " " + one.plural() + " of \"" + group + "\", asked for by " + one.path());
    }
    assertTrue(
        Stream.of("pods", "services", "configmaps", "networkpolicies")
            .allMatch(kind -> api.made().stream().anyMatch(one -> one.plural().equals(kind))),
        api.made().toString());
  }

  private static JsonNode container() {
    return api.only("Pod").path("spec").path("containers").path(0);
  }

  private static JsonNode named(JsonNode array, String name) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(one -> one.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + array));
  }
}
