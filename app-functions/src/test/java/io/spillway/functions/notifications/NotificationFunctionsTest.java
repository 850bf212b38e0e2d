package io.spillway.functions.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.event.Alert;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Notifications of the application, and operators' actions on them over HTTP. */
class NotificationFunctionsTest {

  private static final Failure AWAY =
      Failure.transientFailure("alert-channel.unavailable", "the receiver answered 503");
  private static final Failure REFUSED =
      Failure.permanent("alert-channel.rejected", "the receiver answered 400");

  private final Service service = new Service();

  private void raid(String eventId) {
    service
        .post(
            "/streams/main/events",
            "{\"type\":\"raid\",\"actor\":\"bob\",\"viewers\":5000,\"eventId\":\""
                + eventId
                + "\"}")
        .is(202);
    service.deliverAll();
  }

  private String state(String notification) {
    return service.get("/notifications/" + notification).is(200).text("state");
  }

  @Test
  void a_receiver_that_is_away_delays_no_event_and_gets_the_alert_later() {
    service.faults.outage("AlertChannel.send", AWAY);
    raid("e-1");

    assertThat(service.get("/streams/main/events/e-1").body().at("/workflow/state").asText())
        .isEqualTo("done");
    assertThat(service.get("/streams/main/stats").body().path("raids").asInt()).isEqualTo(1);
    assertThat(service.get("/dead-letters").items("eventId")).isEmpty();
    assertThat(state("main~e-1")).isEqualTo("pending");
    assertThat(service.get("/health").body().at("/ports/alertChannel/state").asText())
        .isEqualTo("degraded");

    service.faults.mend();
    service.clock.advance(Duration.ofMinutes(1));
    service.maintain("SendAlerts");

    assertThat(service.alertChannel.sent()).extracting(Alert::alertId).containsExactly("e-1");
    assertThat(state("main~e-1")).isEqualTo("sent");
    assertThat(service.get("/health").body().at("/ports/alertChannel/state").asText())
        .isEqualTo("up");
  }

  @Test
  void a_failed_notification_is_listed_and_retried_alone_or_with_all() {
    service.faults.outage("AlertChannel.send", REFUSED);
    raid("e-1");
    raid("e-2");
    assertThat(service.get("/notifications?state=failed&streamId=main").items("alertId"))
        .containsExactly("e-2", "e-1");
    assertThat(service.get("/notifications?state=failed&streamId=other").items("alertId"))
        .isEmpty();
    service.faults.mend();

    assertThat(service.post("/notifications/main~e-2/retry", "").is(200).text("state"))
        .isEqualTo("pending");
    Reply all = service.post("/notifications/retry?kind=alert", "").is(200);

    assertThat(all.body().path("retried").asInt()).isEqualTo(1);
    assertThat(all.body().path("hasMore").asBoolean()).isFalse();
    assertThat(service.alertChannel.sent())
        .extracting(Alert::alertId)
        .containsExactly("e-2", "e-1");
    service.post("/notifications/main~e-2/retry", "").isProblem(409, "step-not-allowed");
  }

  @Test
  void a_pending_notification_is_cancelled_with_a_reason() {
    service.faults.outage("AlertChannel.send", AWAY);
    raid("e-1");
    service.faults.mend();
    String path = "/notifications/main~e-1/cancel";
    assertThat(service.post(path, "{}").isProblem(400, "invalid-input").errors())
        .containsExactly("reason is required");

    Reply cancelled = service.post(path, "{\"reason\":\"a test\"}").is(200);

    assertThat(cancelled.text("state")).isEqualTo("cancelled");
    assertThat(cancelled.text("note")).isEqualTo("a test");
    service.clock.advance(Duration.ofMinutes(1));
    service.maintain("SendAlerts");
    assertThat(service.alertChannel.sent()).isEmpty();
    service.post(path, "{\"reason\":\"again\"}").isProblem(409, "step-not-allowed");
    service.get("/notifications/main~none").isProblem(404, "not-found");
    service.get("/notifications?state=lost").isProblem(400, "invalid-input");
  }

  @Test
  void an_alert_that_was_erased_while_it_waited_is_not_sent() {
    service.faults.outage("AlertChannel.send", AWAY);
    raid("e-1");
    service.faults.mend();
    service.adapters.stores().alerts().delete("main", "e-1");
    service.clock.advance(Duration.ofMinutes(1));

    service.maintain("SendAlerts");

    assertThat(service.alertChannel.sent()).isEmpty();
    assertThat(state("main~e-1")).isEqualTo("cancelled");
    assertThat(service.get("/notifications").body().toString()).doesNotContain("bob");
  }

  @Test
  void the_first_dead_letter_of_a_group_is_told_once_without_its_payload() {
    service.eventQueue.send(Payload.of("{\"streamId\":\"main\",\"secret\":\"hush\"}"));
    service.deliverAll();

    service.maintain("NotifyOfDeadLetters");
    service.clock.advance(Duration.ofMinutes(1));
    service.maintain("NotifyOfDeadLetters");

    assertThat(service.deadLetterChannel.notices()).hasSize(1);
    assertThat(service.deadLetterChannel.notices().get(0).rule())
        .isEqualTo(DeadLetterNotice.Rule.FIRST_OF_GROUP);
    Reply listed = service.get("/notifications?kind=dead_letters").is(200);
    assertThat(listed.body().at("/items/0/notice/failureCode").asText())
        .isEqualTo("event.unknown-field");
    assertThat(listed.body().toString()).doesNotContain("hush");
  }
}
