package io.spillway.functions.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Recheck of messages that were published unmoderated, and its public state. */
class ModerationFunctionsTest {

  private final Service service = new Service();

  private void send(String id, String text) {
    service
        .post(
            "/streams/main/messages",
            "{\"messageId\":\"%s\",\"author\":\"ada\",\"text\":\"%s\"}".formatted(id, text))
        .is(201);
  }

  private void sweep() {
    service.maintain("RecheckUnmoderated");
  }

  @Test
  void when_all_is_moderated_there_is_nothing_to_tell() {
    Reply health = service.get("/moderation/health").is(200);

    assertThat(health.body().at("/unmoderated/count").asInt()).isZero();
    assertThat(health.body().at("/unmoderated/late").asBoolean()).isFalse();
    assertThat(health.body().at("/classifier/state").asText()).isEqualTo("up");
  }

  @Test
  void during_an_outage_the_word_list_withholds_and_the_recheck_asks_the_classifier() {
    service.classifier.breakDown();
    service
        .post(
            "/streams/main/messages",
            "{\"messageId\":\"m-1\",\"author\":\"ada\",\"text\":\"i will kill you\"}")
        .is(202);
    Reply violation = service.get("/violations/main~m-1").is(200);
    assertThat(violation.body().at("/verdict/provenance/classifier").asText())
        .isEqualTo("word-list-fallback");
    assertThat(violation.body().at("/verdict/provisional").asBoolean()).isTrue();
    assertThat(violation.body().at("/verdict/reason").asText())
        .contains("while the classifier was away");
    assertThat(service.get("/moderation/health").body().at("/unmoderated/count").asInt()).isZero();

    service.classifier.mend();
    service.clock.advance(Duration.ofMinutes(1));
    sweep();

    service.get("/streams/main/messages/m-1").is(200);
  }

  @Test
  void after_an_outage_the_recheck_keeps_acceptable_messages_and_withdraws_harmful_ones() {
    service.classifier.breakDown();
    send("m-1", "hello");
    send("m-2", "toxic");
    assertThat(service.get("/moderation/health").body().at("/unmoderated/count").asInt())
        .isEqualTo(2);

    service.classifier.mend();
    sweep();

    assertThat(service.get("/streams/main/messages").items("messageId")).containsExactly("m-1");
    assertThat(service.get("/streams/main/messages/m-1").body().at("/moderation/status").asText())
        .isEqualTo("allowed");
    Reply violation = service.get("/violations/main~m-2").is(200);
    assertThat(violation.body().at("/audit/0/who").asText()).isEqualTo("system:recheck");
    assertThat(violation.body().at("/verdict/reason").asText()).startsWith("published before");
    Reply health = service.get("/moderation/health");
    assertThat(health.body().at("/unmoderated/count").asInt()).isZero();
    assertThat(health.body().at("/recheck/lastAnswerAt").asText()).isNotEmpty();
  }

  @Test
  void during_an_outage_the_log_says_so_and_after_a_quarter_of_an_hour_how_old_the_oldest_is() {
    service.classifier.breakDown();
    send("m-1", "hello");

    service.clock.advance(Duration.ofMinutes(15));
    sweep();
    assertThat(service.context.logged())
        .anyMatch(line -> line.contains("ended early: classifier.unavailable"))
        .noneMatch(line -> line.contains("the oldest for"));
    assertThat(service.get("/moderation/health").body().at("/unmoderated/late").asBoolean())
        .isFalse();

    service.clock.advance(Duration.ofMinutes(1));
    sweep();
    assertThat(service.context.logged())
        .anyMatch(line -> line.contains("1 unmoderated, the oldest for 16 minutes"));
    Reply health = service.get("/moderation/health");
    assertThat(health.body().at("/unmoderated/late").asBoolean()).isTrue();
    assertThat(health.body().at("/unmoderated/oldestAgeSeconds").asInt()).isEqualTo(960);
    assertThat(health.body().at("/classifier/state").asText()).isEqualTo("down");
  }

  @Test
  void the_watch_fails_for_as_long_as_a_message_has_been_readable_unmoderated_for_too_long() {
    service.classifier.breakDown();
    send("m-1", "hello");
    service.clock.advance(Duration.ofMinutes(15));
    assertThatNoException().isThrownBy(() -> service.maintain("WatchUnmoderated"));

    service.clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> service.maintain("WatchUnmoderated"))
        .hasMessageContaining(LateModerationException.class.getName());
    assertThat(service.context.logged())
        .anyMatch(line -> line.contains("1 unmoderated, the oldest for 16 minutes"));

    service.classifier.mend();
    sweep();
    assertThatNoException().isThrownBy(() -> service.maintain("WatchUnmoderated"));
  }
}
