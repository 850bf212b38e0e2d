package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** Alerts for storage, for everyone and for operators. */
class AlertJsonTest {

  private static final Alert WITHHELD =
      Alert.of("main", "e-1", "large-donation", "Someone gave 500.00 USD", Fixtures.NOW)
          .about("kys losers")
          .withholdingActor(new WithheldName(Category.HARASSMENT, "standard-1"));

  @Test
  void a_stored_alert_has_the_actor_and_the_reason() {
    ObjectNode stored = AlertJson.write(WITHHELD);

    assertThat(stored.path("actor").asText()).isEqualTo("kys losers");
    assertThat(AlertJson.read(stored)).isEqualTo(WITHHELD);
  }

  @Test
  void everyone_sees_neither_the_name_nor_the_reason() {
    assertThat(Json.text(AlertJson.write(WITHHELD.shown())))
        .isEqualTo(
            "{\"streamId\":\"main\",\"alertId\":\"e-1\",\"kind\":\"large-donation\","
                + "\"summary\":\"Someone gave 500.00 USD\","
                + "\"occurredAt\":\"2026-11-23T18:00:00.000000Z\"}");
  }

  @Test
  void operators_see_the_reason_and_not_the_name() {
    ObjectNode node = AlertJson.writeForOperators(WITHHELD);

    assertThat(node.has("actor")).isFalse();
    assertThat(node.at("/actorWithheld/category").asText()).isEqualTo("harassment");
    assertThat(node.at("/actorWithheld/policyVersion").asText()).isEqualTo("standard-1");
  }

  @Test
  void an_alert_that_names_its_actor_is_the_same_for_all() {
    Alert named = Fixtures.alert("main", "e-1", Fixtures.NOW);

    assertThat(named.shown()).isEqualTo(named);
    assertThat(AlertJson.writeForOperators(named)).isEqualTo(AlertJson.write(named));
    assertThat(AlertJson.write(named).path("actor").asText()).isEqualTo("ada");
  }

  @Test
  void an_alert_that_was_stored_before_names_were_checked_can_be_read() {
    ObjectNode old = AlertJson.write(Fixtures.alert("main", "e-1", Fixtures.NOW));

    assertThat(old.has("actorWithheld")).isFalse();
    assertThat(AlertJson.read(old).actorWithheld()).isNull();
  }

  @Test
  void receivers_get_the_fields_of_the_event_and_its_id_as_sent() {
    StreamEvent event =
        new StreamEvent(
            "main",
            "twitch",
            "id with spaces",
            "ada",
            Fixtures.NOW,
            new EventDetail.Donation(Money.parse("500.00", "USD"), "unread"));
    Alert alert =
        Alert.of("main", event.key(), "large-donation", "ada gave 500.00 USD", Fixtures.NOW)
            .about("ada")
            .causedBy(Alert.Cause.of(event).withMessage("m-1"))
            .withText("what a save!");

    ObjectNode node = AlertJson.writeForReceivers(alert);

    assertThat(node.path("source").asText()).isEqualTo("twitch");
    assertThat(node.path("id").asText()).isEqualTo("id with spaces");
    assertThat(node.path("amount").asText()).isEqualTo("500.00");
    assertThat(node.path("currency").asText()).isEqualTo("USD");
    assertThat(node.path("text").asText()).isEqualTo("what a save!");
    assertThat(node.has("eventId")).isFalse();
    assertThat(node.has("messageId")).isFalse();
    assertThat(node.toString()).doesNotContain("unread");
  }

  @Test
  void receivers_get_an_alert_that_was_stored_without_its_event() {
    assertThat(Json.text(AlertJson.writeForReceivers(WITHHELD)))
        .isEqualTo(Json.text(AlertJson.write(WITHHELD.shown())));
  }
}
