package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.ports.Failure;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimFunctionsTest {

  private static final String PATH = "/violations/main~m-1";

  private String who = "grace";
  private final Service service =
      new Service(request -> new Caller(who, Set.of(Role.APP, Role.MODERATOR)));

  private void hold(String stream, String messageId) {
    service
        .post(
            "/streams/" + stream + "/messages",
            "{\"author\":\"mallory\",\"text\":\"so toxic\",\"messageId\":\"" + messageId + "\"}")
        .is(202);
  }

  private Reply post(String path) {
    return service.call(HttpMethod.POST, path, Map.of(), null);
  }

  @Test
  void a_claim_is_granted_with_a_token_and_decides_by_it() {
    hold("main", "m-1");

    Reply claimed = post(PATH + "/claim").is(200);

    String token = claimed.text("claimToken");
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(claimed.body().at("/violation/claim/holder").asText()).isEqualTo("grace");
    assertThat(claimed.body().at("/violation/claim/until").asText())
        .isEqualTo("2026-11-23T18:05:00.000000Z");
    Reply shown = service.get(PATH).is(200);
    assertThat(shown.header("ETag")).isEqualTo(claimed.header("ETag"));
    assertThat(shown.body().toString()).doesNotContain(token, "tokenHash");

    String body = "{\"state\":\"dismissed\",\"reason\":\"context\",\"claimToken\":\"%s\"}";
    Reply decided = service.patch(PATH, claimed.header("ETag"), body.formatted(token)).is(200);
    assertThat(decided.body().at("/audit/1/reason").asText()).isEqualTo("context");
    assertThat(decided.body().has("claim")).isFalse();
    service.get("/streams/main/messages/m-1").is(200);
  }

  @Test
  void a_claimed_violation_is_409_with_holder_and_expiry() {
    hold("main", "m-1");
    String etag = post(PATH + "/claim").is(200).header("ETag");
    who = "linus";

    Reply refused = service.patch(PATH, etag, "{\"state\":\"upheld\"}").isProblem(409, "claimed");

    assertThat(refused.text("claimedBy")).isEqualTo("grace");
    assertThat(refused.text("claimedUntil")).isEqualTo("2026-11-23T18:05:00Z");
    assertThat(refused.text("detail")).contains("grace", "18:05");
    assertThat(refused.header("ETag")).isEqualTo(etag);
    post(PATH + "/claim").isProblem(409, "claimed");
    service.post(PATH + "/claim/release", "{\"claimToken\":\"guess\"}").isProblem(409, "claimed");
    post("/violations/claim-next").isProblem(404, "nothing-waits");
  }

  @Test
  void a_late_decision_is_412_with_the_earlier_one() {
    hold("main", "m-1");
    Reply claimed = post(PATH + "/claim").is(200);
    service.clock.advance(Duration.ofMinutes(5));
    who = "linus";
    service.patch(PATH, claimed.header("ETag"), "{\"state\":\"upheld\"}").is(200);

    who = "grace";
    String body = "{\"state\":\"dismissed\",\"claimToken\":\"" + claimed.text("claimToken") + "\"}";
    Reply late = service.patch(PATH, claimed.header("ETag"), body).isProblem(412, "version-stale");

    assertThat(late.text("decidedBy")).isEqualTo("linus");
    assertThat(late.text("state")).isEqualTo("upheld");
  }

  @Test
  void a_claim_can_be_renewed_and_given_back() {
    hold("main", "m-1");
    String token = service.post(PATH + "/claim", "{\"seconds\":60}").is(200).text("claimToken");
    service.clock.advance(Duration.ofSeconds(59));
    String renew = "{\"seconds\":60,\"claimToken\":\"" + token + "\"}";
    assertThat(service.post(PATH + "/claim", renew).is(200).text("claimToken")).isEqualTo(token);
    service.clock.advance(Duration.ofSeconds(59));
    who = "linus";
    post(PATH + "/claim").isProblem(409, "claimed");

    String release = "{\"claimToken\":\"" + token + "\"}";
    service.post(PATH + "/claim/release", release).is(200);
    post(PATH + "/claim").is(200);
    service.post(PATH + "/claim/release", release).isProblem(409, "claimed");
  }

  @Test
  void an_invalid_claim_token_is_claim_lost() {
    hold("main", "m-1");
    String etag = service.get(PATH).header("ETag");
    String guess = "{\"claimToken\":\"guess\"}";

    service.post(PATH + "/claim/release", guess).isProblem(409, "claim-lost");
    service.post(PATH + "/claim", guess).isProblem(409, "claim-lost");
    service
        .patch(PATH, etag, "{\"state\":\"upheld\",\"claimToken\":\"guess\"}")
        .isProblem(409, "claim-lost");
  }

  @Test
  void the_next_one_is_handed_out_once_and_by_the_listing_s_filter() {
    hold("main", "m-1");
    hold("other", "m-2");

    Reply next = post("/violations/claim-next?streamId=other&category=harassment").is(200);

    assertThat(next.body().at("/violation/messageId").asText()).isEqualTo("m-2");
    post("/violations/claim-next?streamId=other").isProblem(404, "nothing-waits");
    post("/violations/claim-next?severity=low").isProblem(404, "nothing-waits");
    assertThat(post("/violations/claim-next").is(200).body().at("/violation/messageId").asText())
        .isEqualTo("m-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seconds\":29}     | seconds must be 30 to 1800",
        "{\"seconds\":1801}   | seconds must be 30 to 1800",
        "{\"seconds\":\"5\"}  | seconds must be a whole number",
        "{\"minutes\":5}      | minutes is not a known field"
      })
  void a_malformed_claim_is_refused(String body, String error) {
    hold("main", "m-1");
    for (String path : new String[] {PATH + "/claim", "/violations/claim-next"}) {
      assertThat(service.post(path, body).isProblem(400, "invalid-input").errors())
          .containsExactly(error);
    }
    post("/violations/claim-next?sate=open").isProblem(400, "invalid-input");
    post(PATH + "/claim/release").isProblem(400, "invalid-input");
  }

  @Test
  void a_decided_or_unknown_violation_cannot_be_claimed() {
    hold("main", "m-1");
    service.patch(PATH, service.get(PATH).header("ETag"), "{\"state\":\"upheld\"}").is(200);

    post(PATH + "/claim").isProblem(409, "step-not-allowed");
    post("/violations/main~none/claim").isProblem(404, "not-found");
    service
        .post("/violations/x/claim/release", "{\"claimToken\":\"a\"}")
        .isProblem(404, "not-found");
  }

  @Test
  void a_store_that_is_away_is_a_503() {
    service.faults.outage(
        "ViolationArchive.waiting", Failure.transientFailure("violations.unavailable", ""));

    post("/violations/claim-next").is(503);
  }

  @Test
  void an_escalated_violation_is_left_to_another_moderator() {
    hold("main", "m-1");
    String etag = service.get(PATH).header("ETag");
    String body = "{\"state\":\"escalated\",\"reason\":\"needs-expert\"}";
    Reply escalated = service.patch(PATH, etag, body).is(200);
    assertThat(escalated.body().at("/barred/0").asText()).isEqualTo("grace");
    post("/violations/claim-next").isProblem(404, "nothing-waits");
    service
        .patch(PATH, escalated.header("ETag"), "{\"state\":\"upheld\"}")
        .isProblem(409, "step-not-allowed");

    who = "linus";
    post("/violations/claim-next").is(200);
  }

  @Test
  void a_moderator_undoes_an_own_decision() {
    hold("main", "m-1");
    String etag = service.get(PATH).header("ETag");
    Reply dismissed = service.patch(PATH, etag, "{\"state\":\"dismissed\"}").is(200);
    service.get("/streams/main/messages/m-1").is(200);
    Map<String, String> ifMatch = Map.of("If-Match", dismissed.header("ETag"));
    who = "linus";
    service.call(HttpMethod.POST, PATH + "/undo", ifMatch, null).isProblem(409, "step-not-allowed");

    who = "grace";
    Reply undone = service.call(HttpMethod.POST, PATH + "/undo", ifMatch, null).is(200);

    assertThat(undone.text("state")).isEqualTo("open");
    assertThat(undone.body().at("/audit/2/action").asText()).isEqualTo("undo");
    service.get("/streams/main/messages/m-1").isProblem(404, "not-found");
    service.call(HttpMethod.POST, PATH + "/undo", ifMatch, null).isProblem(412, "version-stale");
    post(PATH + "/undo").isProblem(428, "version-required");
  }

  @Test
  void a_reason_that_does_not_fit_is_refused_with_those_that_do() {
    hold("main", "m-1");
    String etag = service.get(PATH).header("ETag");

    Reply unfit = service.patch(PATH, etag, "{\"state\":\"escalated\",\"reason\":\"spam\"}");
    assertThat(unfit.isProblem(400, "invalid-input").errors())
        .containsExactly("reason must be one of needs-expert, policy-unclear");
    Reply unknown = service.patch(PATH, etag, "{\"state\":\"upheld\",\"reason\":\"mood\"}");
    assertThat(unknown.isProblem(400, "invalid-input").errors())
        .containsExactly("reason is not a known reason code");
  }

  @Test
  void a_moderator_has_at_most_fifty_claims() {
    for (int i = 0; i < 51; i++) {
      service.adapters.stores().violations().add(Fixtures.violation("main", "held-" + i).build());
    }
    for (int i = 0; i < 50; i++) {
      service.post("/violations/main~held-" + i + "/claim", "{}").is(200);
    }
    service.post("/violations/claim-next", "{}").isProblem(409, "too-many-claims");
    service.post("/violations/main~held-50/claim", "{}").isProblem(409, "too-many-claims");
  }
}
