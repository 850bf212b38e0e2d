package io.spillway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.azurite.AzuriteServer;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.local.LocalServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Demo on the Azure adapters. */
class AzureAdaptersDemoTest {

  private final StringWriter out = new StringWriter();

  @Test
  void a_live_stream_on_cosmos_and_storage_queues_adds_up() throws Exception {
    try (CosmosTestServer cosmos = CosmosTestServer.builder().start();
        LocalServer server = LocalServer.onFreePort(settings(cosmos))) {
      Duration second = Duration.ofSeconds(1);
      DemoSettings settings =
          new DemoSettings(server.host().uri(), null, "on-azure", 50, second, null);

      assertThat(new Demo(settings, new PrintWriter(out), false).run()).as(out.toString()).isTrue();

      assertThat(health(server))
          .contains("\"messages\":{\"adapter\":\"cosmos\",\"state\":\"up\"")
          .contains("\"eventQueue\":{\"adapter\":\"storage-queue\",\"state\":\"up\"");
    }
  }

  private static Map<String, String> settings(CosmosTestServer cosmos) {
    return Map.of(
        "SPILLWAY_COSMOS_CONNECTION", cosmos.connectionString(),
        "SPILLWAY_COSMOS_CREATE", "true",
        "AzureWebJobsStorage", AzuriteServer.shared().connectionString());
  }

  private static String health(LocalServer server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.host().uri().resolve("/api/health")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
