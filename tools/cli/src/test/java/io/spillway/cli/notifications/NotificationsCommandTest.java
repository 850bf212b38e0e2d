package io.spillway.cli.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import io.spillway.testing.AlertReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notifications from the command line, to a receiver that refuses them. */
@Timeout(60)
class NotificationsCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  private void raid(String stream) throws Exception {
    String event = "{\"type\":\"raid\",\"actor\":\"zoe\",\"viewers\":500,\"eventId\":\"r-1\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url()).resolve("/api/streams/" + stream + "/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(202);
    awaitFailure(stream);
  }

  private void awaitFailure(String stream) {
    do {
      execute("notifications", "list", "--state", "failed", "--stream", stream, "--json");
    } while (json().path("items").isEmpty());
  }

  @Test
  void failed_notifications_are_listed_retried_and_cancelled() throws Exception {
    try (AlertReceiver receiver = AlertReceiver.answering(400)) {
      startAgain(receiver.settings());
      raid("main");
      raid("other");

      assertThat(execute("notifications", "list", "--stream", "main")).isZero();
      assertThat(out.toString())
          .containsPattern("main~r-1 +failed +alert +main")
          .doesNotContain("other~r-1");
      assertThat(execute("notifications", "list", "--limit", "1")).isZero();
      assertThat(err.toString()).contains("--cursor=");
      assertThat(execute("notifications", "list", "--kind", "dead_letters", "--json")).isZero();
      assertThat(json().path("items")).isEmpty();

      assertThat(execute("notifications", "retry", "main~r-1")).isZero();
      assertThat(out.toString()).contains("Notification main~r-1 is ");
      awaitFailure("main");
      assertThat(execute("notifications", "retry", "--failed", "--stream", "main")).isZero();
      assertThat(out.toString()).contains("Retried 1 notifications.");
      awaitFailure("main");
      assertThat(execute("notifications", "retry", "--failed", "--json")).isZero();
      assertThat(json().path("retried").asInt()).isEqualTo(2);

      awaitFailure("other");
      assertThat(execute("notifications", "cancel", "other~r-1", "--reason", "a test")).isZero();
      assertThat(out.toString()).contains("Notification other~r-1 is cancelled.");
      assertThat(execute("notifications", "list", "--state", "cancelled")).isZero();
      assertThat(out.toString()).contains("other~r-1", "a test").doesNotContain("main~r-1");
      assertThat(execute("notifications", "cancel", "other~r-1", "--reason", "again")).isEqualTo(1);
      assertThat(err.toString()).contains("spillway notifications: status 409");
    }
  }

  @Test
  void an_unknown_id_exits_with_1_and_bad_options_with_2() {
    for (String[] unknown :
        List.of(
            new String[] {"notifications", "retry", "nope"},
            new String[] {"notifications", "cancel", "nope", "--reason", "typo"})) {
      assertThat(execute(unknown)).isEqualTo(1);
      assertThat(err.toString()).contains("status 404");
    }
    for (String[] bad :
        List.of(
            new String[] {"notifications", "retry"},
            new String[] {"notifications", "retry", "a", "--failed"},
            new String[] {"notifications", "retry", "a", "--stream", "main"},
            new String[] {"notifications", "cancel", "a"},
            new String[] {"notifications", "list", "--state", "lost"},
            new String[] {"notifications", "list", "--limit", "201"})) {
      assertThat(execute(bad)).as(String.join(" ", bad)).isEqualTo(2);
    }
  }

  @Test
  void a_missing_key_is_named() {
    startAgain(Map.of("SPILLWAY_OPERATOR_KEYS", "ops:" + KEY));

    assertThat(execute("notifications", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("status 401", "--key or SPILLWAY_KEY");
    assertThat(execute("notifications", "list", "--key", KEY)).isZero();
  }
}
