package io.spillway.functions.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.testkit.Fixtures;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyFunctionsTest {

  private static final String DEFAULT = "/policies/default";
  private static final String STREAM = "/policies/streams/main";
  private static final String BAN_HATS =
      "{\"policy\":{\"words\":{\"banned\":{\"free hats\":\"hate\"}}},\"note\":\"no hats\"}";

  private final Service service = new Service();

  @Test
  void without_a_stored_policy_the_standard_one_applies_and_reading_is_404() {
    service.get(DEFAULT).isProblem(404, "not-found");
    service.get(STREAM).isProblem(404, "not-found");

    Reply effective = service.get(STREAM + "/effective").is(200);
    assertThat(effective.text("version")).isEqualTo("standard-1");
    assertThat(effective.body().at("/policy/rules/hate/threshold").asDouble()).isEqualTo(0.6);
    assertThat(effective.body().at("/policy/rates/messages/most").asInt()).isEqualTo(20);
  }

  @Test
  void a_policy_that_is_written_is_in_force_at_once_and_verdicts_name_it() {
    Reply written = put(STREAM, null, BAN_HATS).is(200);
    assertThat(written.header("ETag")).isEqualTo("\"1\"");
    assertThat(written.text("who")).isEqualTo("local");
    assertThat(written.text("note")).isEqualTo("no hats");

    service.post("/streams/main/messages", say("m-1", "FREE hats!")).is(202);
    service.post("/streams/other/messages", say("m-1", "FREE hats!")).is(201);

    Reply violation = service.get("/violations/main~m-1").is(200);
    assertThat(violation.body().at("/verdict/policyVersion").asText())
        .isEqualTo("stream-1.standard-1");
    assertThat(service.get(STREAM).is(200).body()).isEqualTo(written.body());
    assertThat(service.get(STREAM + "/effective").text("version")).isEqualTo("stream-1.standard-1");
  }

  @Test
  void a_policy_shows_how_its_entries_are_read_when_it_is_written_and_read() {
    String policy =
        "{\"policy\":{\"words\":{\"banned\":{\"h@t$\":\"scam\",\"Caps*\":\"spam\"},\"allowed\":[\"\\\"Kys\\\"\"]}}}";

    JsonNode written = put(STREAM, null, policy).is(200).body().path("entries");

    assertThat(written)
        .extracting(
            entry ->
                entry.path("list").asText()
                    + " "
                    + entry.path("readAs").asText()
                    + " "
                    + entry.path("match").asText())
        .containsExactly("banned caps prefix", "banned hats word", "allowed kys exact");
    assertThat(service.get(STREAM).is(200).body().path("entries")).isEqualTo(written);
    assertThat(written.at("/1/entry").asText()).isEqualTo("h@t$");
  }

  @Test
  void an_entry_that_loses_a_sign_or_matches_everyday_words_is_refused_with_the_reason() {
    String policy =
        "{\"policy\":{\"words\":{\"banned\":{\"c++\":\"spam\",\"h*ts\":\"spam\",\"a\":\"spam\",\"🎩\":\"spam\"}}}}";

    assertThat(put(STREAM, null, policy).isProblem(400, "invalid-input").errors())
        .containsExactlyInAnyOrder(
            "policy.words.banned 'c++' would be read as 'c', without +",
            "policy.words.banned 'h*ts' has * inside: it may end an entry, for any ending, or be at both ends",
            "policy.words.banned 'a' would be read as 'a', which everyday texts have",
            "policy.words.banned '🎩' has no letter or digit");
  }

  @Test
  void the_default_applies_to_every_stream_unless_its_own_policy_overrides_it() {
    put(DEFAULT, null, BAN_HATS).is(200);
    put("/policies/streams/hats", null, "{\"policy\":{\"words\":{\"allowed\":[\"free hats\"]}}}")
        .is(200);

    service.post("/streams/main/messages", say("m-1", "free hats")).is(202);
    service.post("/streams/hats/messages", say("m-1", "free hats")).is(201);
  }

  @Test
  void a_policy_limits_shapes_and_exempts_roles_and_authors() {
    put(
            STREAM,
            null,
            """
            {"policy": {"shape": {"capitals": {"most": 0.5, "letters": 5}, "emoji": 2},
                        "exempt": {"authors": ["Bot"], "roles": ["moderator"]},
                        "authors": {"ignoreCase": true}, "reports": {"withholdAt": 3}}}
            """)
        .is(200);
    String loud = "{\"author\":\"%s\",\"text\":\"%s\",\"messageId\":\"%s\",\"roles\":[\"%s\"]}";
    String path = "/streams/main/messages";

    service.post(path, loud.formatted("ann", "BUY NOW", "m-1", "vip")).is(202);
    service.post(path, loud.formatted("ann", "😀😀😀", "m-2", "vip")).is(202);
    service.post(path, loud.formatted("ann", "BUY NOW", "m-3", "moderator")).is(201);
    service.post(path, loud.formatted("BOT", "BUY NOW", "m-4", "vip")).is(201);

    assertThat(service.get("/violations/main~m-1").body().at("/verdict/reason").asText())
        .isEqualTo(
            "spam scored 0.80, threshold 0.80: too many capitals (policy stream-1.standard-1)");
    Reply effective = service.get(STREAM + "/effective").is(200);
    assertThat(effective.body().at("/policy/reports/withholdAt").asDouble()).isEqualTo(3);
    assertThat(effective.body().at("/policy/shape/marks").asInt()).isEqualTo(10);
    assertThat(effective.body().at("/policy/exempt/roles/0").asText()).isEqualTo("moderator");
    assertThat(effective.body().at("/policy/rates/streamRepeats/minLength").asInt()).isEqualTo(20);
  }

  @Test
  void a_category_that_is_only_marked_is_published_and_readers_do_not_see_the_mark() {
    put(STREAM, null, "{\"policy\":{\"rules\":{\"harassment\":{\"action\":\"mark\"}}}}").is(200);

    Reply sent = service.post("/streams/main/messages", say("m-1", "toxic")).is(201);

    assertThat(sent.body().at("/moderation/status").asText()).isEqualTo("allowed");
    assertThat(service.get("/violations").items()).isEmpty();

    String marked = "/moderation/streams/main/marked";
    service.post("/streams/main/messages", say("m-2", "toxic too")).is(201);
    assertThat(service.get(marked).is(200).items("messageId")).containsExactly("m-2", "m-1");
    service.post(marked + "/m-1", "{\"decision\":\"keep\"}").is(200);
    service.post(marked + "/m-2", "{\"decision\":\"withhold\"}").is(200);
    assertThat(service.get(marked).items()).isEmpty();
    assertThat(service.get("/violations").items("messageId")).containsExactly("m-2");
    assertThat(service.get("/streams/main/messages").items("messageId")).containsExactly("m-1");
    service.post(marked + "/m-1", "{\"decision\":\"keep\"}").isProblem(404, "not-found");
    service.post(marked + "/m-1", "{\"decision\":\"burn\"}").isProblem(400, "invalid-input");
  }

  @Test
  void a_write_requires_the_read_revision() {
    put(STREAM, null, BAN_HATS).is(200);

    Reply again = put(STREAM, null, BAN_HATS).isProblem(412, "version-stale");
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.text("decidedBy")).isEqualTo("local");
    put(STREAM, "\"7\"", BAN_HATS).isProblem(412, "version-stale");
    put(STREAM, "\"x\"", BAN_HATS).isProblem(412, "version-stale");
    put(DEFAULT, "\"1\"", BAN_HATS).isProblem(412, "version-stale");
    assertThat(put(STREAM, "\"1\"", BAN_HATS).is(200).header("ETag")).isEqualTo("\"2\"");
    service.call(HttpMethod.PUT, STREAM, Service.JSON, BAN_HATS).isProblem(428, "version-required");
  }

  @Test
  void all_problems_are_reported_at_once_with_their_paths() {
    Reply reply =
        put(
            STREAM,
            null,
            """
            {"note": 7, "extra": 1, "policy": {
              "rules": {"hate": {"threshold": 2, "severity": "huge", "action": "burn"},
                        "harassment": {"threshold": "high"},
                        "rudeness": {}},
              "words": {"banned": {"...": "hate", "word": "none"}, "allowed": [1]},
              "links": {"score": -1, "allowedHosts": "example.com", "strictness": "no", "more": 1},
              "rates": {"messages": {"most": 1000, "seconds": 10}, "repeats": {"most": 1}},
              "shape": {"score": 2, "capitals": {"most": 1}, "emoji": 1000, "color": 1},
              "exempt": {"roles": ["VIP"]}, "reports": {"withholdAt": 101}}}
            """);

    assertThat(reply.isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "note",
            "extra",
            "policy.rules.hate.severity",
            "policy.rules.hate.action",
            "policy.rules.hate.threshold",
            "policy.rules.harassment.threshold",
            "policy.rules.rudeness",
            "policy.words.banned.word",
            "policy.words.banned",
            "policy.words.allowed",
            "policy.links.score",
            "policy.links.allowedHosts",
            "policy.links.strictness",
            "policy.links.more",
            "policy.rates.messages.most",
            "policy.rates.repeats",
            "policy.shape.score",
            "policy.shape.capitals",
            "policy.shape.emoji",
            "policy.shape.color",
            "policy.exempt.roles",
            "policy.reports.withholdAt");
    service.get(STREAM).isProblem(404, "not-found");
  }

  @Test
  void a_policy_is_required_and_may_be_empty() {
    assertThat(put(STREAM, null, "{\"note\":\"x\"}").isProblem(400, "invalid-input").errors())
        .containsExactly("policy is required: a policy, which may be empty");
    put(STREAM, null, "{\"policy\":{}}").is(200);
  }

  @Test
  void a_streams_own_policy_can_end_and_every_revision_stays() {
    put(STREAM, null, BAN_HATS).is(200);
    put(STREAM, "\"1\"", "{\"policy\":{}}").is(200);
    delete("\"1\"").isProblem(412, "version-stale");

    delete("\"2\"").is(200);

    delete("\"3\"").isProblem(412, "version-stale");
    service.get(STREAM).isProblem(404, "not-found");
    service.post("/streams/main/messages", say("m-1", "free hats")).is(201);
    Reply history = service.get(STREAM + "/versions").is(200);
    assertThat(history.items("number")).containsExactly("3", "2", "1");
    assertThat(history.items("ends")).containsExactly("true", "false", "false");
    assertThat(service.get(STREAM + "/versions/1").body().at("/policy/words/banned/free hats"))
        .hasToString("\"hate\"");
    service.get(STREAM + "/versions/3").is(200);
    service.get(STREAM + "/versions/4").isProblem(404, "not-found");
    service.get(STREAM + "/versions/x").isProblem(404, "not-found");
  }

  @Test
  void history_is_paged() {
    put(DEFAULT, null, "{\"policy\":{}}");
    put(DEFAULT, "\"1\"", "{\"policy\":{}}");

    Reply first = service.get(DEFAULT + "/versions?limit=1").is(200);
    Reply second =
        service.get(DEFAULT + "/versions?limit=1&cursor=" + first.text("nextCursor")).is(200);

    assertThat(first.items("number")).containsExactly("2");
    assertThat(second.items("number")).containsExactly("1");
    service.get(DEFAULT + "/versions/2").is(200);
  }

  @Test
  void in_an_outage_messages_go_on_and_health_is_degraded() {
    service.faults.outage("PolicyStore.latest", Fixtures.outage());

    service.post("/streams/main/messages", say("m-1", "hello")).is(201);

    Reply health = service.get("/health").is(200);
    assertThat(health.body().at("/ports/policies/state").asText()).isEqualTo("degraded");
    service.get(STREAM).isProblem(503, "unavailable");
  }

  private Reply put(String path, @Nullable String ifMatch, String body) {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            ifMatch == null ? "if-none-match" : "if-match",
            ifMatch == null ? "*" : ifMatch);
    return service.call(HttpMethod.PUT, path, headers, body);
  }

  private Reply delete(String ifMatch) {
    return service.call(HttpMethod.DELETE, STREAM, Map.of("if-match", ifMatch), null);
  }

  private static String say(String id, String text) {
    return "{\"author\":\"ada\",\"text\":\"" + text + "\",\"messageId\":\"" + id + "\"}";
  }
}
