package io.spillway.functions.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.testing.fuzz.Fuzz;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyTrialFunctionsTest {

  private static final String SIMULATE = "/policies/simulate";

  private final Service service = new Service();

  @BeforeEach
  void two_toxic_messages_of_which_one_is_upheld_and_one_dismissed_and_a_fit_one() {
    for (String id : new String[] {"m-1", "m-2", "m-3"}) {
      String text = id.equals("m-3") ? "hello" : "toxic " + id;
      service.post(
          "/streams/main/messages",
          "{\"author\":\"ada\",\"text\":\"" + text + "\",\"messageId\":\"" + id + "\"}");
      service.clock.advance(Duration.ofSeconds(1));
    }
    decide("main~m-1", "upheld");
    decide("main~m-2", "dismissed");
    service.faults.calls();
  }

  @Test
  void a_candidate_is_tried_on_scores_and_decisions_without_asking_the_classifier() {
    int before = service.faults.calls().size();

    Reply reply = simulate("[{\"rules\":{\"harassment\":{\"threshold\":0.99}}}]", "").is(200);

    assertThat(service.faults.calls().subList(before, service.faults.calls().size()))
        .doesNotContain("ContentClassifier.classify")
        .noneMatch(call -> call.contains("add") || call.contains("replace"));
    assertThat(reply.body().path("cases").asInt()).isEqualTo(3);
    assertThat(reply.body().path("truncated").asBoolean()).isFalse();
    JsonNode inForce = reply.body().at("/trials/0");
    JsonNode candidate = reply.body().at("/trials/1");
    assertThat(inForce.path("version").asText()).isEqualTo("standard-1");
    assertThat(inForce.at("/categories/0/precision/value").asDouble()).isEqualTo(0.5);
    assertThat(inForce.at("/categories/0/recall/value").asDouble()).isEqualTo(1);
    assertThat(candidate.path("changed").asInt()).isEqualTo(2);
    assertThat(candidate.at("/changes/withheld/published").asInt()).isEqualTo(2);
    assertThat(candidate.at("/categories/0/precision").isNull()).isTrue();
    assertThat(candidate.at("/categories/0/recall/value").asDouble()).isZero();
    assertThat(candidate.path("examples")).hasSize(2);
    assertThat(candidate.at("/examples/0/id").asText()).isEqualTo("main~m-2");
    assertThat(candidate.at("/examples/0/judgement").asText()).isEqualTo("fine");
  }

  /** 63 KB fit thousands of candidates, each of which costs as much as a policy. */
  @Test
  void too_many_candidates_are_refused_before_any_is_read() {
    String many = "[" + "{\"nonsense\":1},".repeat(3_000) + "{}]";
    Fuzz.within(
        16,
        () ->
            assertThat(simulate(many, "").isProblem(400, "invalid-input").errors())
                .containsExactly("candidates must be 1 to 3"));
  }

  @Test
  void text_is_shown_on_request_only() {
    String candidates = "[{\"rules\":{\"harassment\":{\"action\":\"ignore\"}}}]";

    assertThat(simulate(candidates, "").body().toString()).doesNotContain("toxic");
    assertThat(
            simulate(candidates, ",\"includeText\":true")
                .body()
                .at("/trials/1/examples/0/text")
                .asText())
        .isEqualTo("toxic m-2");
  }

  @Test
  void a_window_that_is_cut_says_where_to_go_on() {
    Reply first = simulate("[{}]", ",\"maxCases\":1").is(200);
    assertThat(first.body().path("truncated").asBoolean()).isTrue();

    Reply rest = simulate("[{}]", ",\"to\":\"" + first.text("continueTo") + "\"").is(200);

    assertThat(first.body().path("cases").asInt()).isEqualTo(1);
    assertThat(rest.body().path("cases").asInt()).isEqualTo(2);
  }

  @Test
  void all_problems_of_candidates_are_reported_at_once() {
    assertThat(
            simulate(
                    "[{\"rules\":{\"hate\":{\"threshold\":2}}},{\"words\":{\"banned\":[]},\"x\":1}]",
                    ",\"from\":\"yesterday\",\"asDefault\":\"yes\"")
                .isProblem(400, "invalid-input")
                .errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "candidates[0].rules.hate.threshold",
            "candidates[1].words.banned",
            "candidates[1].x",
            "from",
            "asDefault");
    simulate("[]", "").isProblem(400, "invalid-input");
    simulate("[{}]", ",\"maxCases\":10001").isProblem(400, "invalid-input");
    simulate("[{}]", ",\"maxExamples\":101").isProblem(400, "invalid-input");
    service.post(SIMULATE, "{\"candidates\":[{}]}").isProblem(400, "invalid-input");
  }

  @Test
  void entries_are_tried_on_the_last_messages() {
    String tried = "/policies/streams/main/entries/try";

    JsonNode body =
        service
            .post(tried, "{\"entries\":[\"h€llo\",\"c++\"],\"includeText\":true}")
            .is(200)
            .body();

    assertThat(body.path("messages").asInt()).isEqualTo(2);
    assertThat(body.at("/entries/0/readAs").asText()).isEqualTo("hello");
    assertThat(body.at("/entries/0/matched").asInt()).isOne();
    assertThat(body.at("/entries/0/examples/0/messageId").asText()).isEqualTo("m-3");
    assertThat(body.at("/entries/0/examples/0/text").asText()).isEqualTo("hello");
    assertThat(body.at("/entries/1/problem").asText()).isEqualTo("would be read as 'c', without +");
    assertThat(service.post(tried, "{\"entries\":[\"hello\"]}").is(200).body().toString())
        .doesNotContain("text");
  }

  @Test
  void a_dry_run_is_bounded() {
    String tried = "/policies/streams/main/entries/try";

    assertThat(
            service
                .post(tried, "{\"entries\":[],\"maxMessages\":1001}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("entries must be 1 to 50", "maxMessages must be 1 to 1000");
    service
        .post(tried, "{\"entries\":[\"" + "a".repeat(101) + "\"]}")
        .isProblem(400, "invalid-input");
  }

  @Test
  void quality_is_by_category_and_source() {
    Reply reply = service.get("/moderation/quality").is(200);

    JsonNode source = reply.body().at("/sources/0");
    assertThat(reply.body().path("cases").asInt()).isEqualTo(2);
    assertThat(source.path("category").asText()).isEqualTo("harassment");
    assertThat(source.path("upheld").asInt()).isEqualTo(1);
    assertThat(source.path("dismissed").asInt()).isEqualTo(1);
    assertThat(source.at("/precision/value").asDouble()).isEqualTo(0.5);
    assertThat(source.at("/precision/low").asDouble()).isBetween(0.09, 0.1);
    assertThat(service.get("/moderation/quality?streamId=other").is(200).body().path("sources"))
        .isEmpty();
    service.get("/moderation/quality?maxCases=0").isProblem(400, "invalid-input");
    service.get("/moderation/quality?nonsense=1").isProblem(400, "invalid-input");
  }

  private Reply simulate(String candidates, String more) {
    return service.post(
        SIMULATE, "{\"streamId\":\"main\",\"candidates\":" + candidates + more + "}");
  }

  private void decide(String violationId, String state) {
    String etag = service.get("/violations/" + violationId).header("ETag");
    service.patch("/violations/" + violationId, etag, "{\"state\":\"" + state + "\"}").is(200);
  }
}
