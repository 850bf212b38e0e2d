package io.spillway.cli.violations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.spillway.cli.remote.CommandsForServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations from the command line, by two moderators. */
@Timeout(60)
class ViolationsCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";
  private static final String TEXT = "i will kill you";
  private static final String STALE =
      "{\"type\":\"/problems/version-stale\",\"title\":\"Changed meanwhile\",\"status\":412,"
          + "\"detail\":\"Current state: upheld\",\"decidedBy\":\"bob\","
          + "\"decidedAt\":\"2026-11-23T18:00:00Z\"}";

  @BeforeEach
  void requireKeys() {
    startAgain(
        Map.of(
            "SPILLWAY_FUNCTION_KEYS",
            "chat:f" + KEY,
            "SPILLWAY_MODERATOR_KEYS",
            "ada:" + KEY + ",bob:b" + KEY,
            "SPILLWAY_OPERATOR_KEYS",
            "ops:o" + KEY));
  }

  private void withhold(String stream, String id) throws Exception {
    String body = "{\"author\":\"mallory\",\"text\":\"%s\",\"messageId\":\"%s\"}";
    send(
        "POST",
        "/streams/" + stream + "/messages",
        body.formatted(TEXT, id),
        "x-functions-key",
        "f" + KEY);
  }

  private int ada(String... words) {
    return as(KEY, words);
  }

  private int as(String key, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "violations";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--key";
    all[words.length + 2] = key;
    return execute(all);
  }

  @Test
  void violations_are_listed_by_filter_and_page_without_their_texts() throws Exception {
    withhold("main", "m-1");
    withhold("main", "m-2");
    withhold("other", "m-3");

    assertThat(ada("list", "--stream", "main")).isZero();
    assertThat(out.toString())
        .containsPattern("main~m-1 +open +main +mallory +\\S+")
        .contains("main~m-2")
        .doesNotContain("other~m-3", TEXT);
    assertThat(ada("list", "--limit", "2")).isZero();
    assertThat(out.toString().lines()).as("heads and two rows").hasSize(3);
    assertThat(err.toString()).contains("--cursor=");
    assertThat(ada("list", "--all", "--json")).isZero();
    assertThat(json().path("items")).hasSize(3);
    for (String[] none :
        List.of(
            new String[] {"list", "--json", "--state", "upheld"},
            new String[] {"list", "--json", "--author", "carol"},
            new String[] {"list", "--json", "--category", "spam"},
            new String[] {"list", "--json", "--text", "hello"},
            new String[] {"list", "--json", "--from", "2999-01-01T00:00:00Z"},
            new String[] {"list", "--json", "--to", "2001-01-01T00:00:00Z"})) {
      assertThat(ada(none)).isZero();
      assertThat(json().path("items")).as(String.join(" ", none)).isEmpty();
    }
  }

  @Test
  void a_violation_shows_its_reason_and_scores_and_its_text_on_request_only() throws Exception {
    withhold("main", "m-1");

    assertThat(ada("show", "main~m-1")).isZero();
    assertThat(out.toString())
        .containsPattern("Violation +main~m-1")
        .containsPattern("State +open")
        .containsPattern("Reason +\\S+")
        .containsPattern("Score +\\S+ [01]")
        .containsPattern("History +\\S+ hold by system:")
        .doesNotContain(TEXT);
    assertThat(ada("show", "main~m-1", "--text")).isZero();
    assertThat(out.toString()).containsPattern("Text +" + TEXT);
    assertThat(ada("show", "main~m-1", "--json")).isZero();
    assertThat(json().path("text").asText()).isEqualTo(TEXT);
  }

  @Test
  void the_second_decision_fails_and_names_the_first_moderator() throws Exception {
    withhold("main", "m-1");
    withhold("main", "m-2");

    assertThat(ada("uphold", "main~m-1", "--reason", "harassment", "--note", "a threat")).isZero();
    assertThat(out.toString()).contains("Violation main~m-1 is upheld.");
    assertThat(as("b" + KEY, "uphold", "main~m-1", "--reason", "harassment")).isEqualTo(1);
    assertThat(err.toString()).contains("spillway violations: status 409", "last step by ada at ");
    assertThat(ada("show", "main~m-1")).isZero();
    assertThat(out.toString()).contains("uphold by ada, harassment: a threat");

    assertThat(ada("dismiss", "main~m-2", "--reason", "context", "--json")).isZero();
    assertThat(json().path("state").asText()).isEqualTo("dismissed");
  }

  @Test
  void a_case_that_another_moderator_has_claimed_is_not_decided() throws Exception {
    withhold("main", "m-1");
    String token =
        send("POST", "/violations/main~m-1/claim", "{}", "x-spillway-key", "b" + KEY)
            .path("claimToken")
            .asText();

    for (String decision : List.of("uphold", "dismiss")) {
      String reason = decision.equals("uphold") ? "harassment" : "context";
      assertThat(ada(decision, "main~m-1", "--reason", reason)).isEqualTo(1);
      assertThat(err.toString()).contains("status 409: Claimed by", "; claimed by bob");
      assertThat(ada(decision, "main~m-1", "--reason", reason, "--json")).isEqualTo(1);
      assertThat(err.toString()).contains("\"type\":\"/problems/claimed\"");
    }
    assertThat(
            as("b" + KEY, "uphold", "main~m-1", "--reason", "spam", "--claim-token", "x" + token))
        .isEqualTo(1);
    assertThat(err.toString()).contains("status 409");
    assertThat(as("b" + KEY, "uphold", "main~m-1", "--reason", "spam", "--claim-token", token))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uphold", "dismiss"})
  void a_case_that_changes_between_reading_and_deciding_exits_with_1(String decision)
      throws Exception {
    HttpServer changing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    changing.createContext(
        "/api/violations/main~m-1",
        exchange -> {
          boolean isRead = exchange.getRequestMethod().equals("GET");
          assertThat(exchange.getRequestHeaders().getFirst("If-Match"))
              .isEqualTo(isRead ? null : "\"1\"");
          String body = isRead ? "{\"etag\":\"\\\"1\\\"\"}" : STALE;
          exchange.sendResponseHeaders(isRead ? 200 : 412, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    changing.start();
    try {
      String url = "http://127.0.0.1:" + changing.getAddress().getPort();
      assertThat(executeBare("violations", decision, "main~m-1", "--reason", "spam", "--url", url))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains("status 412: Changed meanwhile", "; last step by bob at 2026-11-23T18:00:00Z");
      assertThat(out.toString()).isEmpty();
    } finally {
      changing.stop(0);
    }
  }

  @Test
  void a_case_is_assigned_listed_by_its_assignee_and_handed_over() throws Exception {
    withhold("main", "m-1");
    withhold("main", "m-2");

    assertThat(ada("assign", "main~m-1", "--to", "bob", "--note", "yours")).isZero();
    assertThat(out.toString()).contains("Violation main~m-1 is assigned to bob.");
    assertThat(ada("show", "main~m-1")).isZero();
    assertThat(out.toString())
        .containsPattern("Assigned to +bob")
        .containsPattern("History +\\S+ assign by ada: yours");
    assertThat(as("b" + KEY, "list", "--assignee", "me")).isZero();
    assertThat(out.toString()).contains("main~m-1").doesNotContain("main~m-2");
    assertThat(ada("assign", "main~m-1", "--none")).isZero();
    assertThat(out.toString()).contains("Violation main~m-1 is not assigned.");
    assertThat(ada("assign", "main~m-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--to or --none is required: exactly one of the two");
    ada("uphold", "main~m-1", "--reason", "harassment");
    assertThat(ada("assign", "main~m-1", "--to", "bob")).isEqualTo(1);
    assertThat(err.toString()).contains("status 409", "last step by ada at ");
  }

  @Test
  void bad_input_exits_with_2_and_other_failures_with_1() throws Exception {
    withhold("main", "m-1");

    for (String[] bad :
        List.of(
            new String[] {"uphold", "main~m-1"},
            new String[] {"uphold", "--reason", "spam"},
            new String[] {"uphold", "main~m-1", "--reason", "false-positive"},
            new String[] {"list", "--state", "lost"})) {
      assertThat(ada(bad)).as(String.join(" ", bad)).isEqualTo(2);
    }
    assertThat(ada("show", "main~nope")).isEqualTo(1);
    assertThat(err.toString()).contains("status 404");
    assertThat(ada("dismiss", "main~nope", "--reason", "context")).isEqualTo(1);
    assertThat(as("", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("status 401", "--key or SPILLWAY_KEY");
    assertThat(as("o" + KEY, "list")).isEqualTo(1);
    assertThat(err.toString()).contains("status 403", "role moderator", "--key or SPILLWAY_KEY");
  }
}
