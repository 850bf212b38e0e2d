package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.ports.Failure;
import io.spillway.ports.event.Alert;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Donors' messages over HTTP: in alerts, in the review queue and after a release. */
class DonorMessageFunctionsTest {

  private Set<Role> roles = EnumSet.allOf(Role.class);
  private final Service service = new Service(request -> new Caller("mia", roles));

  private void donate(String message) {
    service
        .post(
            "/streams/main/events",
            ("{\"type\":\"donation\",\"actor\":\"ada\",\"amount\":\"500.00\",\"currency\":\"USD\","
                    + "\"eventId\":\"e-1\",\"message\":\"%s\"}")
                .formatted(message))
        .is(202);
    service.deliverAll();
  }

  private JsonNode alert() {
    return service.get("/streams/main/alerts").is(200).onlyItem();
  }

  private String withheldId() {
    JsonNode open = service.get("/violations?state=open").is(200).onlyItem();
    assertThat(open.path("messageId")).isEqualTo(alert().path("messageId"));
    return "main~" + alert().path("messageId").asText();
  }

  private void release(String violation) {
    String etag = service.get("/violations/" + violation).is(200).header("ETag");
    service
        .patch(
            "/violations/" + violation,
            etag,
            "{\"state\":\"dismissed\",\"reason\":\"false-positive\"}")
        .is(200);
  }

  @Test
  void a_clean_message_is_read_in_the_alert_and_in_the_chat() {
    donate("what a save!");

    assertThat(alert().path("text").asText()).isEqualTo("what a save!");
    assertThat(alert().path("amount").asText()).isEqualTo("500.00");
    assertThat(alert().path("eventId").asText()).isEqualTo("e-1");
    assertThat(service.alertChannel.sent()).extracting(Alert::text).containsExactly("what a save!");
    Reply chat = service.get("/streams/main/messages").is(200);
    assertThat(chat.items("author")).containsExactly("ada");
    assertThat(chat.items("messageId")).containsExactly(alert().path("messageId").asText());
  }

  @Test
  void a_toxic_message_waits_for_a_moderator_whose_release_sends_it() {
    donate("a toxic text");
    assertThat(alert().has("text")).isFalse();
    assertThat(service.alertChannel.sent()).extracting(Alert::text).containsOnlyNulls();

    release(withheldId());

    assertThat(alert().path("text").asText()).isEqualTo("a toxic text");
    service.maintain("SettleDecisions");
    service.maintain("SettleDecisions");
    assertThat(service.alertChannel.followUps())
        .extracting(Alert::text)
        .containsExactly("a toxic text");
  }

  @Test
  void a_message_that_is_withheld_later_is_in_no_listing() {
    donate("what a save!");

    service
        .post(
            "/streams/main/messages/" + alert().path("messageId").asText() + "/withhold",
            "{\"reason\":\"harassment\"}")
        .is(200);

    assertThat(alert().has("text")).isFalse();
    assertThat(alert().path("summary").asText()).isEqualTo("ada gave 500.00 USD");
  }

  @Test
  void during_an_outage_of_the_classifier_a_message_is_published_and_rechecked() {
    service.classifier.breakDown();
    donate("a toxic text");
    assertThat(alert().path("text").asText()).isEqualTo("a toxic text");

    service.classifier.mend();
    service.clock.advance(Duration.ofMinutes(2));
    service.maintain("RecheckUnmoderated");

    assertThat(alert().has("text")).isFalse();
    assertThat(withheldId()).isNotEmpty();
  }

  @Test
  void only_operators_read_a_message_in_its_event_which_nothing_has_moderated() {
    donate("a toxic text");
    assertThat(service.get("/streams/main/events").items("message"))
        .containsExactly("a toxic text");

    roles = EnumSet.complementOf(EnumSet.of(Role.OPERATOR));

    assertThat(service.get("/streams/main/events").is(200).items().toString())
        .contains("500.00")
        .doesNotContain("toxic");
    assertThat(service.get("/streams/main/events/e-1").is(200).body().toString())
        .contains("500.00")
        .doesNotContain("toxic");
    assertThat(alert().toString()).doesNotContain("toxic");
  }

  @Test
  void alerts_without_a_message_cost_no_reading_of_messages() {
    service
        .post(
            "/streams/main/events",
            "{\"type\":\"raid\",\"actor\":\"bob\",\"viewers\":5000,\"eventId\":\"e-1\"}")
        .is(202);
    service.deliverAll();

    assertThat(alert().path("viewers").asInt()).isEqualTo(5_000);
    assertThat(service.faults.calls()).doesNotContain("MessageStore.find");
  }

  @Test
  void a_failing_receiver_does_not_fail_a_release() {
    donate("a toxic text");
    service.faults.outage(
        "AlertChannel.sendFollowUp",
        Failure.transientFailure("alert-channel.unavailable", "no answer"));

    release(withheldId());
    service.maintain("SettleDecisions");
    assertThat(service.alertChannel.followUps()).isEmpty();

    service.faults.mend();
    service.clock.advance(Duration.ofMinutes(1));
    service.maintain("SettleDecisions");
    assertThat(service.alertChannel.followUps()).hasSize(1);
  }
}
