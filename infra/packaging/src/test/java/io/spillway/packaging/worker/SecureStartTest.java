package io.spillway.packaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import io.spillway.cosmos.testserver.ContainerSpec;
import io.spillway.cosmos.testserver.CosmosTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that omitted libraries might have been needed for. */
@Tag("package")
class SecureStartTest {

  private static final Path APP = Path.of(System.getProperty("spillway.package"));

  @TempDir private Path folder;
  private Certificate certificate;
  private WorkerProcess worker;

  @BeforeEach
  void prepare() throws Exception {
    certificate = Certificate.in(folder);
    worker = WorkerProcess.in(folder.resolve("worker")).with(certificate.trusted());
  }

  @Test
  void the_database_is_spoken_to_by_the_jdks_own_tls() throws Exception {
    try (Backends backends = backends()) {
      Map<String, String> settings = new HashMap<>(backends.settings());
      settings.put("SPILLWAY_COSMOS_CREATE", "true");
      WorkerProcess.Run run = worker.run(APP, settings, "message");
      assertThat(settings.get("SPILLWAY_COSMOS_CONNECTION")).contains("https://");
      assertThat(run.answers()).singleElement().asString().startsWith("201 ");
    }
  }

  @Test
  void a_database_with_an_untrusted_certificate_is_rejected() throws Exception {
    Path other = folder.resolve("other");
    Files.createDirectory(other);
    WorkerProcess distrustful =
        WorkerProcess.in(other.resolve("worker")).with(Certificate.in(other).trusted());
    try (Backends backends = backends()) {
      WorkerProcess.Run run = distrustful.run(APP, backends.settings(), "message");
      assertThat(run.answers()).singleElement().asString().startsWith("503 ");
      assertThat(backends.cosmos().requests().recent()).isEmpty();
    }
  }

  @Test
  void the_apps_identity_opens_the_database_without_the_libraries_of_a_desktop() throws Exception {
    try (Backends backends = backends();
        IdentityEndpoint identity = IdentityEndpoint.start()) {
      create(backends.cosmos());
      Map<String, String> settings = new HashMap<>(backends.settings());
      settings.remove("SPILLWAY_COSMOS_CONNECTION");
      settings.put("SPILLWAY_COSMOS_ENDPOINT", backends.cosmos().endpoint());
      settings.putAll(identity.environment());
      WorkerProcess.Run run = worker.run(APP, settings, "message");
      assertThat(run.answers()).singleElement().asString().startsWith("201 ");
      assertThat(identity.asked()).isNotEmpty();
    }
  }

  @Test
  void a_workflow_is_started_over_the_transport_that_takes_the_place_of_netty() throws Exception {
    try (Backends backends = backends();
        TaskHub hub = new TaskHub()) {
      create(backends.cosmos());
      WorkerProcess.Run run =
          worker.with("-Dplain.durable=" + hub.client()).run(APP, backends.settings(), "event");
      assertThat(run.answers()).containsExactly("nothing");
      assertThat(hub.started())
          .extracting(CreateInstanceRequest::getName)
          .containsExactly("process-event");
    }
  }

  private Backends backends() throws Exception {
    return Backends.on(
        CosmosTestServer.builder()
            .tls(certificate.server())
            .accessToken(IdentityEndpoint.TOKEN)
            .start());
  }

  private static void create(CosmosTestServer cosmos) {
    cosmos.createDatabase("spillway");
    for (String id : List.of("messages", "violations", "policies", "erasures", "audit", "stats")) {
      cosmos.createContainer("spillway", ContainerSpec.of(id, "/streamId"));
    }
  }
}
