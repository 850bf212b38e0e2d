package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Withholding and reporting of published messages over HTTP. */
class WithholdFunctionsTest {

  private final Service service = new Service();

  private void publish(String id, String author) {
    service
        .post(
            "/streams/main/messages",
            "{\"messageId\":\"%s\",\"author\":\"%s\",\"text\":\"hello %s\"}"
                .formatted(id, author, id))
        .is(201);
  }

  private Reply withhold(String id, String body) {
    return service.post("/streams/main/messages/" + id + "/withhold", body);
  }

  private Reply report(String id, String reporter) {
    return service.post(
        "/streams/main/messages/" + id + "/report",
        "{\"reporter\":\"" + reporter + "\",\"reason\":\"spam\"}");
  }

  @Test
  void a_moderator_withholds_a_published_message_and_undoes_it() {
    publish("m-1", "ann");

    Reply withheld = withhold("m-1", "{\"reason\":\"spam\",\"note\":\"ad\"}").is(200);

    assertThat(withheld.text("state")).isEqualTo("upheld");
    assertThat(withheld.body().at("/verdict/category").asText()).isEqualTo("spam");
    service.get("/streams/main/messages/m-1").isProblem(404, "not-found");
    Reply again = withhold("m-1", "{\"reason\":\"spam\",\"note\":\"ad\"}").is(200);
    assertThat(again.body()).isEqualTo(withheld.body());
    assertThat(service.get("/streams/main/authors?author=ann").body().path("strikes").asInt())
        .isOne();

    service
        .call(
            HttpMethod.POST,
            "/violations/main~m-1/undo",
            Map.of("content-type", "application/json", "if-match", again.header("ETag")),
            "{}")
        .is(200);
    service.get("/streams/main/messages/m-1").is(200);
  }

  @Test
  void an_invalid_withholding_is_refused() {
    publish("m-1", "ann");

    withhold("m-2", "{\"reason\":\"spam\"}").isProblem(404, "not-found");
    assertThat(
            withhold("m-1", "{\"reason\":\"no\",\"category\":\"no\",\"severity\":\"no\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly(
            "reason is not a known reason code",
            "category is not a known category",
            "severity must be low, medium, high or critical");
    assertThat(withhold("m-1", "{}").isProblem(400, "invalid-input").errors())
        .containsExactly("reason is required");
  }

  @Test
  void reports_open_a_case_that_says_how_often_and_why() {
    publish("m-1", "ann");

    assertThat(report("m-1", "viewer-1").is(202).body().toString())
        .isEqualTo("{\"status\":\"received\"}");
    report("m-1", "viewer-1").is(202);
    report("m-1", "viewer-2").is(202);

    Reply waiting = service.get("/violations/waiting").is(200);
    assertThat(waiting.items("state")).containsExactly("reported");
    JsonNode reports = waiting.body().at("/items/0/reports");
    assertThat(reports.path("count").asInt()).isEqualTo(2);
    assertThat(reports.at("/reasons/spam").asInt()).isEqualTo(2);
    assertThat(waiting.body().toString()).doesNotContain("viewer-1", "viewer-2");
    assertThat(service.get("/violations/main~m-1/reports").items("reporter"))
        .containsExactlyInAnyOrder("viewer-1", "viewer-2");
    service.get("/streams/main/messages/m-1").is(200);
    report("m-9", "viewer-1").isProblem(404, "not-found");
    assertThat(
            service
                .post("/streams/main/messages/m-1/report", "{\"reason\":\"mistake\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .hasSize(2);
  }

  @Test
  void a_weight_of_reports_withholds_if_the_policy_says_so() {
    service
        .call(
            HttpMethod.PUT,
            "/policies/streams/main",
            Map.of("content-type", "application/json", "if-none-match", "*"),
            "{\"policy\":{\"reports\":{\"withholdAt\":2}},\"note\":\"raid\"}")
        .is(200);
    publish("m-1", "ann");
    report("m-1", "viewer-1").is(202);
    service.get("/streams/main/messages/m-1").is(200);

    report("m-1", "viewer-2").is(202);

    service.get("/streams/main/messages/m-1").isProblem(404, "not-found");
    assertThat(service.get("/violations/main~m-1").text("state")).isEqualTo("open");
  }

  @Test
  void many_messages_are_withheld_in_slices_after_a_preview() {
    for (int i = 0; i < 120; i++) {
      publish("m-" + i, "spammer-" + i % 2);
      service.clock.advance(Duration.ofSeconds(2));
    }
    String filter = "?streamId=main&author=spammer-1";
    Reply preview = service.post("/moderation/messages/preview" + filter, "").is(200);
    assertThat(preview.body().path("count").asInt()).isEqualTo(60);

    String body =
        "{\"reason\":\"spam\",\"count\":60,\"bulkId\":\"" + preview.text("bulkId") + "\"}";
    String path = "/moderation/messages/withhold" + filter + "&to=" + preview.text("to");
    List<String> outcomes = new ArrayList<>();
    String cursor = "";
    int slices = 0;
    boolean isComplete = false;
    while (!isComplete) {
      Reply slice = service.post(path + cursor, body).is(200);
      slice.items("outcome").forEach(outcomes::add);
      isComplete = slice.body().path("complete").asBoolean();
      cursor = "&cursor=" + slice.text("nextCursor");
      slices++;
    }

    assertThat(slices).isEqualTo(2);
    assertThat(outcomes).hasSize(60).containsOnly("withheld");
    assertThat(service.get("/authors/messages?author=spammer-1").items()).isEmpty();
    assertThat(service.get("/authors/messages?author=spammer-0&limit=200").items()).hasSize(60);
    assertThat(service.post(path, body).is(200).body().path("complete").asBoolean()).isTrue();
  }

  @Test
  void a_bulk_withholding_is_bound_to_its_preview() {
    publish("m-1", "ann");
    service.clock.advance(Duration.ofSeconds(2));
    Reply preview = service.post("/moderation/messages/preview?author=ann", "").is(200);
    String path = "/moderation/messages/withhold?author=ann&to=" + preview.text("to");

    service
        .post(
            path, "{\"reason\":\"spam\",\"count\":2,\"bulkId\":\"" + preview.text("bulkId") + "\"}")
        .isProblem(409, "bulk-changed");
    service
        .post(path, "{\"reason\":\"spam\",\"count\":1,\"bulkId\":\"pQ3kVb0c2f1nA5w3eXr8hT\"}")
        .isProblem(409, "bulk-changed");
    service.get("/streams/main/messages/m-1").is(200);
    assertThat(
            service
                .post("/moderation/messages/preview", "")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("streamId is required without an author");
  }
}
