package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationFunctionsTest {

  private static final String PATH = "/violations/main~m-1";

  private final Service service = new Service();

  private void hold(String stream, String messageId, String author) {
    service
        .post(
            "/streams/" + stream + "/messages",
            "{\"author\":\"%s\",\"text\":\"so toxic\",\"messageId\":\"%s\"}"
                .formatted(author, messageId))
        .is(202);
    service.clock.advance(Duration.ofSeconds(1));
  }

  private String etag() {
    return service.get(PATH).is(200).header("ETag");
  }

  @Test
  void a_moderator_sees_all_of_a_violation_and_its_version() {
    hold("main", "m-1", "mallory");
    Reply reply = service.get(PATH).is(200);
    assertThat(reply.text("text")).isEqualTo("so toxic");
    assertThat(reply.text("author")).isEqualTo("mallory");
    assertThat(reply.text("state")).isEqualTo("open");
    assertThat(reply.body().path("verdict").path("category").asText()).isEqualTo("harassment");
    assertThat(reply.body().path("audit")).hasSize(1);
    assertThat(reply.header("ETag")).matches("\"[^\"]+\"").isEqualTo(reply.text("etag"));
  }

  @Test
  void a_dismissed_violation_releases_its_message_and_the_caller_is_on_record() {
    hold("main", "m-1", "ada");
    Reply reply =
        service.patch(PATH, etag(), "{\"state\":\"dismissed\",\"note\":\"a joke\"}").is(200);
    assertThat(reply.text("state")).isEqualTo("dismissed");
    assertThat(reply.body().path("audit").path(1).path("who").asText()).isEqualTo("local");
    assertThat(reply.body().path("audit").path(1).path("note").asText()).isEqualTo("a joke");
    assertThat(reply.header("ETag")).isEqualTo(etag());
    Reply released = service.get("/streams/main/messages/m-1").is(200);
    assertThat(released.body().path("moderation").path("status").asText()).isEqualTo("released");
  }

  @Test
  void an_upheld_violation_can_be_reopened_and_its_message_stays_away() {
    hold("main", "m-1", "ada");
    Reply upheld = service.patch(PATH, etag(), "{\"state\":\"upheld\"}").is(200);
    service.patch(PATH, upheld.header("ETag"), "{\"state\":\"reopened\"}").is(200);
    assertThat(service.get("/streams/main/messages").items()).isEmpty();
  }

  @Test
  void a_stale_version_is_412_with_the_deciding_moderator() {
    hold("main", "m-1", "ada");
    String seen = etag();
    service.patch(PATH, seen, "{\"state\":\"upheld\"}").is(200);
    Reply late =
        service.patch(PATH, seen, "{\"state\":\"dismissed\"}").isProblem(412, "version-stale");
    assertThat(late.text("decidedBy")).isEqualTo("local");
    assertThat(late.text("state")).isEqualTo("upheld");
    assertThat(late.header("ETag")).isEqualTo(etag());
    assertThat(service.get(PATH).text("state")).isEqualTo("upheld");
  }

  @Test
  void a_decision_that_names_no_version_is_refused_with_428() {
    hold("main", "m-1", "ada");
    service
        .call(HttpMethod.PATCH, PATH, Service.JSON, "{\"state\":\"upheld\"}")
        .isProblem(428, "version-required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"a\", \"b\"", "", "\"\"", "a b"})
  void an_if_match_that_names_no_one_version_is_refused(String ifMatch) {
    hold("main", "m-1", "ada");
    service.patch(PATH, ifMatch, "{\"state\":\"upheld\"}").isProblem(400, "invalid-if-match");
  }

  @Test
  void versions_may_come_weakened_or_unquoted() {
    hold("main", "m-1", "ada");
    Reply upheld = service.patch(PATH, "W/" + etag(), "{\"state\":\"upheld\"}").is(200);
    String bare = upheld.header("ETag").replace("\"", "");
    service.patch(PATH, bare, "{\"state\":\"reopened\"}").is(200);
    service.patch(PATH, "\"%zz\"", "{\"state\":\"upheld\"}").isProblem(412, "version-stale");
  }

  @Test
  void an_invalid_transition_is_409_with_the_current_state() {
    hold("main", "m-1", "ada");
    Reply reply =
        service.patch(PATH, etag(), "{\"state\":\"reopened\"}").isProblem(409, "step-not-allowed");
    assertThat(reply.text("state")).isEqualTo("open");
    assertThat(reply.header("ETag")).isEqualTo(etag());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                   | state must be upheld, dismissed, reopened or escalated",
        "{\"state\":\"gone\"}                 | state must be upheld, dismissed, reopened or escalated",
        "{\"state\":1}                        | state must be a text",
        "{\"state\":\"upheld\",\"by\":\"me\"} | by is not a known field"
      })
  void a_malformed_decision_is_refused(String body, String error) {
    hold("main", "m-1", "ada");
    assertThat(service.patch(PATH, etag(), body).isProblem(400, "invalid-input").errors())
        .containsExactly(error);
  }

  @Test
  void a_note_that_is_too_long_is_refused() {
    hold("main", "m-1", "ada");
    String body = "{\"state\":\"upheld\",\"note\":\"" + "n".repeat(1_001) + "\"}";
    assertThat(service.patch(PATH, etag(), body).isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("note ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/violations/main~none", "/violations/main", "/violations/a~b~c"})
  void an_unknown_violation_is_404(String path) {
    service.get(path).isProblem(404, "not-found");
    service.patch(path, "\"1\"", "{\"state\":\"upheld\"}").isProblem(404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "state=open, 'm-3,m-1'",
    "state=OPEN, 'm-3,m-1'",
    "state=upheld, m-2",
    "streamId=other, m-3",
    "category=harassment, 'm-3,m-2,m-1'",
    "category=harassment/threatening, ''",
    "severity=MEDIUM, 'm-3,m-2,m-1'",
    "severity=critical, ''",
    "author=ada, m-1",
    "q=TOXIC, 'm-3,m-2,m-1'",
    "q=nice, ''",
    "from=2026-11-23T18:00:01Z, 'm-3,m-2'",
    "to=2026-11-23T18:00:01Z, m-1",
    "from=2026-11-23T19:00:01%2B01:00&to=2026-11-23T18:00:02Z, m-2"
  })
  void violations_are_found_by(String query, String messageIds) {
    hold("main", "m-1", "ada");
    hold("main", "m-2", "bob");
    hold("other", "m-3", "cyd");
    String path = "/violations/main~m-2";
    service.patch(path, service.get(path).header("ETag"), "{\"state\":\"upheld\"}").is(200);
    List<String> expected = messageIds.isEmpty() ? List.of() : List.of(messageIds.split(","));
    assertThat(service.get("/violations?" + query).is(200).items("messageId"))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void listed_violations_can_be_decided_and_paged() {
    hold("main", "m-1", "ada");
    hold("main", "m-2", "ada");
    Reply first = service.get("/violations?limit=1&author=ada").is(200);
    String etag = first.items("etag").get(0);
    service.patch("/violations/main~m-2", etag, "{\"state\":\"upheld\"}").is(200);
    Reply second =
        service.get("/violations?limit=1&author=ada&cursor=" + first.text("nextCursor")).is(200);
    assertThat(second.items("messageId")).containsExactly("m-1");
  }

  @Test
  void every_bad_filter_is_named() {
    Reply reply =
        service.get(
            "/violations?state=closed&streamId=~&category=rude&severity=9&from=today&to=2026-13-01"
                + "&q="
                + "q".repeat(101)
                + "&limit=0&sate=open");
    assertThat(reply.isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactly(
            "state", "streamId", "category", "severity", "q", "from", "to", "limit", "sate");
  }

  @Test
  void times_beyond_all_calendars_are_refused() {
    service.get("/violations?from=%2B999999-01-01T00:00:00Z").isProblem(400, "invalid-input");
    service.get("/violations?to=0000-01-01T00:00:00Z").isProblem(400, "invalid-input");
  }

  @Test
  void a_decision_is_kept_when_its_effect_fails_and_the_sweep_applies_it() {
    hold("main", "m-1", "ada");
    service.faults.outage("MessageStore.add", Failure.transientFailure("messages.unavailable", ""));
    Reply reply = service.patch(PATH, etag(), "{\"state\":\"dismissed\"}").is(200);
    assertThat(reply.text("owed")).isEqualTo("release");
    service.get("/streams/main/messages/m-1").isProblem(404, "not-found");

    service.faults.mend();
    service.maintain("SettleDecisions");
    service.get("/streams/main/messages/m-1").is(200);
    assertThat(service.get(PATH).text("owed")).isEqualTo("none");
  }
}
